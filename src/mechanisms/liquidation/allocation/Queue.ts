/**
 * Models:     auto-deleveraging down a queue: the highest rank first, whole, until nothing is left of the failing side.
 * Source:     Binance FAQ 360033525471; hyperliquid.gitbook.io trading/auto-deleveraging.
 * Units:      lots.
 * Simplified: nothing.
 * Invariants: ADL-1
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Allocation from './Allocation.js';

export const parameters = {} as const satisfies Parameters;

export const takes: Allocation.Takes = 'positions';

/** Takes from the front of the queue; result per rank. */
export function share(needed: number, held: ArrayLike<number>): Float64Array {
  const parts = new Float64Array(held.length);
  let left = needed;
  for (let i = 0; i < parts.length && left > 0; i++) {
    parts[i] = Math.min(left, held[i]!);
    left -= parts[i]!;
  }
  return Allocation.checked(parts, needed, held);
}
