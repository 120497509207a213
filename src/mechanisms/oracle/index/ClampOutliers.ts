/**
 * Models:     a weighted mean in which a deviating source counts at the bound around the median.
 * Source:     OKX help, index rules: a price beyond 3 % of the median of all sources counts as the median plus or minus 3 %.
 * Units:      dollars per unit; bound as a fraction.
 * Simplified: the reference is the unweighted median of the live sources.
 * Invariants: none
 */
import * as WeightedMedian from '../WeightedMedian.js';

export type Terms = { readonly bound: number };

export const parameters = {
  bound: { type: 'ratio', about: 'distance from the median at which a source is held' },
} as const;

export function terms({ bound }: { bound: number }): Terms {
  return { bound };
}

export function compose({ bound }: Terms, prices: Float64Array, weights: Float64Array): number {
  const median = WeightedMedian.ofAll(prices);
  const low = median * (1 - bound);
  const high = median * (1 + bound);
  let weight = 0;
  let sum = 0;
  for (let i = 0; i < prices.length; i++) {
    const price = prices[i]!;
    if (Number.isNaN(price)) continue;
    weight += weights[i]!;
    sum += weights[i]! * Math.min(high, Math.max(low, price));
  }
  return weight === 0 ? median : sum / weight;
}
