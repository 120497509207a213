/**
 * Models:     multi-venue spot index of a perpetual exchange, Binance "price index".
 * Source:     Binance FAQ 360033525071 (mark price and price index): weighted mean, stale and deviating sources.
 * Units:      dollars per unit; ages in microseconds; deviation as a fraction.
 * Simplified: the reference of the deviation rule is the unweighted median; venues do not recover gradually.
 * Invariants: none
 */
import * as WeightedMedian from './WeightedMedian.js';

export type Terms = {
  readonly weights: Float64Array;
  /** A source older than this does not count; 10 s assumed. */
  readonly maxAgeUs: number;
  /** |price / median - 1| above this is an outlier; 0.05 in the FAQ. */
  readonly maxDeviation: number;
};

/**
 * Index of the live venues (price not NaN, age within bound); NaN when none is live.
 * One outlier loses its weight; with more than one the index is the median.
 */
export function compose(prices: Float64Array, agesUs: Float64Array, terms: Terms): number {
  const isLive = (i: number) => !Number.isNaN(prices[i]!) && agesUs[i]! <= terms.maxAgeUs;
  const live: number[] = [];
  for (let i = 0; i < prices.length; i++) if (isLive(i)) live.push(prices[i]!);
  const median = WeightedMedian.plain(live);
  let outliers = 0;
  let weight = 0;
  let sum = 0;
  for (let i = 0; i < prices.length; i++) {
    if (!isLive(i)) continue;
    if (Math.abs(prices[i]! / median - 1) > terms.maxDeviation) {
      outliers++;
      continue;
    }
    weight += terms.weights[i]!;
    sum += terms.weights[i]! * prices[i]!;
  }
  return outliers > 1 || weight === 0 ? median : sum / weight;
}
