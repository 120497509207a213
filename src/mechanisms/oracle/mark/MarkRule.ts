/**
 * Models:     what a rule for the mark price is: the interface of the family.
 * Source:     own.
 * Units:      dollars per unit; times in microseconds; funding as a fraction per interval.
 * Simplified: nothing.
 * Invariants: none
 */
import type { Parameters, Stated } from '../../../base/ParameterShapes.js';

/** What a venue knows at the instant of a mark; NaN for what does not exist. Filled anew for each mark. */
export type Inputs = {
  index: number;
  bid: number;
  ask: number;
  last: number;
  /** Rate of the last interval, time to the next stamp, and the interval. */
  fundingRate: number;
  untilFundingUs: number;
  intervalUs: number;
  /** Time since the rule was last asked. */
  passedUs: number;
  /** Median of the other venues' perp mids; NaN unless the rule asks for it. */
  peers: number;
};

/** A file of this family: its parameters, its state of one contract (plain data), and the price, which advances it. */
export interface Rule<P extends Parameters, State> {
  readonly parameters: P;
  /** Asked when the venue's index is composed; otherwise once a second. */
  readonly withIndex: boolean;
  /** Whether it reads the other venues' perps. */
  readonly readsPeers: boolean;
  create(stated: Stated<P>): State;
  price(state: State, inputs: Inputs): number;
}
