import * as Ledger from '../../../ledger/Ledger.js';
import * as Backing from '../../../mechanisms/issuer/Backing.js';
import * as MintRedeemLimit from '../../../mechanisms/issuer/MintRedeemLimit.js';
import * as Vault from '../../../mechanisms/issuer/Vault.js';
import * as Rate from '../../../mechanisms/perp/Funding.js';
import * as Accounts from '../../../state/Accounts.js';
import type { Engine } from '../../../state/Engine.js';
import * as Rounding from '../../../units/Rounding.js';
import * as Time from '../../../units/Time.js';
import * as HedgeBook from './HedgeBook.js';
import type { Hedge, IssuerDesk } from './IssuerDesk.js';
import * as Notes from './Notes.js';
import * as Primary from './Primary.js';

const YEAR_US = 365 * Time.DAY;

/** Counts funding as the venues pay it, and distributes the income of a period at its end. */
export function block(engine: Engine, desk: IssuerDesk): void {
  for (const hedge of desk.hedges) funding(engine, desk, hedge);
  const { nowUs } = engine.kernel;
  const period = (atUs: number) => Rounding.down((engine.startMs * 1000 + atUs) / desk.terms.everyUs);
  if (period(nowUs) > period(desk.distributedUs)) distribute(engine, desk, nowUs);
}

/**
 * The venue has settled funding into the hedge account; here it is counted as income, at the mark of the block that
 * follows (up to a block after the venue's own: off by the move of the mark in between, in either direction).
 */
function funding(engine: Engine, desk: IssuerDesk, hedge: Hedge): void {
  const { accounts } = engine;
  const venue = engine.venues[hedge.venue]!;
  const wallUs = engine.startMs * 1000 + engine.kernel.nowUs;
  const interval = Rounding.down(wallUs / venue.fundingEveryUs);
  if (interval === hedge.fundings) return;
  hedge.fundings = interval;
  for (const id of hedge.markets) {
    const market = engine.markets[id]!;
    const lots = accounts.lots[hedge.account * accounts.width + market.local]!;
    const notional = lots * HedgeBook.markTicks(market) * market.atomsPerTickLot;
    const paid = notional === 0 ? 0 : Rate.payment(notional, market.mark!.fundingNano);
    desk.income -= Rounding.nearest((paid / engine.assets[market.quote]!.unit) * unitOf(engine, desk));
  }
}

/** Yield of idle stables comes from outside; income goes to stakers and the fund, a loss to the fund first. */
function distribute(engine: Engine, desk: IssuerDesk, nowUs: number): void {
  const stable = desk.stables[0]!;
  const cell = (account: number) => Accounts.cash(engine, account, stable);
  const years = (nowUs - desk.distributedUs) / YEAR_US;
  desk.distributedUs = nowUs;
  const earned = Rounding.down(idleAtoms(engine, desk) * desk.terms.stableYield * years);
  Ledger.post(engine.ledger, cell(desk.books.external), cell(desk.account), earned);
  desk.income += earned;
  const fund = Accounts.balance(engine, desk.books.fund, stable);
  const plan = Backing.plan(desk.income, fund, desk.terms.fundSharePpm);
  const toFund = Math.min(plan.fund, Accounts.balance(engine, desk.account, stable));
  if (toFund > 0) Ledger.post(engine.ledger, cell(desk.account), cell(desk.books.fund), toFund);
  if (plan.fund < 0) Ledger.post(engine.ledger, cell(desk.books.fund), cell(desk.account), -plan.fund);
  desk.income = 0;
  if (plan.rewards > 0 && !reward(engine, desk, plan.rewards)) desk.income = plan.rewards;
  if (plan.hole === 0) return;
  const usd = plan.hole / unitOf(engine, desk);
  desk.holeUsd += usd;
  Notes.record(engine, desk, 'issuer-loss', engine.news.origin, { usd: Notes.cents(usd) });
}

/** Coins minted against kept income and given to the vault; refused while the last ones still vest. */
function reward(engine: Engine, desk: IssuerDesk, atoms: number): boolean {
  if (desk.shares < 0) return true;
  const stable = engine.assets[desk.stables[0]!]!;
  const coins = MintRedeemLimit.rescaleDown(atoms, stable.decimals, engine.assets[desk.asset]!.decimals);
  const outcome = Vault.reward(desk.vault, desk.terms.vault, coins, engine.kernel.nowUs);
  if (outcome.kind === 'refused') return false;
  Primary.issue(engine, desk, desk.books.vault, coins);
  return true;
}

/** Stables in custody, hot buffer and fund, atoms of the first one. */
function idleAtoms(engine: Engine, desk: IssuerDesk): number {
  let usd = 0;
  for (const asset of desk.stables)
    for (const account of [desk.account, desk.books.hot, desk.books.fund])
      usd += Accounts.balance(engine, account, asset) / engine.assets[asset]!.unit;
  return Rounding.down(usd * unitOf(engine, desk));
}

function unitOf(engine: Engine, desk: IssuerDesk): number {
  return engine.assets[desk.stables[0]!]!.unit;
}
