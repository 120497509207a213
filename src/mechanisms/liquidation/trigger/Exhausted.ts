/**
 * Models:     ADL when the insurance fund is exhausted: it pays what it has, then the winners.
 * Source:     Binance FAQ 360033525471.
 * Units:      see Trigger.
 * Simplified: the fund pays its last dollars into a position that winners then take; the venue does not say whether it
 *             keeps them for a smaller one.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import type * as Trigger from './Trigger.js';

export const parameters = {} as const satisfies Parameters;

/** Nothing to remember. */
export function observe(): void {}

export function assess(_memory: Trigger.Memory, { equity, shortfall }: Trigger.Standing): Trigger.Verdict {
  return equity < shortfall ? 'pool-first' : 'pool';
}
