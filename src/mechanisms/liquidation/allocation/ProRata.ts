/**
 * Models:     auto-deleveraging in proportion: every winner closes the same share of its position.
 * Source:     proposed after October 2025 as an alternative to queues; Drift and others socialize alike.
 * Units:      lots.
 * Simplified: nothing.
 * Invariants: ADL-1
 */
import { mulDivDown } from '../../../base/Integer.js';
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Allocation from './Allocation.js';

export const parameters = {} as const satisfies Parameters;

export const takes: Allocation.Takes = 'positions';

/** In proportion to the holdings: shares round down, the remainder goes one by one down the queue. */
export function share(needed: number, held: ArrayLike<number>): Float64Array {
  const parts = new Float64Array(held.length);
  let total = 0;
  for (let i = 0; i < parts.length; i++) total += held[i]!;
  if (total === 0) return parts;
  const taken = Math.min(needed, total);
  let left = taken;
  for (let i = 0; i < parts.length; i++) {
    parts[i] = mulDivDown(taken, held[i]!, total);
    left -= parts[i]!;
  }
  for (let i = 0; i < parts.length && left > 0; i++) {
    if (parts[i]! === held[i]!) continue;
    parts[i]! += 1;
    left -= 1;
  }
  return Allocation.checked(parts, needed, held);
}
