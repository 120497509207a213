/**
 * Models:     portfolio (unified) margin, Binance Portfolio Margin 2025; thresholds as data serve other venues.
 * Source:     Binance support "Unified Account Maintenance Margin Ratio (uniMMR)" and "Portfolio Margin
 *             collateral"; tiered collateral: announcement of 2025-09-05.
 * Units:      net and loan in units of the asset, price in dollars per unit, weights and rates as fractions.
 * Simplified: loans add no initial requirement (new risk is gated by the ratio itself); one loan rate per asset
 *             instead of one per chosen leverage: understates the requirement of highly leveraged borrowers.
 * Invariants: none
 */

/**
 * Marginal weights by what one account holds: the slice up to upTo[k] counts with weight[k]; last upTo = Infinity. Ends are
 * dollars, or units of the asset where `perCoin` is set.
 */
export type WeightTiers = {
  readonly upTo: Float64Array;
  readonly weight: Float64Array;
  readonly perCoin: boolean;
};

export type Terms = {
  readonly weights: readonly WeightTiers[];
  /** Maintenance rate of borrowed value, by asset. */
  readonly loanRate: Float64Array;
};

export type Thresholds = {
  readonly marginCall: number;
  readonly reduceOnly: number;
  readonly liquidation: number;
};

/**
 * What one account has of each asset: row-major columns from `base` = account * assets on. `net` already contains -loan
 * and the unrealized profit settled in that asset.
 */
export type Row = { readonly net: Float64Array; readonly loan: Float64Array; readonly base: number };

/** Writable sums of one account; the fold adds to it so that the caller can start from the derivatives' part. */
export type Sums = { equity: number; maintenance: number };

export const NORMAL = 0;
export const MARGIN_CALL = 1;
export const REDUCE_ONLY = 2;
export const LIQUIDATION = 3;

/** Tiers from slices in ascending order; the last one should have upTo Infinity, value above it counts as zero. */
export function weightTiers(
  slices: readonly { readonly upTo: number; readonly weight: number }[],
  perCoin = false,
): WeightTiers {
  return {
    perCoin,
    upTo: Float64Array.from(slices, (s) => s.upTo),
    weight: Float64Array.from(slices, (s) => s.weight),
  };
}

/** Margin value of an asset value in dollars at a price: weights for a positive value, a liability counts in full. */
export function weighted(w: WeightTiers, value: number, price: number): number {
  if (!(value > 0)) return value;
  const scale = w.perCoin ? price : 1;
  let total = 0;
  let below = 0;
  for (let k = 0; k < w.upTo.length && below < value; k++) {
    const top = Math.min(value, w.upTo[k]! * scale);
    total += (top - below) * w.weight[k]!;
    below = top;
  }
  return total;
}

/** Weight of the last dollar of an asset value at a price; what is beyond the last slice counts nothing. */
export function marginal(w: WeightTiers, value: number, price: number): number {
  const scale = w.perCoin ? price : 1;
  for (let k = 0; k < w.upTo.length; k++) if (value <= w.upTo[k]! * scale) return w.weight[k]!;
  return 0;
}

/**
 * Adds the assets of one account row to `out`: margin equity and maintenance of what is owed.
 * A negative net is a loan even where none was booked.
 * Start `out` from { -open loss, maintenance of the derivatives }. Prices must exist: NaN spreads into the sums.
 */
export function fold(out: Sums, { net, loan, base }: Row, price: Float64Array, terms: Terms): void {
  for (let a = 0; a < price.length; a++) {
    const units = net[base + a]!;
    const owed = Math.max(loan[base + a]!, -units);
    if (units !== 0) out.equity += weighted(terms.weights[a]!, units * price[a]!, price[a]!);
    if (owed > 0) out.maintenance += owed * price[a]! * terms.loanRate[a]!;
  }
}

/** Margin equity / maintenance; without a requirement it is +Infinity, or -Infinity for negative equity. */
export function marginRatio(equity: number, maintenance: number): number {
  if (maintenance > 0) return equity / maintenance;
  return equity < 0 ? -Infinity : Infinity;
}

/** State of an account; every threshold belongs to the worse side (ratio 1.5 is already a margin call). */
export function state(ratio: number, t: Thresholds): number {
  if (ratio <= t.liquidation) return LIQUIDATION;
  if (ratio <= t.reduceOnly) return REDUCE_ONLY;
  if (ratio <= t.marginCall) return MARGIN_CALL;
  return NORMAL;
}

/** Margin equity in dollars that may leave while the ratio stays at or above `threshold`. */
export function freeEquity(equity: number, maintenance: number, threshold: number): number {
  return Math.max(0, equity - threshold * maintenance);
}
