/**
 * Models:     cross margin in one-way mode, Binance USD-M; trigger price of Hyperliquid.
 * Source:     Binance FAQ "How to calculate liquidation price of USD-M futures contracts"; hyperliquid.gitbook.io
 *             trading/liquidations.
 * Units:      dollars, dollars per unit, units of the base asset; side +1 long, -1 short.
 * Simplified: one position per contract (no hedge mode); fees to close are ignored, so triggers lie slightly too
 *             far from the mark.
 * Invariants: none
 */
import type { Tiers } from './Tiers.js';

/**
 * The FAQ formula inside one bracket: the price at which `available` + profit = maintenance.
 * `units` held, negative for a short. `available` = wallet balance - maintenance of the other positions + their unrealized profit, dollars.
 * The result may be negative (a long that no price can breach).
 */
export function triggerPriceInBracket(
  available: number,
  units: number,
  entryPrice: number,
  rate: number,
  cum: number,
): number {
  return (available + cum - units * entryPrice) / (Math.abs(units) * rate - units);
}

/**
 * Trigger price with the bracket that is valid at that price, not at the present one; 0 = never for a long.
 * The surplus over maintenance is monotone in price, so the first bracket whose cap lies beyond its own
 * solution is the only consistent one.
 */
export function triggerPrice(
  available: number,
  side: number,
  size: number,
  entryPrice: number,
  tiers: Tiers,
): number {
  const last = tiers.floor.length - 1;
  for (let k = 0; ; k++) {
    const price = triggerPriceInBracket(available, side * size, entryPrice, tiers.rate[k]!, tiers.cum[k]!);
    if (k === last || size * price <= tiers.floor[k + 1]!) return Math.max(0, price);
  }
}

/**
 * Hyperliquid's form: price - side * marginAvailable / size / (1 - rate * side), where marginAvailable is
 * account value minus maintenance (cross) or isolated margin minus maintenance, at `price`.
 */
export function triggerPriceFromMark(
  price: number,
  side: number,
  marginAvailable: number,
  size: number,
  rate: number,
): number {
  return price - (side * marginAvailable) / size / (1 - rate * side);
}

/** True when wallet balance plus unrealized profit no longer exceeds the maintenance margin. */
export function isBreached(walletPlusUnrealized: number, maintenance: number): boolean {
  return walletPlusUnrealized <= maintenance;
}
