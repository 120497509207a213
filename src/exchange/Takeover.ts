import { mulDivDown } from '../base/Integer.js';
import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Adl from '../mechanisms/liquidation/Adl.js';
import * as TakeoverPlan from '../mechanisms/liquidation/TakeoverPlan.js';
import type * as Trigger from '../mechanisms/liquidation/trigger/Trigger.js';
import type * as Waterfall from '../mechanisms/liquidation/Waterfall.js';
import * as Accounts from '../state/Accounts.js';
import type { Crowd, Engine, Market } from '../state/Engine.js';
import type { Pool } from '../state/Tables.js';
import * as Amount from '../units/Amount.js';
import * as Assess from './Assess.js';
import * as Causes from './Causes.js';
import * as Deleverage from './Deleverage.js';
import * as Haircut from './Haircut.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as Loans from './Loans.js';
import * as Rows from './Rows.js';
import * as Settle from './Settle.js';

/** A default under way: who fails, into which pool, how much is missing, and what was planned before anything moved. */
interface Default {
  readonly account: number;
  readonly symbol: string;
  readonly origin: number;
  readonly pool: Pool;
  /** Atoms to a dollar of the settle asset. */
  readonly unit: number;
  readonly loss: Amount.Atoms;
  readonly poolEquity: Amount.Atoms;
  readonly plan: TakeoverPlan.Plan;
}

const assessment = Assess.create();

/**
 * A row's whole position leaves at its bankruptcy price: to winners on the other side when the venue's ADL trigger
 * fires, else to the pool of the contract group. The row ends with zero, and the loss at mark is split over payers.
 */
export function row(engine: Engine, market: Market, crowd: Crowd, row: number): void {
  const account = Accounts.crowdAccount(market.crowd, row);
  const equity = Rows.equity(engine, market, crowd, row);
  const names = { account, symbol: market.symbol, origin: crowd.origin[row]! };
  const one = open(engine, engine.pools[market.pool]!, names, equity);
  const { pool, plan } = one;
  const margin = crowd.margin[row]!;
  InsuranceFunds.payIn(engine, pool, market.quote, plan.paidIn, margin);
  const lots = crowd.lots[row]!;
  let winners = plan.toWinners
    ? deleverage(engine, market, one, Rows.bankruptcyValue(engine, crowd, row))
    : 0;
  const left = crowd.lots[row]!;
  if (left !== 0) hand(engine, market, account, pool, Rows.bankruptcyValue(engine, crowd, row));
  // Margin that the bankruptcy value did not use (the row has equity at mark) goes to the pool.
  InsuranceFunds.takeFee(engine, market, margin, engine.ledger.balance[margin]!);
  if (plan.toWinners) winners += haircut(engine, market, one, lots, plan.hole);
  record(engine, one, Amount.atoms(winners));
}

/** The pool assumes a bankrupt margin account whole: positions, balances and debts; winners take positions before it. */
export function whole(engine: Engine, account: number): void {
  const { accounts } = engine;
  const venue = engine.venues[accounts.venue[account]!]!;
  Assess.assess(engine, account, assessment);
  const names = { account, symbol: 'account', origin: accounts.origin[account]! };
  const one = open(engine, engine.pools[venue.takeoverPool]!, names, assessment.fullEquity);
  const quote = engine.markets[venue.markets[0]!]!.quote;
  InsuranceFunds.payIn(engine, one.pool, quote, one.plan.paidIn, Accounts.cash(engine, account, quote));
  const winners = positions(engine, one);
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    Loans.assume(engine, account, one.pool.account, asset);
    const atoms = Accounts.balance(engine, account, asset);
    const to = Accounts.cash(engine, one.pool.account, asset);
    if (atoms > 0) Ledger.post(engine.ledger, Accounts.cash(engine, account, asset), to, atoms);
  }
  record(engine, one, winners);
}

/** Asks the venue's trigger who bears the loss of an account with this equity in dollars. */
function open(
  engine: Engine,
  pool: Pool,
  names: { readonly account: number; readonly symbol: string; readonly origin: number },
  equity: number,
): Default {
  const { unit } = engine.assets[engine.markets[engine.venues[pool.venue]!.markets[0]!]!.quote]!;
  const loss = Amount.fromDollarsNearest(Amount.dollars(Math.max(0, -equity)), unit);
  const poolUsd = InsuranceFunds.equityUsd(engine, pool);
  const poolEquity = Amount.fromDollarsDown(poolUsd, unit);
  const verdict = verdictOf(engine, pool, poolUsd, Amount.toDollars(loss, unit));
  return { ...names, pool, unit, loss, poolEquity, plan: TakeoverPlan.plan(verdict, loss, poolEquity) };
}

