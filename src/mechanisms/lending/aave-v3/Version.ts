/**
 * Models:     releases of Aave v3 whose rules differ for a position: 3.0 (2022), 3.3 (2025-02), 3.5 (2025-08, live in
 *             October 2025), 3.6 (2025-12) and 3.7 (2026-06).
 * Source:     npm @aave/core-v3 1.19.3 (3.0.x); aave-dao/aave-v3-origin v3.7.0, docs/3.3 to 3.7.
 * Units:      a release is a number, so that "from 3.5 on" is a comparison.
 * Simplified: 3.1, 3.2 and 3.4 count as the release before them, except that growth of debt is the newer one from 3.4.
 * Invariants: none
 */
export type Version = 3 | 3.3 | 3.5 | 3.6 | 3.7;

export const NEWEST = 3.7;

/** Close factor of the whole position, small positions whole, no dust left behind, bad debt becomes a deficit. */
export function writesOff(version: Version): boolean {
  return version >= 3.3;
}

/** Every rounding favors the pool, growth is the short series, health is not cut to whole bps, debt is checked afterwards. */
export function isDirected(version: Version): boolean {
  return version >= 3.5;
}

/** Collateral of no use to a mode keeps its owner out of it; a claim taken in a liquidation is not pledged by itself. */
export function guardsModes(version: Version): boolean {
  return version >= 3.6;
}

/** The liquidator's amounts round in favor of the borrower, the fee in favor of the protocol. */
export function isSeizureDirected(version: Version): boolean {
  return version >= 3.7;
}
