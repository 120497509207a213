import * as Deposits from '../chain/lending/Deposits.js';
import * as Family from '../chain/lending/Family.js';
import type * as Kind from '../chain/lending/Kind.js';
import * as LendingOpening from '../chain/lending/LendingOpening.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Bench from '../opening/Bench.js';
import * as Accounts from '../state/Accounts.js';
import * as BorrowerList from './borrowers/BorrowerList.js';
import * as LendingList from './LendingList.js';
import * as LooperList from './lending-loopers/LooperList.js';
import * as LiquidatorList from './liquidators/LiquidatorList.js';
import * as LoanList from './loans/LoanList.js';
import * as Loan from './planted/Loan.js';
import * as SupplierList from './suppliers/SupplierList.js';
import * as SeekerList from './yield-seekers/SeekerList.js';

/** Lists of people under a lending protocol, one line each, in the order in which they come in. */
export const LISTS = {
  borrowers: BorrowerList.list,
  loopers: LooperList.list,
  suppliers: SupplierList.list,
  seekers: SeekerList.list,
  loans: LoanList.list,
  liquidators: LiquidatorList.list,
};

type Item<T> = T extends LendingList.LendingList<infer Spec> ? Spec : never;

/** An entry of the file: the kind's own keys are its kind's to read. */
export type Entry = LendingOpening.Entry & {
  readonly [K in keyof typeof LISTS]: readonly Item<(typeof LISTS)[K]>[];
};

/** Opens the scenario's lending protocols with their people. */
export function open(bench: Bench.Bench): void {
  const { lending } = bench.universe.scenario;
  for (const spec of sorted(lending ?? [])) {
    const index = bench.engine.onchain.lendings.length;
    const protocol = LendingOpening.create(bench, spec);
    bench.engine.onchain.lendings.push(protocol);
    settle({ bench, lending: protocol, index }, spec);
    LendingOpening.finish(protocol);
  }
}

type Lists = Record<string, LendingList.LendingList<{ readonly id: string }>>;

/** Depositors first, so that there is cash to borrow; then borrowers, who have spent what they borrowed. */
function settle(stage: LendingList.Stage, spec: Entry): void {
  const people = Object.entries(LISTS as unknown as Lists).map(([name, list]) => ({
    list,
    items: sorted<{ readonly id: string }>(spec[name as keyof typeof LISTS] ?? []),
  }));
  const listed = people.flatMap(({ list, items }) =>
    items.flatMap((one) => list.debtors?.(stage, one) ?? []),
  );
  const debtors = [...listed, ...Loan.debtors(stage)];
  for (const { list, items } of people) for (const one of items) list.deposit?.(stage, one);
  for (const one of debtors) pledge(stage, one);
  const reserves = sorted(Family.of(spec).terms.reserves(spec));
  const filled = reserves.map((one) => ({ one, share: fill(stage, one, debtors) }));
  for (const one of debtors) borrow(stage, one);
  for (const { one, share } of filled) confirm(stage, one, share);
  for (const { list, items } of people) for (const one of items) list.settle?.(stage, one);
}

function sorted<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...items].sort((x, y) => (x.id < y.id ? -1 : 1));
}

/** Outside depositors bring the reserve to its lent share, which is returned; NaN where none is stated. */
function fill(stage: LendingList.Stage, one: Kind.Stated, debtors: readonly LendingList.Debtor[]): number {
  if (!one.utilization) return Number.NaN;
  const { bench, lending } = stage;
  const reserve = LendingList.reserveOf(stage, one.asset);
  const owed = debtors
    .flatMap((debtor) => debtor.owed)
    .reduce((sum, amount) => sum + (amount.reserve === reserve ? amount.usd : 0), 0);
  const share = Bench.draw(bench, `lending/${lending.id}/${one.id}/utilization`, one.utilization);
  const { cash } = Family.of(lending).read.level(lending.book, reserve);
  const there = (cash / lending.units[reserve]!) * lending.price[reserve]!;
  const missing = owed / share - there;
  // Rounding of rows to whole atoms can amount to a thousandth.
  if (!(owed > 0) || !(share > 0) || missing < -0.001 * there) unreachable(stage, one, owed, there);
  const { position } = LendingList.join(stage, `supplier/${lending.id}/${one.id}`, 1);
  LendingList.deposit(stage, position, { reserve, usd: Math.max(0, missing) });
  return share;
}

function unreachable(stage: LendingList.Stage, one: Kind.Stated, owedUsd: number, thereUsd: number): never {
  const dollars = (usd: number) => `${Number((usd / 1e6).toPrecision(4))}M dollars`;
  const most = thereUsd > 0 ? Math.min(1, owedUsd / thereUsd) : 1;
  return LendingList.mistake(stage, `.reserves.${one.id}.utilization`, {
    found: `${percent(one.utilization!.low)} where ${dollars(owedUsd)} are owed of ${dollars(thereUsd)}`,
    expected: owedUsd > 0 ? `more than 0% and at most ${percent(most)}` : 'a reserve that somebody owes',
    remedy: owedUsd > 0 ? 'lower the deposits or raise the debts' : 'leave "utilization" out',
  });
}

function percent(ratio: number): string {
  return `${Number((100 * ratio).toFixed(2))}%`;
}

/** What the file states of a reserve holds once everybody is in. */
function confirm(stage: LendingList.Stage, one: Kind.Stated, share: number): void {
  if (Number.isNaN(share)) return;
  const { lending } = stage;
  const { utilization } = Family.of(lending).read.level(
    lending.book,
    LendingList.reserveOf(stage, one.asset),
  );
  if (Math.abs(utilization - share) < 0.001) return;
  LendingList.mistake(stage, `.reserves.${one.id}.utilization`, {
    found: `${percent(share)}, and the reserve opens with ${percent(utilization)} lent`,
    expected: 'amounts of more than a thousand atoms',
    remedy: 'raise the amounts or leave "utilization" out',
  });
}

/** Modes first: assets that count only in a mode are then pledged without others. */
function pledge(stage: LendingList.Stage, one: LendingList.Debtor): void {
  LendingList.enter(stage, one.position, one.mode, one.pledged[0]?.reserve ?? 0);
  for (const amount of one.pledged) LendingList.deposit(stage, one.position, amount);
}

/**
 * The loans as stated: some may owe more than a new loan could, none is liquidatable. The borrowed money has been
 * spent outside.
 */
function borrow(stage: LendingList.Stage, debtor: LendingList.Debtor): void {
  const { position, account, owed, own, isStanding = false } = debtor;
  const { bench, lending } = stage;
  const { act, read } = Family.of(lending);
  for (const amount of owed) {
    const { reserve } = amount;
    const atoms = LendingList.atomsOf(stage, amount);
    if (atoms <= 0) continue;
    const one = { op: 'borrow', position, reserve, atoms } as const;
    const reason = act.assess(lending.book, lending.price, one);
    if (reason !== '' && reason !== act.beyondNewDebt && !(isStanding && reason === 'health')) {
      if (own !== undefined) Loan.refuse(stage, own, reason);
      LendingList.refuse(stage, reserve, reason);
    }
    Deposits.commit(bench.engine, lending, one, account);
    const asset = lending.assets[reserve]!;
    const cash = Accounts.cash(bench.engine, account, asset);
    Ledger.post(bench.engine.ledger, cash, Bench.externalCell(bench, asset), atoms);
  }
  if (isStanding || !read.isLiquidatable(lending.book, lending.price, position)) return;
  if (own === undefined) LendingList.refuse(stage, owed[0]!.reserve, 'liquidatable');
  else Loan.refuse(stage, own, 'health');
}
