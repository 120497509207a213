/**
 * Models:     oracle price of Hyperliquid: weighted median of the sources.
 * Source:     hyperliquid.gitbook.io hypercore/oracle.
 * Units:      dollars per unit; weights are any positive numbers.
 * Simplified: one validator stands for the stake-weighted median over all: hides disagreement between them.
 * Invariants: none
 */
import * as WeightedMedian from '../WeightedMedian.js';

export const parameters = {} as const;

export function terms(): object {
  return {};
}

export function compose(_: object, prices: Float64Array, weights: Float64Array): number {
  return WeightedMedian.compose(prices, weights);
}
