/**
 * Models:     a weighted mean that leaves out one deviating source, and is the median when more than one deviates.
 * Source:     Binance FAQ 360033525071 (price index): deviation of 5 % from the median of all sources.
 * Units:      dollars per unit; bound as a fraction.
 * Simplified: the reference of the deviation is the unweighted median of the live sources.
 * Invariants: none
 */
import * as WeightedMedian from '../WeightedMedian.js';

export type Terms = { readonly bound: number };

export const parameters = {
  bound: { type: 'ratio', about: 'distance from the median beyond which a source is an outlier' },
} as const;

export function terms({ bound }: { bound: number }): Terms {
  return { bound };
}

export function compose({ bound }: Terms, prices: Float64Array, weights: Float64Array): number {
  const median = WeightedMedian.ofAll(prices);
  let outliers = 0;
  let weight = 0;
  let sum = 0;
  for (let i = 0; i < prices.length; i++) {
    const price = prices[i]!;
    if (Number.isNaN(price)) continue;
    if (Math.abs(price / median - 1) > bound) {
      outliers++;
      continue;
    }
    weight += weights[i]!;
    sum += weights[i]! * price;
  }
  return outliers > 1 || weight === 0 ? median : sum / weight;
}
