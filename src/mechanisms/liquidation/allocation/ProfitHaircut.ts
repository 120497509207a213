/**
 * Models:     socialized loss: winners keep their positions, and their unrealized profit is cut in proportion.
 * Source:     OKEx's and BitMEX's clawback rules before auto-deleveraging ("socialized losses"), applied to what has not
 *             been realized.
 * Units:      atoms of the settle asset.
 * Simplified: profits already realized are not called back, and only winners of the failing position's contract pay.
 * Invariants: ADL-1
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import type * as Allocation from './Allocation.js';
import * as ProRata from './ProRata.js';

export const parameters = {} as const satisfies Parameters;

export const takes: Allocation.Takes = 'profits';

/** In proportion to the profits, at most all of them. */
export function share(needed: number, held: ArrayLike<number>): Float64Array {
  return ProRata.share(needed, held);
}
