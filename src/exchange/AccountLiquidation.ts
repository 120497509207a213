import * as Journal from '../kernel/Journal.js';
import * as UnifiedPlan from '../mechanisms/liquidation/UnifiedPlan.js';
import * as Tiers from '../mechanisms/margin/Tiers.js';
import * as Unified from '../mechanisms/margin/Unified.js';
import { BUY, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market, Venue } from '../state/Engine.js';
import * as Assess from './Assess.js';
import * as BreachCause from './BreachCause.js';
import * as Causes from './Causes.js';
import * as ForcedOrder from './ForcedOrder.js';
import * as Loans from './Loans.js';
import * as Publish from './Publish.js';
import * as Submit from './Submit.js';
import * as Takeover from './Takeover.js';
import * as WorstFirst from './WorstFirst.js';

/** Market actions one account may take in one second; the rest waits for the next. */
const ACTIONS_PER_SECOND = 6;
const assessment = Assess.create();
/** Dollars executed for the account at hand in this second. */
const executed = { positionsUsd: 0, collateralUsd: 0 };

/**
 * Starts the liquidation of a margin account in breach. Its row states what it holds in perps as `exposureUsd`: what of it
 * is forced to trade shows in its orders.
 */
export function begin(engine: Engine, venue: Venue, account: number): void {
  Assess.assess(engine, account, assessment);
  const ratio = Unified.marginRatio(assessment.equity, assessment.maintenance);
  engine.accounts.state[account] = Accounts.LIQUIDATING;
  engine.accounts.liquidatingUs[account] = engine.kernel.nowUs;
  const cause = BreachCause.record(engine, venue, account);
  engine.accounts.origin[account] = Journal.record(
    engine.journal,
    engine.kernel.nowUs,
    'liquidation',
    cause,
    {
      venue: venue.id,
      market: 'account',
      account,
      name: engine.accounts.name[account]!,
      accounts: engine.accounts.weight[account]!,
      ratio: Causes.round(ratio),
      exposureUsd: Causes.cents(assessment.notional),
    },
  );
  Publish.account(engine, venue, engine.accounts.weight[account]!);
  venue.liquidating.push(account);
}

/** One second of work on every account being liquidated on a venue, worst margin ratio first. */
export function step(engine: Engine, venue: Venue): void {
  if (venue.liquidating.length === 0) return;
  const accounts = WorstFirst.sort(venue.liquidating.map((account) => candidate(engine, account)));
  venue.liquidating = [];
  for (const { id: account } of accounts) {
    executed.positionsUsd = executed.collateralUsd = 0;
    const done = advance(engine, venue, account);
    record(engine, venue, account);
    if (done) finish(engine, account);
    else venue.liquidating.push(account);
  }
}

function candidate(engine: Engine, id: number): WorstFirst.Candidate {
  Assess.assess(engine, id, assessment);
  return { id, equity: assessment.equity, maintenance: assessment.maintenance };
}

/** One row for all that was executed for an account in this second; its orders are too many to journal each. */
function record(engine: Engine, venue: Venue, account: number): void {
  const { positionsUsd, collateralUsd } = executed;
  if (positionsUsd + collateralUsd === 0) return;
  const origin = engine.accounts.origin[account]!;
  Journal.record(engine.journal, engine.kernel.nowUs, 'liquidation-order', origin, {
    venue: venue.id,
    market: 'account',
    account,
    usd: Causes.cents(positionsUsd + collateralUsd),
    positionsUsd: Causes.cents(positionsUsd),
    collateralUsd: Causes.cents(collateralUsd),
  });
}

function finish(engine: Engine, account: number): void {
  engine.accounts.state[account] = Accounts.NORMAL;
  engine.accounts.origin[account] = 0;
  Accounts.touch(engine, account);
}

function advance(engine: Engine, venue: Venue, account: number): boolean {
  // What a step may take is cut to the engine's allowance below, so the planner may use all it sees.
  const policy = { ...venue.liquidation.plan, depthShare: 1, takeoverRatio: Number.NEGATIVE_INFINITY };
  const began = engine.accounts.liquidatingUs[account]!;
  const overdue = engine.kernel.nowUs - began > venue.liquidation.takeoverAfterUs;
  for (let action = 0; action < ACTIONS_PER_SECOND; ) {
    const view = viewOf(engine, venue, account);
    // What could not be sold in time goes to the fund whole. Bankruptcy is judged at full prices: collateral that counts for little is still worth selling for the account.
    const next: UnifiedPlan.Step =
      assessment.fullEquity <= 0 || overdue ? { kind: 'takeover' } : UnifiedPlan.step(view, policy);
    if (next.kind === 'done') return true;
    if (next.kind === 'wait') return false;
    if (next.kind === 'takeover') {
      Submit.cancelAll(engine, account);
      Takeover.whole(engine, account);
      return true;
    }
    if (next.kind === 'cancel-orders') Submit.cancelAll(engine, account);
    else if (next.kind === 'repay') Loans.repay(engine, account, next.asset);
    else {
      action++;
      if (!act(engine, venue, account, next)) return false;
    }
  }
  return false;
}

