import * as AccountPlan from '../mechanisms/liquidation/AccountPlan.js';
import * as Tiers from '../mechanisms/margin/Tiers.js';
import * as Unified from '../mechanisms/margin/Unified.js';
import { BUY, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market, Venue } from '../state/Engine.js';
import type * as Assess from './Assess.js';
import * as ForcedOrder from './ForcedOrder.js';

const PPM = 1_000_000;

/** What an account is worth as it was just valued, and for how long it has been worked on. */
export function worth(
  { accounts, kernel }: Engine,
  venue: Venue,
  account: number,
  { equity, maintenance, fullEquity }: Pick<Assess.Assessment, 'equity' | 'maintenance' | 'fullEquity'>,
): AccountPlan.Value {
  return {
    account: {
      equity,
      maintenance,
      target: venue.liquidation.target,
      feeRate: venue.liquidation.feePpm / PPM,
      nowUs: kernel.nowUs,
    },
    fullEquity,
    elapsedUs: kernel.nowUs - accounts.liquidatingUs[account]!,
  };
}

/**
 * Whether the plan could only wait: the liquidation goes on, there is something to close or to sell, and this second's
 * allowance for all of it is used up. It is asked before holdings are listed, because most accounts wait in most
 * seconds after a crash.
 */
export function mustWait(engine: Engine, venue: Venue, account: number, value: AccountPlan.Value): boolean {
  if (AccountPlan.end(value, venue.liquidation.accounts) !== undefined) return false;
  if (openOrders(engine, account) > 0) return false;
  const positions = isAnyOpen(engine, venue, account);
  if (positions === 'closable') return false;
  const coins = isAnySellable(engine, venue, account);
  return coins !== 'sellable' && (positions === 'stuck' || coins === 'stuck');
}

/** Whether one of the account's positions can be closed in this second, all are stuck, or there is none. */
function isAnyOpen(engine: Engine, venue: Venue, account: number): 'closable' | 'stuck' | 'none' {
  const { accounts, markets } = engine;
  let found: 'stuck' | 'none' = 'none';
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  ) {
    const side = accounts.lots[account * accounts.width + local]! > 0 ? SELL : BUY;
    if (allowed(engine, venue, markets[venue.perps[local]!]!, side) > 0) return 'closable';
    found = 'stuck';
  }
  return found;
}

/** The same for its coins; a debt that its own coins can repay counts as something to do. */
function isAnySellable(engine: Engine, venue: Venue, account: number): 'sellable' | 'stuck' | 'none' {
  const { accounts, markets } = engine;
  let isHeld = false;
  let isOwing = false;
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    const balance = Accounts.balance(engine, account, asset);
    const owed = Accounts.owed(engine, account, asset);
    if (balance > 0 && owed > 0) return 'sellable';
    if (owed > 0) isOwing = true;
    const { direct } = venue.collateral[asset]!;
    if (balance === 0 || direct < 0 || balance < markets[direct]!.baseAtomsPerLot) continue;
    if (allowed(engine, venue, markets[direct]!, SELL) > 0) return 'sellable';
    isHeld = true;
  }
  return isHeld && isOwing ? 'stuck' : 'none';
}

/** What the planner sees: the account's value, balances, debts, positions and the depth they would meet. */
export function viewOf(
  engine: Engine,
  venue: Venue,
  account: number,
  value: AccountPlan.Value,
): AccountPlan.View {
  return {
    account: value.account,
    fullEquity: value.fullEquity,
    elapsedUs: value.elapsedUs,
    openOrders: openOrders(engine, account),
    assets: assetViews(engine, venue, account),
    positions: positionViews(engine, venue, account),
  };
}

function openOrders(engine: Engine, account: number): number {
  const { quoteFrom, quoteTo } = engine.accounts;
  let count = 0;
  for (let owner = quoteFrom[account]!; owner < quoteTo[account]!; owner++)
    if (engine.quotes.slot[owner]! >= 0) count++;
  return count;
}

function assetViews(engine: Engine, venue: Venue, account: number): AccountPlan.AssetView[] {
  const views: AccountPlan.AssetView[] = [];
  const { accounts } = engine;
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    const balance = Accounts.balance(engine, account, asset);
    const debt = Accounts.owed(engine, account, asset);
    if (balance === 0 && debt === 0) continue;
    const rule = venue.collateral[asset]!;
    const market = rule.direct >= 0 ? engine.markets[rule.direct]! : undefined;
    const unit = engine.assets[asset]!.unit;
    const price = venue.collateralUsd[asset]!;
    const sellable = market !== undefined && balance >= market.baseAtomsPerLot;
    const visible = sellable ? allowed(engine, venue, market, SELL) : 0;
    views.push({
      asset,
      balance: market === undefined || sellable ? balance / unit : 0,
      debt: debt / unit,
      price,
      weight: Unified.marginal(
        rule.weights,
        (balance / unit / engine.accounts.weight[account]!) * price,
        price,
      ),
      stated: rule.weights.weight[0]!,
      loanRate: venue.loanMaintenance,
      sellableUsd: market ? visible * market.lot * price : 0,
    });
  }
  return views;
}

/** Lots that the venue's engine may still send into a book this second. */
function allowed(engine: Engine, venue: Venue, market: Market, side: number): number {
  const { visibleWithin, positionShare, collateralShare } = venue.liquidation;
  const share = market.perp ? positionShare : collateralShare;
  return ForcedOrder.allowance(engine, market, side, visibleWithin, share);
}

function positionViews(engine: Engine, venue: Venue, account: number): AccountPlan.PositionView[] {
  const views: AccountPlan.PositionView[] = [];
  const weight = engine.accounts.weight[account]!;
  const { accounts } = engine;
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  ) {
    const id = venue.perps[local]!;
    const market = engine.markets[id]!;
    const signed = accounts.lots[account * accounts.width + local]!;
    const lots = Math.abs(signed);
    const lotUsd = market.lot * market.mark!.mark;
    views.push({
      market: id,
      side: Math.sign(signed),
      lots,
      lotUsd,
      accounts: weight,
      tiers: market.tiers!,
      maintenance: weight * Tiers.maintenance(market.tiers!, (lots * lotUsd) / weight),
      isHedged: signed < 0 && Accounts.balance(engine, account, market.base) > 0,
      closableLots: allowed(engine, venue, market, signed > 0 ? SELL : BUY),
      lastPartialUs: accounts.partialUs[account]!,
    });
  }
  return views;
}
