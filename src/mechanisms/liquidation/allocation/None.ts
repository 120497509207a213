/**
 * Models:     a venue that never turns to the winners: its pool takes over, and its creditor writes off what is missing.
 * Source:     own; the realistic "off" of the other rules.
 * Units:      none.
 * Simplified: nothing.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import type * as Allocation from './Allocation.js';

export const parameters = {} as const satisfies Parameters;

export const takes: Allocation.Takes = 'nothing';

/** Nothing from anybody. */
export function share(_needed: number, held: ArrayLike<number>): Float64Array {
  return new Float64Array(held.length);
}
