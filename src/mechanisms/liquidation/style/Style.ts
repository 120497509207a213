/**
 * Models:     what every style of liquidation decides: how much of one position in breach is closed by the next order.
 * Source:     own; the venues' rules are in the files beside this one.
 * Units:      lots are those of all `accounts` that a row stands for; dollars those of all of them too, but tiers are
 *             those of one account; times in microseconds.
 * Simplified: amounts are judged as if the order filled at the mark: too little is closed in a thin book, and the next
 *             look closes the rest.
 * Invariants: none
 */
import type { Tiers } from '../../margin/Tiers.js';

export interface Position {
  /** Lots held, > 0. */
  readonly lots: number;
  /** Dollars of one lot at mark. */
  readonly lotUsd: number;
  /** Identical accounts that the lots belong to. */
  readonly accounts: number;
  readonly tiers: Tiers;
  /** Maintenance margin of this position. */
  readonly maintenance: number;
  /** Time of the last partial order of the account, -Infinity when there was none. */
  readonly lastPartialUs: number;
}

/** The account in breach: all that stands behind the position. */
export interface Account {
  readonly equity: number;
  readonly maintenance: number;
  /** Margin ratio above which the venue stops. */
  readonly target: number;
  /** Liquidation fee that the account pays, as a fraction of what is closed. */
  readonly feeRate: number;
  readonly nowUs: number;
}

/** Lots to close by the next order; 0 = not now. Partial: the rest of the position is meant to stay. */
export interface Close {
  readonly lots: number;
  readonly isPartial: boolean;
}

export const NOT_NOW: Close = { lots: 0, isPartial: true };

/** All of it. */
export function whole(position: Position): Close {
  return { lots: position.lots, isPartial: false };
}
