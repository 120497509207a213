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
  const median =
    prices.length <= 3 ? medianOfFew(prices, agesUs, terms) : medianOfMany(prices, agesUs, terms);
  let outliers = 0;
  let weight = 0;
  let sum = 0;
  for (let i = 0; i < prices.length; i++) {
    const price = live(prices, agesUs, terms, i);
    if (Number.isNaN(price)) continue;
    if (Math.abs(price / median - 1) > terms.maxDeviation) {
      outliers++;
      continue;
    }
    weight += terms.weights[i]!;
    sum += terms.weights[i]! * price;
  }
  return outliers > 1 || weight === 0 ? median : sum / weight;
}

/** Price of a source that counts, NaN of one that is missing or stale. */
function live(prices: Float64Array, agesUs: Float64Array, terms: Terms, i: number): number {
  return i < prices.length && agesUs[i]! <= terms.maxAgeUs ? prices[i]! : Number.NaN;
}

function medianOfFew(prices: Float64Array, agesUs: Float64Array, terms: Terms): number {
  const first = live(prices, agesUs, terms, 0);
  return WeightedMedian.ofThree(first, live(prices, agesUs, terms, 1), live(prices, agesUs, terms, 2));
}

function medianOfMany(prices: Float64Array, agesUs: Float64Array, terms: Terms): number {
  return WeightedMedian.plain(Array.from(prices, (_, i) => live(prices, agesUs, terms, i)));
}
