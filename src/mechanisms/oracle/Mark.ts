/**
 * Models:     mark price, Binance USD-M since 2025-09-18 (30 one-second basis samples) and Hyperliquid.
 * Source:     Binance FAQ 360033525071 and announcement of 2025-09-16; hyperliquid.gitbook.io trading/robust-
 *             price-indices.
 * Units:      dollars per unit; times in microseconds; funding as a fraction per interval.
 * Simplified: a venue without an index marks at its last price; without a last price at the mean of the two
 *             others.
 * Invariants: none
 */
import * as Ema from './Ema.js';
import * as WeightedMedian from './WeightedMedian.js';

/** Ring of basis samples, mid - index, taken once per second by the venue. */
export type BasisWindow = { readonly samples: Float64Array; count: number; next: number };

/** The two averages of the oracle-based mark. */
export type OracleMark = { readonly basis: Ema.Ema; readonly book: Ema.Ema };

const BASIS_TAU_US = 150e6;
const BOOK_TAU_US = 30e6;

/** Window of `length` samples: 30 since 2025-09-18, 60 before. */
export function createWindow(length: number): BasisWindow {
  return { samples: new Float64Array(length), count: 0, next: 0 };
}

/** Adds one basis sample in dollars; NaN (one-sided book, no index) is skipped. */
export function sample(w: BasisWindow, basis: number): void {
  if (Number.isNaN(basis)) return;
  w.samples[w.next] = basis;
  w.next = (w.next + 1) % w.samples.length;
  w.count = Math.min(w.count + 1, w.samples.length);
}

/** Mean of the samples held, recomputed so that it never drifts; 0 without samples. */
export function averageBasis(w: BasisWindow): number {
  let sum = 0;
  for (let i = 0; i < w.count; i++) sum += w.samples[i]!;
  return w.count === 0 ? 0 : sum / w.count;
}

/** Price 1: the index carried to the next funding stamp at the last funding rate. */
export function fundingPrice(
  index: number,
  lastFunding: number,
  untilFundingUs: number,
  intervalUs: number,
): number {
  return index * (1 + lastFunding * (untilFundingUs / intervalUs));
}

/** Median of Price 1, Price 2 (index + average basis) and the last trade. */
export function binance(price1: number, price2: number, last: number): number {
  return Number.isNaN(price1) ? last : WeightedMedian.ofThree(price1, price2, last);
}

export function createOracleMark(): OracleMark {
  return { basis: Ema.create(), book: Ema.create() };
}

/** Advances both averages by dtUs (3 s on Hyperliquid); NaN inputs are not observed. */
export function observe(
  m: OracleMark,
  oracle: number,
  bid: number,
  ask: number,
  last: number,
  dtUs: number,
): void {
  Ema.observe(m.basis, (bid + ask) / 2 - oracle, dtUs, BASIS_TAU_US);
  Ema.observe(m.book, bookPrice(bid, ask, last), dtUs, BOOK_TAU_US);
}

/** Median of best bid, best ask and last trade, of those that exist. */
export function bookPrice(bid: number, ask: number, last: number): number {
  return WeightedMedian.ofThree(bid, ask, last);
}

/**
 * Hyperliquid's mark: median of oracle + 150 s average of (mid - oracle), book price, and the weighted median of
 * other venues' perp mids; when exactly two of them exist, the 30 s average of the book price joins.
 */
export function oracleMark(m: OracleMark, oracle: number, book: number, perpMids: number): number {
  const carried = oracle + Ema.value(m.basis);
  const present =
    Number(!Number.isNaN(carried)) + Number(!Number.isNaN(book)) + Number(!Number.isNaN(perpMids));
  if (present !== 2) return WeightedMedian.ofThree(carried, book, perpMids);
  const own = Ema.value(m.book);
  if (Number.isNaN(carried)) return WeightedMedian.ofThree(own, book, perpMids);
  if (Number.isNaN(book)) return WeightedMedian.ofThree(carried, own, perpMids);
  return WeightedMedian.ofThree(carried, book, own);
}
