/**
 * Models:     an index that is the plain median of its sources.
 * Source:     own; index rules of several smaller venues.
 * Units:      dollars per unit.
 * Simplified: weights do not count, except that a source of weight 0 is no source.
 * Invariants: none
 */
import * as WeightedMedian from '../WeightedMedian.js';

export const parameters = {} as const;

export function terms(): object {
  return {};
}

const present = [new Float64Array(0)];

export function compose(_: object, prices: Float64Array, weights: Float64Array): number {
  const counted = (present[prices.length] ??= new Float64Array(prices.length));
  for (let i = 0; i < prices.length; i++) counted[i] = weights[i]! > 0 ? prices[i]! : Number.NaN;
  return WeightedMedian.ofAll(counted);
}
