/**
 * Models:     mean of the last basis samples, mid - index, one a second.
 * Source:     Binance announcement of 2025-09-16: 30 one-second samples since 2025-09-18, one minute before.
 * Units:      dollars per unit.
 * Simplified: a second with a one-sided book or without an index adds no sample; older ones stay.
 * Invariants: none
 */

/** Ring of basis samples, taken once per second by the venue. */
export type Window = { readonly samples: Float64Array; count: number; next: number };

export function create(length: number): Window {
  return { samples: new Float64Array(length), count: 0, next: 0 };
}

/** Adds one basis sample in dollars; NaN (one-sided book, no index) is skipped. */
export function sample(w: Window, basis: number): void {
  if (Number.isNaN(basis)) return;
  w.samples[w.next] = basis;
  w.next = (w.next + 1) % w.samples.length;
  w.count = Math.min(w.count + 1, w.samples.length);
}

/** Mean of the samples held, recomputed so that it never drifts; 0 without samples. */
export function value(w: Window): number {
  let sum = 0;
  for (let i = 0; i < w.count; i++) sum += w.samples[i]!;
  return w.count === 0 ? 0 : sum / w.count;
}
