/**
 * Models:     isolated margin, Binance USD-M.
 * Source:     Binance FAQ "How to calculate liquidation price", isolated case (other positions' terms are zero).
 * Units:      dollars, dollars per unit; size in units of ONE account, > 0; side +1 long, -1 short.
 * Simplified: fees to close are ignored: trigger and bankruptcy lie slightly too far from the mark.
 * Invariants: none
 */
import * as Cross from './Cross.js';
import type { Tiers } from './Tiers.js';

/** Mark at which margin + profit = maintenance, in the bracket valid at that mark; 0 = never for a long. */
export function triggerPrice(
  side: number,
  size: number,
  entryPrice: number,
  margin: number,
  tiers: Tiers,
): number {
  return Cross.triggerPrice(margin, side, size, entryPrice, tiers);
}

/** Fill price that leaves exactly zero margin; not below 0. */
export function bankruptcyPrice(side: number, size: number, entryPrice: number, margin: number): number {
  return Math.max(0, entryPrice - (side * margin) / size);
}

/** Margin plus unrealized profit at `price`, dollars, signed. */
export function equity(
  side: number,
  size: number,
  entryPrice: number,
  margin: number,
  price: number,
): number {
  return margin + side * size * (price - entryPrice);
}
