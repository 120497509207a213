/**
 * Models:     mark price of Hyperliquid: median of the oracle price plus the averaged distance of the own book from it, the
 *             own book, and the other venues' perps.
 * Source:     hyperliquid.gitbook.io trading/robust-price-indices.
 * Units:      dollars per unit; times in microseconds.
 * Simplified: the other venues' mids count alike instead of by 3, 2, 2, 1, 1.
 * Invariants: none
 */
import * as Ema from '../Ema.js';
import * as WeightedMedian from '../WeightedMedian.js';
import type { Inputs } from './MarkRule.js';

/** Averages of mid - oracle and of the book price. */
export type State = { readonly basis: Ema.Ema; readonly book: Ema.Ema };

const BASIS_TAU_US = 150e6;
const BOOK_TAU_US = 30e6;

export const parameters = {} as const;
export const withIndex = true;
export const readsPeers = true;

export function create(): State {
  return { basis: Ema.create(), book: Ema.create() };
}

export function price(state: State, inputs: Inputs): number {
  const { index, bid, ask, last, passedUs, peers } = inputs;
  observe(state, index, (bid + ask) / 2, bookPrice(bid, ask, last), passedUs);
  return median(state, index, bookPrice(bid, ask, last), peers);
}

/** Advances both averages by dtUs (3 s on Hyperliquid); NaN inputs are not observed. */
export function observe(state: State, oracle: number, mid: number, book: number, dtUs: number): void {
  Ema.observe(state.basis, mid - oracle, dtUs, BASIS_TAU_US);
  Ema.observe(state.book, book, dtUs, BOOK_TAU_US);
}

/** Median of best bid, best ask and last trade, of those that exist. */
export function bookPrice(bid: number, ask: number, last: number): number {
  return WeightedMedian.ofThree(bid, ask, last);
}

/**
 * Median of oracle + 150 s average of (mid - oracle), book price, and the median of other venues' perp mids; when exactly
 * two of them exist, the 30 s average of the book price joins.
 */
export function median(state: State, oracle: number, book: number, perpMids: number): number {
  const carried = oracle + Ema.value(state.basis);
  const present =
    Number(!Number.isNaN(carried)) + Number(!Number.isNaN(book)) + Number(!Number.isNaN(perpMids));
  if (present !== 2) return WeightedMedian.ofThree(carried, book, perpMids);
  const own = Ema.value(state.book);
  if (Number.isNaN(carried)) return WeightedMedian.ofThree(own, book, perpMids);
  if (Number.isNaN(book)) return WeightedMedian.ofThree(carried, own, perpMids);
  return WeightedMedian.ofThree(carried, book, own);
}
