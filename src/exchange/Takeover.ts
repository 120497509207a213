import * as Journal from '../kernel/Journal.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Insurance from '../mechanisms/liquidation/Insurance.js';
import * as Waterfall from '../mechanisms/liquidation/Waterfall.js';
import * as Accounts from '../state/Accounts.js';
import type { Crowd, Engine, Market } from '../state/Engine.js';
import type { Pool } from '../state/Tables.js';
import * as Assess from './Assess.js';
import * as Causes from './Causes.js';
import * as Deleverage from './Deleverage.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as Loans from './Loans.js';
import * as Rows from './Rows.js';
import * as Settle from './Settle.js';

/**
 * A row's whole position leaves at its bankruptcy price: to winners on the other side when the venue's ADL trigger
 * says so, else to the pool of the contract group. The row ends with zero; the hole at mark gets its payers.
 */
export function row(engine: Engine, market: Market, crowd: Crowd, row: number): void {
  const pool = engine.pools[market.pool]!;
  const account = Accounts.crowdAccount(market.crowd, row);
  const unit = engine.assets[market.quote]!.unit;
  const origin = crowd.origin[row]!;
  const loss = Math.max(0, Math.round(-Rows.equity(engine, market, crowd, row) * unit));
  const held = crowd.lots[row]!;
  const value = Rows.bankruptcyValue(engine, crowd, row);
  const deleveraged = isTriggered(engine, pool, loss / unit)
    ? Deleverage.close(engine, market, account, held, value, origin)
    : 0;
  const left = crowd.lots[row]!;
  if (left !== 0) {
    const rest = Rows.bankruptcyValue(engine, crowd, row);
    Settle.perp(engine, market, account, -left, rest, 0);
    Settle.perp(engine, market, pool.account, left, rest, 0);
  }
  // Whatever margin the bankruptcy value did not use (a row rich at mark) belongs to the pool.
  InsuranceFunds.takeFee(engine, market, crowd.margin[row]!, engine.ledger.balance[crowd.margin[row]!]!);
  record(engine, pool, market.symbol, account, origin, loss, deleveraged / Math.abs(held), unit);
}

/** Writes the default and its payers: the deleveraged share first, then the pool up to its equity, then the treasury. */
function record(
  engine: Engine,
  pool: Pool,
  symbol: string,
  account: number,
  origin: number,
  loss: number,
  deleveragedShare: number,
  unit: number,
): void {
  const adl = Math.round(loss * deleveragedShare);
  // The pool has already taken the hole into its books, so what it could pay is what it has now and that hole.
  const equity = Math.max(0, Math.floor(InsuranceFunds.equityUsd(engine, pool) * unit) + loss - adl);
  const split = Waterfall.split(
    loss,
    {
      feesWithheld: 0,
      adl,
      insurance: pool.vault ? 0 : equity,
      backstop: pool.vault ? equity : 0,
      socialized: 0,
    },
    ['adl', 'insurance', 'backstop', 'socialized'],
  );
  const payers: Partial<Waterfall.Split> = {};
  for (const payer of Object.keys(split).sort() as (keyof Waterfall.Split)[]) {
    if (split[payer] === 0) continue;
    InsuranceFunds.lose(engine, payer, split[payer] / unit);
    payers[payer] = split[payer];
  }
  Journal.record(engine.journal, engine.kernel.nowUs, 'takeover', origin, {
    venue: engine.venues[pool.venue]!.id,
    market: symbol,
    account,
    pool: pool.id,
    lossAtoms: loss,
    usd: Causes.cents(loss / unit),
    ...payers,
  });
}

/** Whether the venue deleverages instead of paying `shortfallUsd` from the pool, whose equity may be known already. */
export function isTriggered(
  engine: Engine,
  pool: Pool,
  shortfallUsd: number,
  equityUsd = InsuranceFunds.equityUsd(engine, pool),
): boolean {
  const rule = engine.venues[pool.venue]!.adl;
  if (rule.policy === 'none') return false;
  return Insurance.isTriggered(pool.trigger, rule.trigger, equityUsd, shortfallUsd, equityUsd);
}

/** The pool assumes a bankrupt margin account whole: positions at mark, balances and debts. */
export function whole(engine: Engine, account: number): void {
  const { accounts } = engine;
  const venue = engine.venues[accounts.venue[account]!]!;
  const pool = engine.pools[venue.takeoverPool]!;
  const assessment = Assess.create();
  Assess.assess(engine, account, assessment);
  const unit = engine.assets[engine.markets[venue.markets[0]!]!.quote]!.unit;
  const loss = Math.max(0, Math.round(-assessment.fullEquity * unit));
  const origin = accounts.origin[account]!;
  for (
    let local = Accounts.nextOpen(accounts, account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, account, local)
  )
    position(engine, engine.markets[venue.perps[local]!]!, account, pool, origin);
  for (
    let asset = Accounts.nextHeld(accounts, account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, account, asset)
  ) {
    Loans.assume(engine, account, pool.account, asset);
    const atoms = Accounts.balance(engine, account, asset);
    if (atoms > 0)
      Ledger.post(
        engine.ledger,
        Accounts.cash(engine, account, asset),
        Accounts.cash(engine, pool.account, asset),
        atoms,
      );
  }
  record(engine, pool, 'account', account, origin, loss, 0, unit);
}

/** Moves one position to the pool at mark; against a triggered ADL the winners take it instead. */
function position(engine: Engine, market: Market, account: number, pool: Pool, origin: number): void {
  const at = account * engine.accounts.width + market.local;
  const ticks = Math.max(1, Math.round(market.mark!.mark / market.tick));
  let lots = engine.accounts.lots[at]!;
  if (lots === 0) return;
  if (isTriggered(engine, pool, 0)) {
    const value = ticks * Math.abs(lots) * market.atomsPerTickLot;
    Deleverage.close(engine, market, account, lots, value, origin);
    lots = engine.accounts.lots[at]!;
    if (lots === 0) return;
  }
  const value = ticks * Math.abs(lots) * market.atomsPerTickLot;
  Settle.perp(engine, market, account, -lots, value, 0);
  Settle.perp(engine, market, pool.account, lots, value, 0);
}
