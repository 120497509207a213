import { mulDivDown, mulDivUp } from '../base/Integer.js';
import * as JournalWriter from '../kernel/JournalWriter.js';
import * as IsolatedPlan from '../mechanisms/liquidation/IsolatedPlan.js';
import { BUY, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Crowd, Engine, LiquidationRule, Market } from '../state/Engine.js';
import * as Causes from './Causes.js';
import * as ForcedOrder from './ForcedOrder.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as Publish from './Publish.js';
import * as Rows from './Rows.js';
import * as Settle from './Settle.js';
import * as Takeover from './Takeover.js';
import * as WorstFirst from './WorstFirst.js';

/** Sign of a position. */
const LONG = 1;
const SHORT = -1;
const SIDES = [LONG, SHORT] as const;
const PPM = 1_000_000;

/** Finds rows in breach at the new mark and starts their liquidation, worst margin ratio first. */
export function find(engine: Engine, market: Market): void {
  const crowd = engine.crowds[market.crowd]!;
  let breached: RowCandidate[] | undefined;
  for (const side of SIDES)
    for (let row = Rows.breached(engine, market, crowd, side); row >= 0; ) {
      crowd.state[row] = Rows.LIQUIDATING;
      breached ??= [];
      breached.push(candidate(engine, market, crowd, row));
      row = Rows.breached(engine, market, crowd, side);
    }
  if (breached) for (const { row } of WorstFirst.sort(breached)) begin(engine, market, crowd, row);
}

interface RowCandidate extends WorstFirst.Candidate {
  readonly row: number;
}

function candidate(engine: Engine, market: Market, crowd: Crowd, row: number): RowCandidate {
  return {
    id: Accounts.crowdAccount(market.crowd, row),
    row,
    equity: Rows.equity(engine, market, crowd, row),
    maintenance: Rows.maintenance(market, crowd, row),
  };
}

/** The liquidation's row states the notional of the first order. If another amount is closed, later rows state it. */
function begin(engine: Engine, market: Market, crowd: Crowd, row: number): void {
  const side = crowd.lots[row]! > 0 ? LONG : SHORT;
  const cause = Causes.markMove(engine, market, side > 0);
  crowd.attempts[row] = 0;
  crowd.closed[row] = crowd.closedUsd[row] = 0;
  crowd.notedUsd[row] = -1;
  crowd.active.push(row);
  const first = IsolatedPlan.step(viewOf(engine, market, crowd, row), ruleOf(engine, market).rows);
  const lots = lotsOf(first, crowd, row);
  crowd.announced[row] = lots;
  crowd.origin[row] = JournalWriter.record(engine.journal, engine.kernel.nowUs, 'liquidation', cause, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    account: Accounts.crowdAccount(market.crowd, row),
    accounts: crowd.weight[row]!,
    side: side > 0 ? 'long' : 'short',
    usd: Causes.cents(lots * market.lot * market.mark!.mark),
  });
}

/** Lots that a step trades by force. */
function lotsOf(step: IsolatedPlan.Step, crowd: Crowd, row: number): number {
  if (step.kind === 'close') return step.lots;
  return step.kind === 'takeover' ? Math.abs(crowd.lots[row]!) : 0;
}

/** One second of work on every row being liquidated in a market, worst margin ratio first. */
export function step(engine: Engine, market: Market): void {
  const crowd = engine.crowds[market.crowd]!;
  if (crowd.active.length === 0) return;
  const rows = WorstFirst.sort(crowd.active.map((row) => candidate(engine, market, crowd, row)));
  crowd.active = [];
  for (const { row } of rows) {
    const side = Math.sign(crowd.lots[row]!);
    const isOver = advance(engine, market, crowd, row);
    note(engine, market, crowd, row, side);
    if (isOver) finish(engine, market, crowd, row);
    else crowd.active.push(row);
  }
}

/** Carries out the plan, with at most one order a second; true when the liquidation has ended. */
function advance(engine: Engine, market: Market, crowd: Crowd, row: number): boolean {
  const { rows } = ruleOf(engine, market);
  for (let isSent = false; ; isSent = true) {
    const next = IsolatedPlan.step(viewOf(engine, market, crowd, row, isSent), rows);
    if (next.kind === 'done') return true;
    if (next.kind === 'wait') return false;
    if (next.kind === 'takeover') {
      count(engine, market, crowd, row, crowd.lots[row]!);
      Takeover.row(engine, market, crowd, row);
      return true;
    }
    if (next.isPartial) crowd.partialUs[row] = engine.kernel.nowUs;
    close(engine, market, crowd, row, next.lots);
  }
}

/** Counts and publishes lots traded by force, valued at the mark. */
function count(engine: Engine, market: Market, crowd: Crowd, row: number, signed: number): void {
  const lots = Math.abs(signed);
  const usd = lots * market.lot * market.mark!.mark;
  const isOpening = crowd.closed[row] === 0;
  crowd.closed[row] = crowd.closed[row]! + lots;
  crowd.closedUsd[row] = crowd.closedUsd[row]! + usd;
  const areAlike = crowd.agent[row]! >= 0;
  Publish.liquidation(engine, market, {
    isLong: signed > 0,
    usd,
    weight: crowd.weight[row]!,
    isOpening,
    areAlike,
  });
}

