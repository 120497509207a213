import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as Unified from '../mechanisms/margin/Unified.js';
import * as EventKind from '../messages/EventKind.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Venue } from '../state/Engine.js';
import * as Time from '../units/Time.js';
import * as AccountLiquidation from './AccountLiquidation.js';
import * as Assess from './Assess.js';
import * as Causes from './Causes.js';
import * as CrowdLiquidation from './CrowdLiquidation.js';
import * as Delisting from './Delisting.js';
import * as FundDesk from './FundDesk.js';
import * as FundingPayment from './FundingPayment.js';
import * as Loans from './Loans.js';
import * as Publish from './Publish.js';
import * as Watch from './Watch.js';
import * as WorstFirst from './WorstFirst.js';

/** A notice reaches its agent this long after the venue wrote it. */
const NOTICE_US = 200_000;
const assessment = Assess.create();
/** Recovery of a called account is noticed within this move of a price. */
const LEAST_RECOVERY = 0.001;

/** One second of a venue after prices were composed: funding, breaches in order, liquidations, pools. */
export function tick(engine: Engine, venue: Venue): void {
  const wallUs = engine.startMs * 1000 + engine.kernel.nowUs;
  if (wallUs % (5 * Time.SECOND) === 0) FundingPayment.sample(engine, venue);
  if (wallUs % venue.fundingEveryUs === 0) FundingPayment.settle(engine, venue);
  if (wallUs % Time.HOUR === 0) interest(engine, venue);
  for (const id of venue.perps) Delisting.watch(engine, engine.markets[id]!);
  for (const id of venue.perps) CrowdLiquidation.find(engine, engine.markets[id]!);
  for (const id of venue.perps) CrowdLiquidation.step(engine, engine.markets[id]!);
  look(engine, venue);
  AccountLiquidation.step(engine, venue);
  Publish.step(engine, venue);
  for (const pool of engine.pools) if (pool.venue === venue.index) FundDesk.step(engine, pool);
}

/** Examines accounts whose holdings changed, then those whose box a price has left; liquidates worst ratio first. */
function look(engine: Engine, venue: Venue): void {
  // First, so that boxes are armed around today's prices.
  const due = Watch.due(engine, venue);
  const touched = venue.touched;
  venue.touched = [];
  const breached: WorstFirst.Candidate[] = [];
  for (const account of touched) {
    engine.accounts.touched[account] = 0;
    if (isBreached(engine, venue, account)) breached.push(candidate(engine, account));
  }
  for (const account of due)
    if (isBreached(engine, venue, account)) breached.push(candidate(engine, account));
  for (const { id } of WorstFirst.sort(breached)) AccountLiquidation.begin(engine, venue, id);
}

/** An account as it was just valued. */
function candidate({ accounts }: Engine, id: number): WorstFirst.Candidate {
  return { id, equity: accounts.equity[id]!, maintenance: accounts.maintenance[id]! };
}

/** Examines one account and liquidates it if it is in breach. */
export function examine(engine: Engine, venue: Venue, account: number): void {
  if (isBreached(engine, venue, account)) AccountLiquidation.begin(engine, venue, account);
}

/** Values an account exactly, updates its state, and arms its next examination; true when its liquidation must begin. */
function isBreached(engine: Engine, venue: Venue, account: number): boolean {
  const { accounts } = engine;
  if (accounts.state[account] === Accounts.LIQUIDATING) return false;
  Loans.repayAll(engine, account);
  Assess.assess(engine, account, assessment);
  accounts.equity[account] = assessment.equity;
  accounts.maintenance[account] = assessment.maintenance;
  accounts.free[account] = assessment.equity - assessment.initial;
  const ratio = Unified.marginRatio(assessment.equity, assessment.maintenance);
  const state = Unified.state(ratio, venue.thresholds);
  if (state >= Unified.LIQUIDATION) {
    accounts.state[account] = Accounts.LIQUIDATING;
    return true;
  }
  const before = accounts.state[account]!;
  accounts.state[account] = state;
  if (state >= Unified.MARGIN_CALL && before < Unified.MARGIN_CALL) call(engine, venue, account, ratio);
  if (state === Unified.NORMAL && before !== Unified.NORMAL) accounts.origin[account] = 0;
  const t = venue.thresholds;
  const next =
    state === Unified.NORMAL ? t.marginCall : state === Unified.MARGIN_CALL ? t.reduceOnly : t.liquidation;
  const slack = Assess.slack(assessment, next);
  // An account under a call may also recover.
  const back =
    state === Unified.NORMAL ? slack : Math.max(LEAST_RECOVERY, Assess.recovery(assessment, t.marginCall));
  Watch.arm(engine, venue, account, assessment.columns, Math.min(slack, back));
  return false;
}

/** Journals a margin call and notifies the account's agent. */
function call(engine: Engine, venue: Venue, account: number, ratio: number): void {
  const { accounts, kernel } = engine;
  const id = JournalWriter.record(engine.journal, kernel.nowUs, 'margin-call', engine.news.origin, {
    venue: venue.id,
    account,
    name: accounts.name[account]!,
    accounts: accounts.weight[account]!,
    ratio: Causes.round(ratio),
    usd: Causes.cents(assessment.gross),
  });
  accounts.origin[account] = id;
  const agent = accounts.agent[account]!;
  if (agent < 0) return;
  Kernel.schedule(
    kernel,
    kernel.nowUs + NOTICE_US,
    Phases.DECISIONS,
    Kernel.task(EventKind.NOTICE, agent, account, id),
  );
}

function interest(engine: Engine, venue: Venue): void {
  const { accounts } = engine;
  Loans.price(engine, venue);
  for (let account = 0; account < accounts.count; account++) {
    if (accounts.venue[account] !== venue.index || account === venue.treasury) continue;
    for (
      let asset = Accounts.nextHeld(accounts, account, -1);
      asset >= 0;
      asset = Accounts.nextHeld(accounts, account, asset)
    )
      Loans.accrue(engine, account, asset, 1);
    Accounts.touch(engine, account);
  }
}