/** Sends one reduction or sale; false when nothing could be done, so that the account waits a second. */
function act(engine: Engine, venue: Venue, account: number, next: UnifiedPlan.Step): boolean {
  const origin = engine.accounts.origin[account]!;
  if (next.kind === 'reduce') {
    const market = engine.markets[next.market]!;
    const side = next.lots < 0 ? SELL : BUY;
    const limit = ForcedOrder.bound(market, side);
    const filled = ForcedOrder.send(engine, market, account, side, limit, Math.abs(next.lots), origin);
    ForcedOrder.spend(market, side, filled);
    if (filled === 0) return false;
    const usd = engine.fills.notionalTickLots * market.tick * market.lot;
    executed.positionsUsd += usd;
    Publish.liquidation(engine, market, side === SELL, usd, engine.accounts.weight[account]!, false);
    return true;
  }
  if (next.kind !== 'sell') return false;
  const market = engine.markets[venue.collateral[next.asset]!.direct]!;
  const held = Accounts.balance(engine, account, next.asset) / market.baseAtomsPerLot;
  const lots = Math.min(Math.floor(held), Math.ceil(next.units / market.lot));
  const filled = ForcedOrder.send(
    engine,
    market,
    account,
    SELL,
    ForcedOrder.bound(market, SELL),
    lots,
    origin,
  );
  ForcedOrder.spend(market, SELL, filled);
  if (filled === 0) return false;
  const usd = engine.fills.notionalTickLots * market.tick * market.lot;
  executed.collateralUsd += usd;
  engine.tally.collateralSoldUsd += usd;
  return true;
}

/** What the planner sees: equity and requirement now, balances, debts, positions and the depth they would meet. */
function viewOf(engine: Engine, venue: Venue, account: number): UnifiedPlan.View {
  Assess.assess(engine, account, assessment);
  const { accounts } = engine;
  let openOrders = 0;
  const { slot } = engine.quotes;
  for (let owner = accounts.quoteFrom[account]!; owner < accounts.quoteTo[account]!; owner++)
    if (slot[owner]! >= 0) openOrders++;
  return {
    openOrders,
    equity: assessment.equity,
    maintenance: assessment.maintenance,
    assets: assetViews(engine, venue, account),
    positions: positionViews(engine, venue, account),
  };
}

function assetViews(engine: Engine, venue: Venue, account: number): UnifiedPlan.AssetView[] {
  const views: UnifiedPlan.AssetView[] = [];
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
      weight: rule.weights.weight[0]!,
      loanRate: venue.loanMaintenance,
      visibleBids: market ? visible * market.lot * price : 0,
    });
  }
  return views;
}

/** Lots the venue's engine still allows itself in a book this second. */
function allowed(engine: Engine, venue: Venue, market: Market, side: number): number {
  const { visibleWithin, positionShare, plan } = venue.liquidation;
  const share = market.perp ? positionShare : plan.depthShare;
  return ForcedOrder.allowance(engine, market, side, visibleWithin, share);
}

function positionViews(engine: Engine, venue: Venue, account: number): UnifiedPlan.PositionView[] {
  const views: UnifiedPlan.PositionView[] = [];
  const weight = engine.accounts.weight[account]!;
  const { accounts } = engine;
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  ) {
    const id = venue.perps[local]!;
    const market = engine.markets[id]!;
    const lots = accounts.lots[account * accounts.width + local]!;
    const side = lots > 0 ? SELL : BUY;
    const notional = Math.abs(lots) * market.lot * market.mark!.mark;
    const held = Accounts.balance(engine, account, market.base);
    views.push({
      market: id,
      lots,
      maintenance: weight * Tiers.maintenance(market.tiers!, notional / weight),
      isHedged: lots < 0 && held > 0,
      visibleLots: allowed(engine, venue, market, side),
    });
  }
  return views;
}
