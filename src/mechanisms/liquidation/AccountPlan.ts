/**
 * Models:     stepwise liquidation of a margin account, cross or unified.
 * Source:     Binance support "Portfolio Margin liquidation" and "Liquidation protocols": cancel, repay, reduce
 *             positions, sell collateral, takeover; Hyperliquid trading/liquidations for the takeover below a share of
 *             maintenance.
 * Units:      values, depths and requirements in dollars; lots integers; units of assets as floats; ratios as
 *             fractions; times in microseconds.
 * Simplified: collateral sold is found as if it traded at its index price: too little is sold in a thin book, the
 *             next step sells the rest. The target is an assumption where the venue does not publish it. A takeover
 *             for lack of equity waits until equity at full prices is gone: collateral that counts for little is
 *             still worth selling for the account. Venues do not say in which order coins of one weight are
 *             sold: the largest holding first.
 * Invariants: none
 */
import * as Unified from '../margin/Unified.js';
import * as Styles from './Styles.js';
import type * as Style from './style/Style.js';

export interface Policy {
  readonly style: Styles.Rule;
  /** Margin ratio below which the venue takes over at once; 0 = when equity at full prices is gone. */
  readonly takeoverRatio: number;
  /** A liquidation that has taken longer ends with a takeover. */
  readonly takeoverAfterUs: number;
  /**
   * What the venue takes over: the account whole as soon as it is bankrupt or its time is over, or its residual. Then a
   * solvent account is sold until its ratio is restored, a bankrupt one until nothing is left of it or its time is over,
   * and what is left when its ratio is restored stays its owner's.
   */
  readonly takes: 'whole' | 'residual';
  /** Which collateral goes first: the one that counts most, or the one with the deepest bids. */
  readonly order: 'weight' | 'depth';
}

export interface AssetView {
  readonly asset: number;
  /** Free balance and debt, units, both >= 0. */
  readonly balance: number;
  readonly debt: number;
  readonly price: number;
  /** Collateral weight of the next unit sold, and the one of its first slice, by which venues order their sales. */
  readonly weight: number;
  readonly stated: number;
  readonly loanRate: number;
  /** What the venue's engine may sell of it in this step, dollars; 0 when nothing can be sold. */
  readonly sellableUsd: number;
}

export interface PositionView extends Style.Position {
  readonly market: number;
  /** +1 long, -1 short. */
  readonly side: number;
  /** True when another position of the account offsets its delta. */
  readonly isHedged: boolean;
  /** Lots that the venue's engine may close of it in this step; 0 = nothing can be closed now. */
  readonly closableLots: number;
}

/** What an account is worth, and for how long it has been worked on. */
export interface Value {
  readonly account: Style.Account;
  /** Equity without collateral weights. */
  readonly fullEquity: number;
  /** Time since the liquidation began. */
  readonly elapsedUs: number;
}

export interface View extends Value {
  readonly openOrders: number;
  readonly assets: readonly AssetView[];
  readonly positions: readonly PositionView[];
}

export type Step =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancel-orders' }
  /** Pay debt of an asset from its own balance, units. */
  | { readonly kind: 'repay'; readonly asset: number; readonly units: number }
  /** Trade signed lots at market (IOC); negative sells. */
  | { readonly kind: 'reduce'; readonly market: number; readonly lots: number; readonly isPartial: boolean }
  /** Sell collateral at market, units, and repay the debt in asset `against` with the proceeds. */
  | { readonly kind: 'sell'; readonly asset: number; readonly units: number; readonly against: number }
  /** Something is left that cannot be closed or sold now: try again at the next step. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'takeover' };

/** How a liquidation ends by what the account is worth and by its time alone; undefined while it goes on. */
export function end(
  { account, fullEquity, elapsedUs }: Value,
  policy: Policy,
): 'done' | 'takeover' | undefined {
  const ratio = Unified.marginRatio(account.equity, account.maintenance);
  const isBelow = policy.takeoverRatio > 0 && ratio < policy.takeoverRatio;
  const isGone = fullEquity <= 0 || isBelow;
  const isLate = elapsedUs > policy.takeoverAfterUs;
  if (policy.takes === 'whole' ? isGone || isLate : isGone && isLate) return 'takeover';
  return ratio > account.target ? 'done' : undefined;
}

/** Next step for an account the venue has already found in breach. Call until 'done', 'wait' or 'takeover'. */
export function step(view: View, policy: Policy): Step {
  const ended = end(view, policy);
  if (ended !== undefined) return { kind: ended };
  if (view.openOrders > 0) return { kind: 'cancel-orders' };
  for (const a of view.assets) {
    const units = Math.min(a.balance, a.debt);
    if (units > 0) return { kind: 'repay', asset: a.asset, units };
  }
  const open = view.positions.filter((p) => p.lots > 0);
  const debts = view.assets.filter((a) => a.debt * a.price > 0);
  const collateral = debts.length > 0 ? view.assets.filter((a) => a.balance * a.price > 0) : [];
  if (open.length === 0 && collateral.length === 0) return { kind: 'takeover' };
  return reduce(view, open, policy) ?? sell(view, collateral, debts, policy) ?? { kind: 'wait' };
}

/** Hedged positions first, then the largest requirement: the first one of which the style closes something now. */
function reduce(view: View, open: readonly PositionView[], policy: Policy): Step | undefined {
  const inOrder = open
    .filter((p) => p.closableLots > 0)
    .sort(
      (a, b) =>
        Number(b.isHedged) - Number(a.isHedged) || b.maintenance - a.maintenance || a.market - b.market,
    );
  for (const position of inOrder) {
    const { lots, isPartial } = Styles.close(policy.style, view.account, position);
    const closed = Math.min(lots, position.closableLots);
    if (closed > 0)
      return { kind: 'reduce', market: position.market, lots: -position.side * closed, isPartial };
  }
  return undefined;
}

/** Value v that restores the target: (E + v (1 - weight)) / (M - v loanRate) = T, within debt and visible bids. */
function sell(
  view: View,
  collateral: readonly AssetView[],
  debts: readonly AssetView[],
  policy: Policy,
): Step | undefined {
  const rank = (a: AssetView) => (policy.order === 'weight' ? a.stated : a.sellableUsd);
  const first = largest(
    collateral.filter((a) => a.sellableUsd > 0),
    rank,
  );
  const owed = largest(debts, (a) => a.debt * a.price);
  if (first === undefined || owed === undefined) return undefined;
  const { equity, maintenance, target } = view.account;
  const gain = 1 - first.weight + target * owed.loanRate;
  const missing = target * maintenance - equity;
  const needed = gain > 0 ? missing / gain : Number.POSITIVE_INFINITY;
  const value = Math.min(needed, owed.debt * owed.price, first.balance * first.price, first.sellableUsd);
  return { kind: 'sell', asset: first.asset, units: value / first.price, against: owed.asset };
}

/** The view with the highest rank; among equals the one worth most, then the lowest asset id. */
function largest(views: readonly AssetView[], rank: (a: AssetView) => number): AssetView | undefined {
  let best: AssetView | undefined;
  for (const a of views) {
    const order = best === undefined ? 1 : rank(a) - rank(best) || worth(a) - worth(best);
    if (order > 0 || (order === 0 && a.asset < best!.asset)) best = a;
  }
  return best;
}

function worth({ balance, price }: AssetView): number {
  return balance * price;
}
