import { invariant } from '../base/assert.js';
import * as Deposits from '../chain/lending/Deposits.js';
import type { LendingProtocol } from '../chain/lending/LendingProtocol.js';
import * as Protocol from '../chain/lending/LendingProtocol.js';
import type * as Spec from '../chain/lending/LendingSchema.js';
import { CHAIN } from '../chain/OnChain.js';
import * as Ledger from '../ledger/Ledger.js';
import * as LendingPool from '../mechanisms/lending/LendingPool.js';
import * as Bench from '../opening/Bench.js';
import * as Accounts from '../state/Accounts.js';
import * as LendingDesks from './LendingDesks.js';

/** One debtor of a pool at the open, in dollars at the oracle's prices; `mode` 0 is none. */
export interface Debtor {
  readonly position: number;
  readonly account: number;
  readonly collateral: number;
  readonly debt: number;
  readonly mode: number;
  readonly pledgedUsd: number;
  readonly owedUsd: number;
}

/** Depositors first, so that there is cash to borrow; then debtors, whose money has left for elsewhere. */
export function settle(
  bench: Bench.Bench,
  spec: Spec.Lending,
  lending: LendingProtocol,
  index: number,
): void {
  const debtors = [
    ...sorted(spec.borrowers).flatMap((one) => borrowers(bench, spec, lending, one)),
    ...sorted(spec.loopers).flatMap((one) => LendingDesks.loopers(bench, spec, lending, index, one)),
  ];
  for (const one of sorted(spec.suppliers)) stated(bench, spec, lending, one);
  for (const one of sorted(spec.seekers)) LendingDesks.seekers(bench, spec, lending, index, one);
  for (const one of sorted(spec.reserves)) fill(bench, spec, lending, one, debtors);
  for (const one of debtors) burden(bench, lending, one);
  for (const one of sorted(spec.liquidators)) LendingDesks.liquidators(bench, spec, lending, index, one);
}

function sorted<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...items].sort((x, y) => (x.id < y.id ? -1 : 1));
}

/** A cash account on the chain with a position; `usd` dollars of a row are `usd / account` accounts. */
export function join(
  bench: Bench.Bench,
  lending: LendingProtocol,
  name: string,
  weight: number,
): { account: number; position: number } {
  const rows = Math.max(1, Math.round(weight));
  const account = Accounts.add(bench.engine.accounts, name, CHAIN, Accounts.CASH, -1, rows);
  return { account, position: Deposits.open(lending, account, rows) };
}

/** Reserve of a symbol. */
export function reserveOf(bench: Bench.Bench, lending: LendingProtocol, symbol: string): number {
  return lending.assets.indexOf(Bench.assetOf(bench, symbol));
}

/** Funds an account with dollars' worth of a reserve's asset and deposits it. */
export function deposit(
  bench: Bench.Bench,
  lending: LendingProtocol,
  position: number,
  reserve: number,
  usd: number,
): void {
  const account = lending.owner[position]!;
  Bench.fund(bench, account, lending.assets[reserve]!, usd / lending.price[reserve]!);
  const atoms = atomsOf(lending, reserve, usd);
  if (atoms <= 0) return;
  const reason = Deposits.act(bench.engine, lending, 'supply', position, reserve, account, atoms);
  refuse(bench, lending, reserve, reason);
}

function refuse(bench: Bench.Bench, lending: LendingProtocol, reserve: number, reason: string): void {
  const symbol = bench.engine.assets[lending.assets[reserve]!]!.symbol;
  invariant(reason === '', 'LEND-2', () => `opening of ${lending.id} in ${symbol}: ${reason}`);
}

function atomsOf(lending: LendingProtocol, reserve: number, usd: number): number {
  return Math.floor((usd / lending.price[reserve]!) * lending.pool.reserves[reserve]!.terms.unit);
}

/** A depositor that the scenario names: an account that exists pays from its own cash. */
function stated(
  bench: Bench.Bench,
  spec: Spec.Lending,
  lending: LendingProtocol,
  one: Spec.Lending['suppliers'][number],
): void {
  const { accounts } = bench.engine;
  const reserve = reserveOf(bench, lending, one.asset);
  const own = one.account === undefined ? -1 : accounts.name.indexOf(one.account);
  if (own < 0) {
    const { position } = join(bench, lending, `supplier/${spec.id}/${one.id}`, 1);
    deposit(bench, lending, position, reserve, one.amount);
    return;
  }
  const asset = lending.assets[reserve]!;
  const atoms = atomsOf(lending, reserve, one.amount);
  refuse(bench, lending, reserve, Protocol.supply(bench.engine, lending, own, asset, atoms));
}

/** Outside depositors bring the reserve to its lent share. */
function fill(
  bench: Bench.Bench,
  spec: Spec.Lending,
  lending: LendingProtocol,
  one: Spec.Lending['reserves'][number],
  debtors: readonly Debtor[],
): void {
  if (!one.utilization) return;
  const reserve = reserveOf(bench, lending, one.asset);
  const owed = debtors.reduce((sum, debtor) => sum + (debtor.debt === reserve ? debtor.owedUsd : 0), 0);
  const share = Bench.draw(bench, `lending/${spec.id}/${one.id}/utilization`, one.utilization);
  const cash = lending.pool.reserves[reserve]!;
  const there = (cash.cash / cash.terms.unit) * lending.price[reserve]!;
  const { position } = join(bench, lending, `supplier/${spec.id}/${one.id}`, 1);
  deposit(bench, lending, position, reserve, Math.max(0, owed / share - there));
}

/** Pledges and borrows; the borrowed dollars have been spent outside. */
function burden(bench: Bench.Bench, lending: LendingProtocol, one: Debtor): void {
  const { engine } = bench;
  deposit(bench, lending, one.position, one.collateral, one.pledgedUsd);
  LendingPool.setMode(lending.pool, one.position, one.mode);
  const atoms = atomsOf(lending, one.debt, one.owedUsd);
  if (atoms <= 0) return;
  const reason = Deposits.act(engine, lending, 'borrow', one.position, one.debt, one.account, atoms);
  refuse(bench, lending, one.debt, reason);
  const asset = lending.assets[one.debt]!;
  Ledger.post(
    engine.ledger,
    Accounts.cash(engine, one.account, asset),
    Bench.externalCell(bench, asset),
    atoms,
  );
}

/** Sleeping borrowers: collateral in equal rows, debts spread evenly over the range of LTV. */
function borrowers(
  bench: Bench.Bench,
  spec: Spec.Lending,
  lending: LendingProtocol,
  one: Spec.Lending['borrowers'][number],
): Debtor[] {
  const pledgedUsd = one.stock / one.rows;
  return Array.from({ length: one.rows }, (_, row) => {
    const name = `borrower/${spec.id}/${one.id}/${row + 1}`;
    const u = (row + Bench.draw(bench, `${name}/ltv`, { low: 0, high: 1 })) / one.rows;
    return {
      ...join(bench, lending, name, pledgedUsd / one.account),
      collateral: reserveOf(bench, lending, one.collateral),
      debt: reserveOf(bench, lending, one.debt),
      mode: 0,
      pledgedUsd,
      owedUsd: pledgedUsd * (one.ltv.low + u * (one.ltv.high - one.ltv.low)),
    };
  });
}
