/**
 * Models:     what every loss rule decides: from whom of the ranked winners how much is taken, and of what.
 * Source:     own; the rules are in the files beside this one.
 * Units:      parts are lots (positions) or atoms (profits), integers >= 0.
 * Simplified: nothing.
 * Invariants: ADL-1 (parts are integers, sum to min(needed, held), none above what its winner holds)
 */
import { invariant } from '../../../base/assert.js';

/**
 * Positions: winners trade with the failing side at its bankruptcy price. Profits: winners keep their positions and their
 * unrealized profit is cut. Nothing: the pool takes over whatever it costs.
 */
export type Takes = 'positions' | 'profits' | 'nothing';

/** The parts, once they have been checked. */
export function checked(parts: Float64Array, needed: number, held: ArrayLike<number>): Float64Array {
  let taken = 0;
  let total = 0;
  let isWithin = true;
  for (let i = 0; i < parts.length; i++) {
    taken += parts[i]!;
    total += held[i]!;
    isWithin &&= Number.isSafeInteger(parts[i]!) && parts[i]! >= 0 && parts[i]! <= held[i]!;
  }
  const isComplete = isWithin && taken === Math.min(needed, total);
  invariant(isComplete, 'ADL-1', () => `${taken} of ${needed}, ${total} held`);
  return parts;
}
