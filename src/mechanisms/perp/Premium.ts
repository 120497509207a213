/**
 * Models:     premium index of a perpetual (Binance USD-M, Hyperliquid).
 * Source:     Binance FAQ "Introduction to funding rates"; hyperliquid.gitbook.io trading/funding.
 * Units:      prices in dollars per unit, premium as a fraction of the index, notionals in dollars.
 * Simplified: a side of the book that cannot fill the impact notional (NaN) adds no premium: understates it in a
 *             vacuum.
 * Invariants: none
 */

/** Sums that give the plain and the linearly weighted mean without keeping samples (one every 5 s). */
export type Average = { count: number; sum: number; weighted: number };

/** Notional at which impact prices are taken: margin amount (200 USDT on Binance) / initial rate at top leverage. */
export function impactNotional(marginAmount: number, initialRate: number): number {
  return marginAmount / initialRate;
}

/** [max(0, impactBid - index) - max(0, index - impactAsk)] / index; positive when the perp is rich. */
export function assess(impactBid: number, impactAsk: number, index: number): number {
  const rich = impactBid > index ? impactBid - index : 0;
  const cheap = impactAsk < index ? index - impactAsk : 0;
  return (rich - cheap) / index;
}

export function create(): Average {
  return { count: 0, sum: 0, weighted: 0 };
}

/** Sum of i * P_i over sum of i: later samples weigh more (Binance); 0 without samples. */
export function linearAverage(a: Average): number {
  return a.count === 0 ? 0 : a.weighted / ((a.count * (a.count + 1)) / 2);
}

/** Plain mean (Hyperliquid); 0 without samples. */
export function plainAverage(a: Average): number {
  return a.count === 0 ? 0 : a.sum / a.count;
}

export function sample(a: Average, premium: number): void {
  if (Number.isNaN(premium)) return;
  a.count += 1;
  a.sum += premium;
  a.weighted += a.count * premium;
}

/** Starts the next funding interval. */
export function reset(a: Average): void {
  a.count = 0;
  a.sum = 0;
  a.weighted = 0;
}
