import * as Ledger from '../../ledger/Ledger.js';
import * as PoolWatch from '../../mechanisms/lending/PoolWatch.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import * as Family from './Family.js';
import type * as Kind from './Kind.js';
import type { LendingProtocol } from './LendingProtocol.js';

/** A new position of an account; its number. An account has one position, and owes to one protocol alone. */
export function open(lending: LendingProtocol, account: number, weight: number): number {
  lending.owner.push(account);
  lending.weight.push(weight);
  lending.breach.push(0);
  return Family.of(lending).act.open(lending.book);
}

/** Checks and does one act on an accrued book; `account` is the other side of the cash. Returns the refusal, '' for none. */
export function act(engine: Engine, lending: LendingProtocol, wanted: Kind.Act, account: number): string {
  const { book, price } = lending;
  const asked = { ...wanted, atoms: limit(engine, lending, wanted, account) };
  const reason = Family.of(lending).act.assess(book, price, asked);
  if (reason !== '') return reason;
  commit(engine, lending, asked, account);
  return '';
}

/** Does an act that has been assessed, and watches the position anew. */
export function commit(engine: Engine, lending: LendingProtocol, one: Kind.Act, account: number): void {
  move(engine, lending, one, account);
  rearm(lending, one.position);
}

/** Does an act that has been assessed, and posts what it moves. */
export function move(engine: Engine, lending: LendingProtocol, one: Kind.Act, account: number): void {
  const { op, position, reserve, atoms } = one;
  const before = claimOf(lending, position, reserve);
  Family.of(lending).act.apply(lending.book, one);
  const isIn = op === 'supply' || op === 'repay';
  const asset = lending.assets[reserve]!;
  pay(engine, asset, isIn ? account : lending.account, isIn ? lending.account : account, atoms);
  settle(engine, lending, position, reserve, before);
}

/** What an act can move at most: nobody pays more than he has or owes, or withdraws more than he deposited. */
function limit(engine: Engine, lending: LendingProtocol, wanted: Kind.Act, account: number): number {
  const { op, position, reserve, atoms } = wanted;
  const has = Accounts.balance(engine, account, lending.assets[reserve]!);
  if (op === 'supply') return Math.min(atoms, has);
  if (op === 'repay') return Math.min(atoms, has, debtOf(lending, position, reserve));
  return op === 'withdraw' ? Math.min(atoms, depositOf(lending, position, reserve)) : atoms;
}

/** Deposit of a position in an accrued reserve, atoms. */
export function depositOf(lending: LendingProtocol, position: number, reserve: number): number {
  return Family.of(lending).read.depositOf(lending.book, position, reserve);
}

/** Debt of a position in an accrued reserve, atoms. */
export function debtOf(lending: LendingProtocol, position: number, reserve: number): number {
  return Family.of(lending).read.owedOf(lending.book, position, reserve);
}

/** Units in which the ledger keeps a position's debt. */
export function claimOf(lending: LendingProtocol, position: number, reserve: number): number {
  return Family.of(lending).read.claimOf(lending.book, position, reserve);
}

/** Moves atoms of an asset between two accounts' cash. */
export function pay(engine: Engine, asset: number, from: number, to: number, atoms: number): void {
  Ledger.post(engine.ledger, Accounts.cash(engine, from, asset), Accounts.cash(engine, to, asset), atoms);
  Accounts.touch(engine, from);
  Accounts.touch(engine, to);
}

/** Brings the ledger's claim to a position's debt, which was `before`. */
export function settle(
  engine: Engine,
  lending: LendingProtocol,
  position: number,
  reserve: number,
  before: number,
): void {
  const change = claimOf(lending, position, reserve) - before;
  if (change === 0) return;
  const asset = lending.assets[reserve]!;
  const owed = Accounts.debt(engine, lending.owner[position]!, asset);
  const claim = Accounts.debt(engine, lending.account, asset);
  if (change > 0) Ledger.post(engine.ledger, owed, claim, change);
  else Ledger.post(engine.ledger, claim, owed, -change);
}

/** What the watch reads. */
export function watched(
  lending: Pick<LendingProtocol, 'kind' | 'book' | 'units' | 'price' | 'supplyIndex' | 'debtIndex'>,
): PoolWatch.Watched<unknown> {
  const { book, units, price, supplyIndex, debtIndex } = lending;
  return { rows: Family.of(lending).read, book, units, price, supplyIndex, debtIndex };
}

/** Watches a position anew after it changed; the next block tells whether it can be liquidated. */
export function rearm(lending: LendingProtocol, position: number): void {
  const isBreached = PoolWatch.refresh(lending.watch, watched(lending), position);
  if (isBreached && !lending.breached.includes(position)) {
    lending.breached.push(position);
    lending.breached.sort((a, b) => a - b);
  }
}

/** Rates, indices and utilization as everybody can read them on the chain. */
export function publish(lending: LendingProtocol): void {
  const { read } = Family.of(lending);
  for (let r = 0; r < lending.assets.length; r++) {
    const level = read.level(lending.book, r);
    lending.cash[r] = level.cash;
    lending.utilization[r] = level.utilization;
    lending.borrowRate[r] = level.borrowRate;
    lending.supplyRate[r] = level.supplyRate;
    lending.supplyIndex[r] = level.supplyIndex;
    lending.debtIndex[r] = level.debtIndex;
    lending.tally.maxUtilization = Math.max(lending.tally.maxUtilization, level.utilization);
  }
}
