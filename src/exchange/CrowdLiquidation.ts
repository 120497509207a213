import { mulDivDown, mulDivUp } from '../base/Integer.js';
import * as Journal from '../kernel/Journal.js';
import * as BackstopPlan from '../mechanisms/liquidation/BackstopPlan.js';
import { BUY, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Crowd, Engine, Market } from '../state/Engine.js';
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

/** Finds rows in breach at the new mark and starts their liquidation, worst margin ratio first. */
export function find(engine: Engine, market: Market): void {
  const crowd = engine.crowds[market.crowd]!;
  const breached: RowCandidate[] = [];
  for (const side of [LONG, SHORT])
    for (let row = Rows.breached(engine, market, crowd, side); row >= 0; ) {
      crowd.state[row] = Rows.LIQUIDATING;
      breached.push(candidate(engine, market, crowd, row));
      row = Rows.breached(engine, market, crowd, side);
    }
  for (const { row } of WorstFirst.sort(breached)) begin(engine, market, crowd, row);
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

function begin(engine: Engine, market: Market, crowd: Crowd, row: number): void {
  const side = crowd.lots[row]! > 0 ? LONG : SHORT;
  const cause = Causes.markMove(engine, market, side > 0);
  const usd = Rows.notional(market, crowd, row);
  crowd.attempts[row] = 0;
  crowd.active.push(row);
  crowd.origin[row] = Journal.record(engine.journal, engine.kernel.nowUs, 'liquidation', cause, {
    venue: engine.venues[market.venue]!.id,
    market: market.symbol,
    account: Accounts.crowdAccount(market.crowd, row),
    accounts: crowd.weight[row]!,
    side: side > 0 ? 'long' : 'short',
    usd: Causes.cents(usd),
  });
  Publish.liquidation(engine, market, side > 0, usd, crowd.weight[row]!, true);
}

/** One second of work on every row being liquidated in a market, worst margin ratio first. */
export function step(engine: Engine, market: Market): void {
  const crowd = engine.crowds[market.crowd]!;
  if (crowd.active.length === 0) return;
  const rows = WorstFirst.sort(crowd.active.map((row) => candidate(engine, market, crowd, row)));
  crowd.active = [];
  for (const { row } of rows) {
    const done = engine.venues[market.venue]!.liquidation.backstop
      ? toBackstop(engine, market, crowd, row)
      : toInsurance(engine, market, crowd, row);
    if (done) finish(engine, market, crowd, row);
    else crowd.active.push(row);
  }
}

/** IOC at the bankruptcy price; what stays unfilled after a few tries goes to the insurance fund at that price. */
function toInsurance(engine: Engine, market: Market, crowd: Crowd, row: number): boolean {
  const account = Accounts.crowdAccount(market.crowd, row);
  const lots = crowd.lots[row]!;
  if (lots === 0) return true;
  const side = lots > 0 ? SELL : BUY;
  const rule = engine.venues[market.venue]!.liquidation;
  const limit = Rows.bankruptcyTicks(engine, market, crowd, row);
  const value = crowd.entry[row]! - engine.ledger.balance[crowd.margin[row]!]!;
  ForcedOrder.send(engine, market, account, side, limit, Math.abs(lots), crowd.origin[row]!);
  charge(engine, market, crowd, row, needed(crowd, row, lots, value));
  crowd.attempts[row] = crowd.attempts[row]! + 1;
  if (crowd.lots[row] === 0) return true;
  if (crowd.attempts[row]! < rule.attempts && Rows.equity(engine, market, crowd, row) > 0) return false;
  Takeover.row(engine, market, crowd, row);
  return true;
}

/** Market orders to the book while equity lasts, then the liquidator vault takes position and margin. */
function toBackstop(engine: Engine, market: Market, crowd: Crowd, row: number): boolean {
  const weight = crowd.weight[row]!;
  const view: BackstopPlan.View = {
    lots: crowd.lots[row]!,
    notional: Rows.notional(market, crowd, row) / weight,
    equity: Rows.equity(engine, market, crowd, row),
    maintenance: Rows.maintenance(market, crowd, row),
    lastPartialUs: crowd.partialUs[row]!,
  };
  const plan = BackstopPlan.step(
    view,
    engine.venues[market.venue]!.liquidation.backstop!,
    engine.kernel.nowUs,
  );
  if (plan.kind === 'done') return true;
  if (plan.kind === 'wait') return false;
  if (plan.kind === 'vault') {
    Takeover.row(engine, market, crowd, row);
    return true;
  }
  if (plan.isPartial) crowd.partialUs[row] = engine.kernel.nowUs;
  const side = plan.lots < 0 ? SELL : BUY;
  const account = Accounts.crowdAccount(market.crowd, row);
  const limit = ForcedOrder.bound(market, side);
  ForcedOrder.send(engine, market, account, side, limit, Math.abs(plan.lots), crowd.origin[row]!);
  return crowd.lots[row] === 0;
}

/**
 * Liquidation fee on what was just closed into the market's pool, as far as the row's margin reaches beyond `kept`
 * atoms, which the rest of the position needs.
 */
function charge(engine: Engine, market: Market, crowd: Crowd, row: number, kept: number): void {
  const { feePpm } = engine.venues[market.venue]!.liquidation;
  const value = engine.fills.notionalTickLots * market.atomsPerTickLot;
  if (value === 0 || feePpm === 0) return;
  const spare = Math.max(0, engine.ledger.balance[crowd.margin[row]!]! - kept);
  InsuranceFunds.takeFee(
    engine,
    market,
    crowd.margin[row]!,
    Math.min(mulDivUp(value, feePpm, 1_000_000), spare),
  );
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
