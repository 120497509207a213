/**
 * Models:     ADL index of Hyperliquid: (mark / entry) x (notional / account value).
 * Source:     hyperliquid.gitbook.io trading/auto-deleveraging.
 * Units:      see Rank.
 * Simplified: documented for longs only; shorts use entry / mark (assumed).
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Rank from './Rank.js';

export const parameters = {} as const satisfies Parameters;

export function score(winner: Rank.Winner): number {
  const { side, entryPrice, mark } = winner;
  return (side > 0 ? mark / entryPrice : entryPrice / mark) * Rank.leverage(winner);
}