/** Whether pool, winners or both bear a takeover that would cost the pool `shortfall`. */
export function verdictOf(
  engine: Engine,
  pool: Pool,
  equity: Amount.Dollars,
  shortfall: Amount.Dollars,
): Trigger.Verdict {
  return Adl.assess(engine.venues[pool.venue]!.adl, pool.trigger, { equity, shortfall });
}

/** Hands all positions of an account to winners or the pool; returns what winners paid. */
function positions(engine: Engine, one: Default): Amount.Atoms {
  const { accounts, venues, markets } = engine;
  const { perps } = venues[one.pool.venue]!;
  const open: Market[] = [];
  for (
    let local = Accounts.nextOpen(accounts, one.account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, one.account, local)
  )
    open.push(markets[perps[local]!]!);
  const values = open.map((market) =>
    valueAtMark(market, Settle.lotsOf(engine, market, one.account), one.unit),
  );
  const gaps = TakeoverPlan.gaps(one.plan.hole, values);
  let winners = 0;
  open.forEach((market, i) => {
    winners += position(engine, market, one, gaps[i]!);
  });
  return Amount.atoms(winners);
}

/** One position: winners take it at the mark and the gap, the pool what they leave, at the mark. */
function position(engine: Engine, market: Market, one: Default, gap: Amount.Atoms): number {
  const lots = Settle.lotsOf(engine, market, one.account);
  let winners = 0;
  if (one.plan.toWinners) {
    const value = valueAtMark(market, lots, one.unit);
    const bankrupt = lots > 0 ? value + gap : Math.max(0, value - gap);
    winners += deleverage(engine, market, { ...one, plan: { ...one.plan, hole: gap } }, bankrupt);
  }
  const left = Settle.lotsOf(engine, market, one.account);
  if (left !== 0) hand(engine, market, one.account, one.pool, valueAtMark(market, left, one.unit));
  return one.plan.toWinners ? winners + haircut(engine, market, one, lots, gap) : winners;
}

/** What a position is worth at the mark, to the nearest quote atom. */
function valueAtMark(market: Market, lots: number, unit: number): Amount.Atoms {
  return Amount.fromDollarsNearest(Amount.dollars(Math.abs(lots) * market.lot * market.mark!.mark), unit);
}

/** Winners take the position for `value` atoms, if that is what the policy takes; returns their part of the hole. */
function deleverage(engine: Engine, market: Market, one: Default, value: number): number {
  if (Adl.takes(engine.venues[market.venue]!.adl) !== 'positions') return 0;
  const lots = Settle.lotsOf(engine, market, one.account);
  if (lots === 0) return 0;
  const { account, origin: cause, plan } = one;
  const closed = Deleverage.close(engine, market, { account, lots, value, cause });
  return mulDivDown(plan.hole, closed, Math.abs(lots));
}

/** Winners' profits pay for the hole, if that is what the policy takes; the pool, which has the position, is paid. */
function haircut(engine: Engine, market: Market, one: Default, lots: number, hole: Amount.Atoms): number {
  if (hole === 0 || Adl.takes(engine.venues[market.venue]!.adl) !== 'profits') return 0;
  const to = Accounts.cash(engine, one.pool.account, market.quote);
  return Haircut.cut(engine, market, { account: one.account, lots, atoms: hole }, to);
}

/** What is left of a position goes to the pool for `value` atoms. */
function hand(engine: Engine, market: Market, account: number, pool: Pool, value: number): void {
  const lots = Settle.lotsOf(engine, market, account);
  Settle.perp(engine, market, account, { lots: -lots, value, feePpm: 0 });
  Settle.perp(engine, market, pool.account, { lots, value, feePpm: 0 });
}

/** Writes the default and its payers: winners, then the pool up to what it had, then its creditor. */
function record(engine: Engine, one: Default, winners: Amount.Atoms): void {
  const { pool, loss, unit, poolEquity } = one;
  const venue = engine.venues[pool.venue]!;
  const takes = Adl.takes(venue.adl);
  const split = TakeoverPlan.payers(loss, { winners, takes, poolEquity, isVault: pool.vault });
  const payers: Partial<Record<keyof Waterfall.Split, number>> = {};
  for (const payer of Object.keys(split).sort() as (keyof Waterfall.Split)[]) {
    if (split[payer] === 0) continue;
    InsuranceFunds.lose(engine, payer, Amount.toDollars(split[payer], unit));
    payers[payer] = split[payer];
  }
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'takeover', one.origin, {
    venue: venue.id,
    market: one.symbol,
    account: one.account,
    pool: pool.id,
    lossAtoms: loss,
    usd: Causes.cents(loss / unit),
    ...payers,
  });
}