/**
 * Journals what a liquidation has closed since its last row. Nothing is written while it has closed what its first row
 * states; from then on the first row's dollars no longer count, and the rows of its orders state all of them.
 */
function note(engine: Engine, market: Market, crowd: Crowd, row: number, side: number): void {
  const isStated = crowd.notedUsd[row]! >= 0;
  const closedUsd = crowd.closedUsd[row]!;
  if (isStated ? closedUsd === crowd.notedUsd[row] : crowd.closed[row] === crowd.announced[row]) return;
  const usd = Causes.cents(closedUsd - (isStated ? crowd.notedUsd[row]! : 0));
  crowd.notedUsd[row] = closedUsd;
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'liquidation-order', crowd.origin[row]!, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    account: Accounts.crowdAccount(market.crowd, row),
    side: side > 0 ? 'long' : 'short',
    usd,
    positionsUsd: usd,
    collateralUsd: 0,
  });
}

function ruleOf(engine: Engine, market: Market): LiquidationRule {
  return engine.venues[market.venue]!.liquidation;
}

/** What the plan sees of a row: all its accounts at the mark. */
function viewOf(
  engine: Engine,
  market: Market,
  crowd: Crowd,
  row: number,
  isSent = false,
): IsolatedPlan.View {
  const maintenance = Rows.maintenance(market, crowd, row);
  return {
    account: {
      equity: Rows.equity(engine, market, crowd, row),
      maintenance,
      target: 1,
      feeRate: ruleOf(engine, market).feePpm / PPM,
      nowUs: engine.kernel.nowUs,
    },
    position: {
      lots: Math.abs(crowd.lots[row]!),
      lotUsd: market.lot * market.mark!.mark,
      accounts: crowd.weight[row]!,
      tiers: market.tiers!,
      maintenance,
      lastPartialUs: crowd.partialUs[row]!,
    },
    closed: crowd.closed[row]!,
    attempts: crowd.attempts[row]!,
    isSent,
  };
}

/** One immediate order, at worst at the bankruptcy price or within the protective price, and its fee. */
function close(engine: Engine, market: Market, crowd: Crowd, row: number, lots: number): void {
  const before = crowd.lots[row]!;
  const side = before > 0 ? SELL : BUY;
  const rule = ruleOf(engine, market);
  const limit =
    rule.rows.limit === 'market'
      ? ForcedOrder.bound(market, side)
      : Rows.bankruptcyTicks(engine, market, crowd, row);
  const value = crowd.entry[row]! - engine.ledger.balance[crowd.margin[row]!]!;
  const account = Accounts.crowdAccount(market.crowd, row);
  const origin = crowd.origin[row]!;
  const filled = ForcedOrder.send(engine, market, { account, side, limit, lots, origin });
  crowd.attempts[row] = crowd.attempts[row]! + 1;
  if (filled === 0) return;
  count(engine, market, crowd, row, Math.sign(before) * filled);
  charge(engine, market, crowd, row, needed(crowd, row, before, value));
}

/**
 * Liquidation fee on what was just closed into the market's pool, as far as the row's margin reaches beyond `kept`
 * atoms, which the rest of the position needs.
 */
function charge(engine: Engine, market: Market, crowd: Crowd, row: number, kept: number): void {
  const margin = crowd.margin[row]!;
  const value = engine.fills.notionalTickLots * market.atomsPerTickLot;
  const spare = Math.max(0, engine.ledger.balance[margin]! - kept);
  const fee = Math.min(mulDivUp(value, ruleOf(engine, market).feePpm, PPM), spare);
  if (fee > 0) InsuranceFunds.takeFee(engine, market, margin, fee);
}

/**
 * Margin in atoms with which the rest of a position keeps the bankruptcy price it had before an order, when it was
 * `lots` with a `value` (cost less margin, signed) to close at. Rounded up: in the row's favor.
 */
function needed(crowd: Crowd, row: number, lots: number, value: number): number {
  const left = Math.abs(crowd.lots[row]!);
  if (left === 0) return 0;
  const size = Math.abs(lots);
  const rest = value >= 0 ? mulDivDown(value, left, size) : -mulDivUp(-value, left, size);
  return Math.max(0, crowd.entry[row]! - rest);
}

function finish(engine: Engine, market: Market, crowd: Crowd, row: number): void {
  crowd.state[row] = Rows.OPEN;
  crowd.origin[row] = 0;
  crowd.partialUs[row] = Number.NEGATIVE_INFINITY;
  if (Settle.lotsOf(engine, market, Accounts.crowdAccount(market.crowd, row)) !== 0)
    Rows.arm(engine, market, crowd, row);
}
