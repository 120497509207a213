import { mulDivUp } from '../base/Integer.js';
import * as JournalWriter from '../kernel/JournalWriter.js';
import * as AccountPlan from '../mechanisms/liquidation/AccountPlan.js';
import * as Box from '../mechanisms/margin/Box.js';
import * as Unified from '../mechanisms/margin/Unified.js';
import { BUY, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market, Venue } from '../state/Engine.js';
import * as Amount from '../units/Amount.js';
import * as Quantity from '../units/Quantity.js';
import * as Rounding from '../units/Rounding.js';
import * as AccountView from './AccountView.js';
import * as Assess from './Assess.js';
import * as BreachCause from './BreachCause.js';
import * as Causes from './Causes.js';
import * as ForcedOrder from './ForcedOrder.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as LiquidationRows from './LiquidationRows.js';
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
  LiquidationRows.begin(engine, account, assessment.gross);
  Publish.account(engine, venue, engine.accounts.weight[account]!);
  venue.liquidating.push(account);
  // It is worked on every second now, whatever prices do.
  Box.disarm(venue.watch, account);
}

/** One second of work on every account being liquidated on a venue, worst margin ratio first. */
export function step(engine: Engine, venue: Venue): void {
  if (venue.liquidating.length === 0) return;
  const candidates = WorstFirst.sort(venue.liquidating.map((account) => candidate(engine, account)));
  venue.liquidating = [];
  const losses = engine.tally.losses;
  for (const one of candidates) {
    const account = one.id;
    executed.positionsUsd = executed.collateralUsd = 0;
    // Trades and takeovers of those before it may have changed what it holds.
    const isAsValued = engine.accounts.touched[account] === 0 && engine.tally.losses === losses;
    const done = advance(engine, venue, account, isAsValued ? one : undefined);
    LiquidationRows.note(engine, venue, account, executed, done);
    if (done) finish(engine, account);
    else venue.liquidating.push(account);
  }
}

/** An account as it was valued when the second's work began. */
interface Valued extends WorstFirst.Candidate {
  readonly fullEquity: number;
}

function candidate(engine: Engine, id: number): Valued {
  Assess.assess(engine, id, assessment);
  const { equity, maintenance, fullEquity } = assessment;
  return { id, equity, maintenance, fullEquity };
}

function finish(engine: Engine, account: number): void {
  engine.accounts.state[account] = Accounts.NORMAL;
  engine.accounts.origin[account] = 0;
  engine.accounts.partialUs[account] = Number.NEGATIVE_INFINITY;
  Accounts.touch(engine, account);
}

/** Acts on the plan until it is done, must wait, or has used up its actions for this second; true when it has ended. */
function advance(engine: Engine, venue: Venue, account: number, valued: Valued | undefined): boolean {
  for (let action = 0, known: Valued | undefined = valued; action < ACTIONS_PER_SECOND; known = undefined) {
    if (known === undefined) Assess.assess(engine, account, assessment);
    const value = AccountView.worth(engine, venue, account, known ?? assessment);
    if (AccountView.mustWait(engine, venue, account, value)) return false;
    const view = AccountView.viewOf(engine, venue, account, value);
    const next = AccountPlan.step(view, venue.liquidation.accounts);
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
