/**
 * Price impact in closed form. Sources: Toth et al. 2011 and Donier & Bonart 2014 (square root, four decades of sizes for
 * BTC, Y of order 1). Sizes and volumes in one unit, results as fractions of the price.
 */

/** Y sigma_D sqrt(Q / V_D): peak impact of a metaorder of size Q against daily volatility and volume. */
export function squareRoot(y: number, dailySigma: number, quantity: number, dailyVolume: number): number {
  return y * dailySigma * Math.sqrt(quantity / dailyVolume);
}

/** Last price reached when `quantity` walks a book of flat density with `depthOnePercent` per 1 % of price. */
export function flatDensity(quantity: number, depthOnePercent: number): number {
  return (quantity / depthOnePercent) * 0.01;
}
