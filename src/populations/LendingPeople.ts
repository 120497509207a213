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
import * as SupplierList from './suppliers/SupplierList.js';
import * as SeekerList from './yield-seekers/SeekerList.js';

/** Lists of people under a lending protocol, one line each, in the order in which they come in. */
export const LISTS = {
  borrowers: BorrowerList.list,
  loopers: LooperList.list,
  suppliers: SupplierList.list,
  seekers: SeekerList.list,
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

/** Depositors first, so that there is cash to borrow; then debtors, whose money has left for elsewhere. */
function settle(stage: LendingList.Stage, spec: Entry): void {
  const people = Object.entries(LISTS as unknown as Lists).map(([name, list]) => ({
    list,
    items: sorted<{ readonly id: string }>(spec[name as keyof typeof LISTS]),
  }));
  const debtors = people.flatMap(({ list, items }) =>
    items.flatMap((one) => list.debtors?.(stage, one) ?? []),
  );
  for (const { list, items } of people) for (const one of items) list.deposit?.(stage, one);
  for (const one of sorted(Family.of(spec).terms.reserves(spec))) fill(stage, one, debtors);
  for (const one of debtors) burden(stage, one);
  for (const { list, items } of people) for (const one of items) list.settle?.(stage, one);
}

function sorted<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...items].sort((x, y) => (x.id < y.id ? -1 : 1));
}

/** Outside depositors bring the reserve to its lent share. */
function fill(stage: LendingList.Stage, one: Kind.Stated, debtors: readonly LendingList.Debtor[]): void {
  if (!one.utilization) return;
  const { bench, lending } = stage;
  const reserve = LendingList.reserveOf(stage, one.asset);
  const owed = debtors
    .flatMap((debtor) => debtor.owed)
    .reduce((sum, amount) => sum + (amount.reserve === reserve ? amount.usd : 0), 0);
  const share = Bench.draw(bench, `lending/${lending.id}/${one.id}/utilization`, one.utilization);
  const { cash } = Family.of(lending).read.level(lending.book, reserve);
  const there = (cash / lending.units[reserve]!) * lending.price[reserve]!;
  const { position } = LendingList.join(stage, `supplier/${lending.id}/${one.id}`, 1);
  LendingList.deposit(stage, position, { reserve, usd: Math.max(0, owed / share - there) });
}

/** Pledges and borrows; the borrowed dollars have been spent outside. */
function burden(stage: LendingList.Stage, one: LendingList.Debtor): void {
  const { engine } = stage.bench;
  const { position, account } = one;
  for (const amount of one.pledged) LendingList.deposit(stage, position, amount);
  LendingList.enter(stage, position, one.mode, one.pledged[0]!.reserve);
  for (const { reserve, usd } of one.owed) {
    const atoms = LendingList.atomsOf(stage, reserve, usd);
    if (atoms <= 0) continue;
    LendingList.act(stage, { op: 'borrow', position, reserve, atoms });
    const asset = stage.lending.assets[reserve]!;
    const cash = Accounts.cash(engine, account, asset);
    Ledger.post(engine.ledger, cash, Bench.externalCell(stage.bench, asset), atoms);
  }
}
