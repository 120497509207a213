/**
 * Models:     time-weighted exponential average of Hyperliquid's mark price.
 * Source:     hyperliquid.gitbook.io trading/robust-price-indices: num = num e^{-dt/tau} + x dt, den = den
 *             e^{-dt/tau} + dt.
 * Units:      x any; dt and tau in microseconds (the weights are kept in seconds to stay near one).
 * Simplified: nothing.
 * Invariants: none
 */
import * as Real from '../../base/Real.js';

export type Ema = { numerator: number; denominator: number };

export function create(): Ema {
  return { numerator: 0, denominator: 0 };
}

/** Current average; NaN before the first observation. */
export function value(e: Ema): number {
  return e.denominator > 0 ? e.numerator / e.denominator : Number.NaN;
}

/** Adds `x`, observed over the last dtUs microseconds; NaN is not observed. */
export function observe(e: Ema, x: number, dtUs: number, tauUs: number): void {
  if (Number.isNaN(x)) return;
  const decay = Real.exp(-dtUs / tauUs);
  const seconds = dtUs / 1e6;
  e.numerator = e.numerator * decay + x * seconds;
  e.denominator = e.denominator * decay + seconds;
}
