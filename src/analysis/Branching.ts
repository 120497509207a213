/**
 * Self-exciting selling. The loop gain n is what one forced dollar forces in the next round; while n is below one the
 * rounds add up to 1 / (1 - n). Sources: Filimonov and Sornette 2012; Hardiman and Bouchaud 2014.
 */

/** n where the price stands: price fall per dollar sold times dollars forced per fall (both per the same unit). */
export function loopGain(fallPerUsd: number, forcedUsdPerFall: number): number {
  return fallPerUsd * forcedUsdPerFall;
}

/** All rounds together over the first one; infinite when each round is at least as large as the one before. */
export function amplification(gain: number): number {
  return gain < 1 ? 1 / (1 - gain) : Number.POSITIVE_INFINITY;
}

/**
 * n from counts of events in equal windows: 1 - sqrt(mean / variance). Null with fewer than two windows, without
 * events, or when counts vary less than chance. Simplified: a trend in the counts reads as self-excitation.
 */
export function fromCounts(counts: readonly number[]): number | null {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const squares = counts.reduce((sum, count) => sum + (count - mean) * (count - mean), 0);
  const variance = squares / (counts.length - 1);
  return mean > 0 && variance >= mean ? 1 - Math.sqrt(mean / variance) : null;
}
