/**
 * Models:     ADL rank of Binance, Bybit and OKX: profit times effective leverage.
 * Source:     Binance FAQ 360033525471.
 * Units:      see Rank.
 * Simplified: profit is taken relative to the entry value, not to the margin first put up.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Rank from './Rank.js';

export const parameters = {} as const satisfies Parameters;

/** Profit % x effective leverage when winning, profit % / effective leverage when losing. */
export function score(winner: Rank.Winner): number {
  const profit = Rank.profitShare(winner);
  return profit > 0 ? profit * Rank.leverage(winner) : profit / Rank.leverage(winner);
}
