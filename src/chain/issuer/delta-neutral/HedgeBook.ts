import * as Loans from '../../../exchange/Loans.js';
import * as Settle from '../../../exchange/Settle.js';
import * as Ledger from '../../../ledger/Ledger.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine, Market } from '../../../state/Engine.js';
import * as Price from '../../../units/Price.js';
import * as Rounding from '../../../units/Rounding.js';
import type { Hedge, IssuerDesk } from './IssuerDesk.js';

/** Each hedge account gets what it lacks, and settles its profit with custody when it is due. */
export function block(engine: Engine, desk: IssuerDesk): void {
  for (const hedge of desk.hedges) {
    if (engine.accounts.state[hedge.account] === Accounts.LIQUIDATING) continue;
    if (engine.kernel.nowUs - hedge.settledUs >= hedge.settleUs) settle(engine, desk, hedge);
    else lift(engine, desk, hedge);
  }
}

/** Stables a hedge account holds, less what it owes, in atoms of its venue's dollar. */
function cashOf(engine: Engine, hedge: Hedge, quote: number): number {
  return Accounts.balance(engine, hedge.account, quote) - Accounts.owed(engine, hedge.account, quote);
}

/** Profit not realized yet, atoms of the quote. */
export function unrealized(engine: Engine, hedge: Hedge): number {
  const { accounts } = engine;
  let atoms = 0;
  for (const id of hedge.markets) {
    const market = engine.markets[id]!;
    const at = hedge.account * accounts.width + market.local;
    atoms += accounts.lots[at]! * markTicks(market) * market.atomsPerTickLot - accounts.entry[at]!;
  }
  return atoms;
}

/** Value of the positions at mark, atoms of the quote, >= 0. */
export function notional(engine: Engine, hedge: Hedge): number {
  const { accounts } = engine;
  let atoms = 0;
  for (const id of hedge.markets) {
    const market = engine.markets[id]!;
    const lots = accounts.lots[hedge.account * accounts.width + market.local]!;
    atoms += Math.abs(lots) * markTicks(market) * market.atomsPerTickLot;
  }
  return atoms;
}

/** Marks the positions anew, so that profit and loss become cash, and leaves the account with its target. */
function settle(engine: Engine, desk: IssuerDesk, hedge: Hedge): void {
  const { accounts } = engine;
  for (const id of hedge.markets) {
    const market = engine.markets[id]!;
    const lots = accounts.lots[hedge.account * accounts.width + market.local]!;
    if (lots === 0) continue;
    const value = Math.abs(lots) * markTicks(market) * market.atomsPerTickLot;
    Settle.perp(engine, market, hedge.account, { lots: -lots, value, feePpm: 0 });
    Settle.perp(engine, market, hedge.account, { lots, value, feePpm: 0 });
  }
  hedge.settledUs = engine.kernel.nowUs;
  Loans.repayAll(engine, hedge.account);
  const quote = quoteOf(engine, hedge);
  const surplus = cashOf(engine, hedge, quote) - target(engine, hedge);
  if (surplus > 0) move(engine, hedge.account, desk.account, quote, surplus);
  else lift(engine, desk, hedge);
}

/** Tops an account up from custody when half of its cushion is gone. */
function lift(engine: Engine, desk: IssuerDesk, hedge: Hedge): void {
  const quote = quoteOf(engine, hedge);
  const aim = target(engine, hedge);
  const loss = hedge.margin > 0 ? Math.min(0, unrealized(engine, hedge)) : 0;
  const missing = aim - cashOf(engine, hedge, quote) - loss;
  if (missing <= aim / 2) return;
  const atoms = Math.min(Rounding.up(missing), Accounts.balance(engine, desk.account, quote));
  move(engine, desk.account, hedge.account, quote, atoms);
  Loans.repayAll(engine, hedge.account);
}

/** Stables an account is to hold. */
function target(engine: Engine, hedge: Hedge): number {
  return Rounding.down(hedge.float + hedge.margin * notional(engine, hedge));
}

function move(engine: Engine, from: number, to: number, asset: number, atoms: number): void {
  const cell = (account: number) => Accounts.cash(engine, account, asset);
  Ledger.post(engine.ledger, cell(from), cell(to), atoms);
  Accounts.touch(engine, from);
  Accounts.touch(engine, to);
}

export function quoteOf(engine: Engine, hedge: Hedge): number {
  return engine.markets[hedge.markets[0]!]!.quote;
}

/** Mark in whole ticks, at least one. */
export function markTicks(market: Market): number {
  return Math.max(1, Price.toTicksNearest(market.mark!.mark, market.tick));
}
