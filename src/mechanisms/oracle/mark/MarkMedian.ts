/**
 * Models:     mark price of Hyperliquid: median of the oracle price plus the averaged distance of the own book from it, the
 *             own book, and the other venues' perps.
 * Source:     hyperliquid.gitbook.io trading/robust-price-indices.
 * Units:      dollars per unit; times in microseconds.
 * Simplified: the other venues' mids count alike instead of by 3, 2, 2, 1, 1; a book of one side gives no book price, which
 *             the source leaves open: errs toward the oracle.
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
  const book = bookPrice(bid, ask, last);
  observe(state, index, (bid + ask) / 2, book, passedUs);
  return median(state, index, book, peers);
}

/** Advances both averages by dtUs (3 s on Hyperliquid); NaN inputs are not observed. */
export function observe(state: State, oracle: number, mid: number, book: number, dtUs: number): void {
  Ema.observe(state.basis, mid - oracle, dtUs, BASIS_TAU_US);
  Ema.observe(state.book, book, dtUs, BOOK_TAU_US);
}

/**
 * Median of best bid, best ask and last trade. A book without a bid or without an ask has no price: one stale order would
 * otherwise be the mark of the contract.
 */
export function bookPrice(bid: number, ask: number, last: number): number {
  if (Number.isNaN(bid + ask)) return Number.NaN;
  return WeightedMedian.ofThree(bid, ask, last);
}

/**
 * Median of oracle + 150 s average of (mid - oracle), book price, and the median of other venues' perp mids; when exactly
 * two of them exist, the 30 s average of the book price joins.
 */
export function median(state: State, oracle: number, book: number, perpMids: number): number {
  // Before the first two-sided book there is no distance to carry: the oracle itself, not nothing.
  const basis = Ema.value(state.basis);
  const carried = oracle + (Number.isNaN(basis) ? 0 : basis);
  const present =
    Number(!Number.isNaN(carried)) + Number(!Number.isNaN(book)) + Number(!Number.isNaN(perpMids));
  if (present !== 2) return WeightedMedian.ofThree(carried, book, perpMids);
  const own = Ema.value(state.book);
  if (Number.isNaN(carried)) return WeightedMedian.ofThree(own, book, perpMids);
  if (Number.isNaN(book)) return WeightedMedian.ofThree(carried, own, perpMids);
  return WeightedMedian.ofThree(carried, book, own);
}
