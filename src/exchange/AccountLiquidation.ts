import { mulDivUp } from '../base/Integer.js';
import * as JournalWriter from '../kernel/JournalWriter.js';
import * as AccountPlan from '../mechanisms/liquidation/AccountPlan.js';
import * as Tiers from '../mechanisms/margin/Tiers.js';
import * as Unified from '../mechanisms/margin/Unified.js';
import { BUY, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market, Venue } from '../state/Engine.js';
import * as Amount from '../units/Amount.js';
import * as Quantity from '../units/Quantity.js';
import * as Rounding from '../units/Rounding.js';
import * as Assess from './Assess.js';
import * as BreachCause from './BreachCause.js';
import * as Causes from './Causes.js';
import * as ForcedOrder from './ForcedOrder.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as Loans from './Loans.js';
import * as Publish from './Publish.js';
import * as Submit from './Submit.js';
import * as Takeover from './Takeover.js';
import * as WorstFirst from './WorstFirst.js';

/** Market actions one account may take in one second; the rest waits for the next. */
const ACTIONS_PER_SECOND = 6;
const PPM = 1_000_000;
const assessment = Assess.create();
/** Dollars executed for the account at hand in this second. */
const executed = { positionsUsd: 0, collateralUsd: 0 };

/**
 * Starts the liquidation of a margin account in breach. Its row states its perp notional as `exposureUsd`. How
 * much of that is traded by force is in the rows of its orders.
 */
export function begin(engine: Engine, venue: Venue, account: number): void {
  Assess.assess(engine, account, assessment);
  const ratio = Unified.marginRatio(assessment.equity, assessment.maintenance);
  engine.accounts.state[account] = Accounts.LIQUIDATING;
  engine.accounts.liquidatingUs[account] = engine.kernel.nowUs;
  const cause = BreachCause.record(engine, venue, account);
  engine.accounts.origin[account] = JournalWriter.record(
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

/** One row for everything executed for an account in this second: journaling every order would be too much. */
function record(engine: Engine, venue: Venue, account: number): void {
  const { positionsUsd, collateralUsd } = executed;
  if (positionsUsd + collateralUsd === 0) return;
  const origin = engine.accounts.origin[account]!;
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'liquidation-order', origin, {
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
  engine.accounts.partialUs[account] = Number.NEGATIVE_INFINITY;
  Accounts.touch(engine, account);
}

/** Acts on the plan until it is done, must wait, or has used up its actions for this second; true when it has ended. */
function advance(engine: Engine, venue: Venue, account: number): boolean {
  for (let action = 0; action < ACTIONS_PER_SECOND; ) {
    const next = AccountPlan.step(viewOf(engine, venue, account), venue.liquidation.accounts);
    switch (next.kind) {
      case 'done':
        return true;
      case 'wait':
        return false;
      case 'takeover':
        Submit.cancelAll(engine, account);
        Takeover.whole(engine, account);
        return true;
      case 'cancel-orders':
        Submit.cancelAll(engine, account);
        break;
      case 'repay':
        Loans.repay(engine, account, next.asset);
        break;
      case 'reduce':
        action++;
        if (!reduce(engine, account, next)) return false;
        break;
      case 'sell':
        action++;
        if (!sell(engine, venue, account, next)) return false;
    }
  }
  return false;
}

type Reduction = Extract<AccountPlan.Step, { kind: 'reduce' }>;
type Sale = Extract<AccountPlan.Step, { kind: 'sell' }>;

/** Closes lots of one position; false when nothing could be done, so that the account waits a second. */
function reduce(engine: Engine, account: number, next: Reduction): boolean {
  const market = engine.markets[next.market]!;
  const side = next.lots < 0 ? SELL : BUY;
  const usd = trade(engine, market, account, side, Math.abs(next.lots));
  if (usd === 0) return false;
  charge(engine, market, account);
  if (next.isPartial) engine.accounts.partialUs[account] = engine.kernel.nowUs;
  executed.positionsUsd += usd;
  Publish.liquidation(engine, market, {
    isLong: side === SELL,
    usd,
    weight: engine.accounts.weight[account]!,
    isOpening: false,
    areAlike: engine.accounts.agent[account]! >= 0,
  });
  return true;
}

/**
 * Liquidation fee on what was just closed into the market's pool, as far as the account is worth it: a fee leaves no
 * hole. Missing cash is borrowed from the venue, as for any other charge.
 */
function charge(engine: Engine, market: Market, account: number): void {
  const { feePpm } = engine.venues[market.venue]!.liquidation;
  if (feePpm === 0) return;
  Assess.assess(engine, account, assessment);
  const worth = Amount.dollars(Math.max(0, assessment.fullEquity));
  const most = Amount.fromDollarsDown(worth, engine.assets[market.quote]!.unit);
  const value = engine.fills.notionalTickLots * market.atomsPerTickLot;
  const fee = Math.min(mulDivUp(value, feePpm, PPM), most);
  if (fee > 0) InsuranceFunds.takeFeeOf(engine, market, account, fee);
}

/** Sells collateral for what the planner asks, in whole lots of what is held; false when nothing could be sold. */
function sell(engine: Engine, venue: Venue, account: number, next: Sale): boolean {
  const market = engine.markets[venue.collateral[next.asset]!.direct]!;
  const held = Rounding.down(Accounts.balance(engine, account, next.asset) / market.baseAtomsPerLot);
  const usd = trade(engine, market, account, SELL, Math.min(held, Quantity.toLotsUp(next.units, market.lot)));
  executed.collateralUsd += usd;
  engine.tally.collateralSoldUsd += usd;
  return usd > 0;
}

/** One forced order within the venue's protective price, taken off the engine's allowance; returns quote units traded. */
function trade(engine: Engine, market: Market, account: number, side: number, lots: number): number {
  const limit = ForcedOrder.bound(market, side);
  const origin = engine.accounts.origin[account]!;
  const filled = ForcedOrder.send(engine, market, { account, side, limit, lots, origin });
  ForcedOrder.spend(market, side, filled);
  return filled === 0 ? 0 : engine.fills.notionalTickLots * market.tick * market.lot;
}

/** What the planner sees: equity and requirement now, balances, debts, positions and the depth they would meet. */
function viewOf(engine: Engine, venue: Venue, account: number): AccountPlan.View {
  Assess.assess(engine, account, assessment);
  const { accounts, kernel } = engine;
  return {
    openOrders: openOrders(engine, account),
    account: {
      equity: assessment.equity,
      maintenance: assessment.maintenance,
      target: venue.liquidation.target,
      feeRate: venue.liquidation.feePpm / PPM,
      nowUs: kernel.nowUs,
    },
    fullEquity: assessment.fullEquity,
    elapsedUs: kernel.nowUs - accounts.liquidatingUs[account]!,
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
