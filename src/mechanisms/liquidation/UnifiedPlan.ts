/**
 * Models:     stepwise liquidation of a portfolio margin account, Binance Portfolio Margin 2025.
 * Source:     Binance support "Portfolio Margin liquidation": cancel, repay, reduce positions, sell collateral,
 *             takeover.
 * Units:      values, depths and requirements in dollars; lots integers; units of assets as floats; ratios as
 *             fractions.
 * Simplified: amounts are found as if everything traded at its index price: too little is sold in a thin book, the
 *             next step sells the rest. Slicing, target and share of visible bids are assumptions (the venue does
 *             not publish them).
 * Invariants: none
 */
import * as Unified from '../margin/Unified.js';

export type Policy = {
  /** Ratio at or below which the fund takes over at once; 1 as published, 0 to sell until equity is gone. */
  readonly takeoverRatio: number;
  /** Steps stop above this ratio; 1.1 assumed. */
  readonly targetRatio: number;
  /** Largest share of one position closed per step. */
  readonly sliceShare: number;
  /** Share of the visible bids (within 5 % of the index) that may be sold per step of one second; 0.05 assumed. */
  readonly depthShare: number;
  /** Which collateral goes first: the one that counts most, or the one with the deepest bids. */
  readonly order: 'weight' | 'depth';
};

export type AssetView = {
  readonly asset: number;
  /** Free balance and debt, units, both >= 0. */
  readonly balance: number;
  readonly debt: number;
  readonly price: number;
  /** Marginal collateral weight of the next unit sold. */
  readonly weight: number;
  readonly loanRate: number;
  /** Bids within 5 % of the index, dollars; 0 when nothing can be sold, Infinity for the quote asset itself. */
  readonly visibleBids: number;
};

export type PositionView = {
  readonly market: number;
  /** Signed lots. */
  readonly lots: number;
  readonly maintenance: number;
  /** True when another position of the account offsets its delta. */
  readonly isHedged: boolean;
  /** Opposite levels within the venue's price band, lots; 0 = nothing can be closed now. */
  readonly visibleLots: number;
};

export type View = {
  readonly openOrders: number;
  readonly equity: number;
  readonly maintenance: number;
  readonly assets: readonly AssetView[];
  readonly positions: readonly PositionView[];
};

export type Step =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancel-orders' }
  /** Pay debt of an asset from its own balance, units. */
  | { readonly kind: 'repay'; readonly asset: number; readonly units: number }
  /** Trade signed lots at market (IOC); negative sells. */
  | { readonly kind: 'reduce'; readonly market: number; readonly lots: number }
  /** Sell collateral at market, units, and repay the debt in asset `against` with the proceeds. */
  | { readonly kind: 'sell'; readonly asset: number; readonly units: number; readonly against: number }
  /** Something is left but no bids to take it: try again at the next step. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'takeover' };

/** Next step for an account the venue has already found in breach. Call once per second until 'done' or 'takeover'. */
export function step(view: View, policy: Policy): Step {
  const ratio = Unified.marginRatio(view.equity, view.maintenance);
  if (ratio > policy.targetRatio) return { kind: 'done' };
  if (view.openOrders > 0) return { kind: 'cancel-orders' };
  for (const a of view.assets) {
    const units = Math.min(a.balance, a.debt);
    if (units > 0) return { kind: 'repay', asset: a.asset, units };
  }
  if (ratio <= policy.takeoverRatio) return { kind: 'takeover' };
  const open = view.positions.filter((p) => p.lots !== 0);
  const debts = view.assets.filter((a) => a.debt * a.price > 0);
  const collateral = debts.length > 0 ? view.assets.filter((a) => a.balance * a.price > 0) : [];
  if (open.length === 0 && collateral.length === 0) return { kind: 'takeover' };
  return reduce(view, open, policy) ?? sell(view, collateral, debts, policy) ?? { kind: 'wait' };
}

/** Hedged positions first, then the largest requirement; one slice, never more than the target needs. */
function reduce(view: View, open: readonly PositionView[], policy: Policy): Step | undefined {
  const first = open
    .filter((p) => p.visibleLots > 0)
    .sort(
      (a, b) =>
        Number(b.isHedged) - Number(a.isHedged) || b.maintenance - a.maintenance || a.market - b.market,
    )[0];
  if (first === undefined) return undefined;
  const excess = view.maintenance - view.equity / policy.targetRatio;
  const share = Math.min(policy.sliceShare, first.maintenance > 0 ? excess / first.maintenance : 1);
  const held = Math.abs(first.lots);
  const lots = Math.min(held, Math.ceil(held * share), first.visibleLots);
  return { kind: 'reduce', market: first.market, lots: -Math.sign(first.lots) * lots };
}

/** Value v that restores the target: (E + v (1 - weight)) / (M - v loanRate) = T, within debt and visible bids. */
function sell(
  view: View,
  collateral: readonly AssetView[],
  debts: readonly AssetView[],
  policy: Policy,
): Step | undefined {
  const rank = (a: AssetView) => (policy.order === 'weight' ? a.weight : a.visibleBids);
  const first = largest(
    collateral.filter((a) => a.visibleBids > 0),
    rank,
  );
  const owed = largest(debts, (a) => a.debt * a.price);
  if (first === undefined || owed === undefined) return undefined;
  const gain = 1 - first.weight + policy.targetRatio * owed.loanRate;
  const missing = policy.targetRatio * view.maintenance - view.equity;
  const needed = gain > 0 ? missing / gain : Infinity;
  const bids = first.visibleBids * policy.depthShare;
  const value = Math.min(needed, owed.debt * owed.price, first.balance * first.price, bids);
  return { kind: 'sell', asset: first.asset, units: value / first.price, against: owed.asset };
}

/** The view with the highest rank, lowest asset id among equals. */
function largest(views: readonly AssetView[], rank: (a: AssetView) => number): AssetView | undefined {
  let best: AssetView | undefined;
  for (const a of views) {
    const isBetter = best === undefined || rank(a) > rank(best);
    if (isBetter || (rank(a) === rank(best!) && a.asset < best!.asset)) best = a;
  }
  return best;
}
