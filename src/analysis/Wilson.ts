/** A share of successes with its interval. */
export interface Share {
  readonly of: number;
  readonly count: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 %: the normal quantile of 0.975. */
const Z = 1.959963984540054;

/** Wilson's score interval at 95 %: it holds for few runs and for shares of 0 and 1. Source: E. B. Wilson 1927. */
export function assess(count: number, of: number): Share {
  if (of === 0) return { of, count, share: Number.NaN, low: 0, high: 1 };
  const share = count / of;
  const scale = 1 + (Z * Z) / of;
  const middle = (share + (Z * Z) / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { of, count, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
