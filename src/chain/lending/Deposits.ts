import * as Ledger from '../../ledger/Ledger.js';
import * as Checks from '../../mechanisms/lending/Checks.js';
import * as LendingPool from '../../mechanisms/lending/LendingPool.js';
import * as PoolWatch from '../../mechanisms/lending/PoolWatch.js';
import * as Ray from '../../mechanisms/lending/Ray.js';
import * as Reserve from '../../mechanisms/lending/Reserve.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import type { LendingProtocol } from './LendingProtocol.js';

export type Op = 'supply' | 'withdraw' | 'borrow' | 'repay';

const ACTS = {
  supply: LendingPool.supply,
  withdraw: LendingPool.withdraw,
  borrow: LendingPool.borrow,
  repay: LendingPool.repay,
};

/** A new position of an account; its id. An account has one position, and owes to one protocol alone. */
export function open(lending: LendingProtocol, account: number, weight: number): number {
  lending.owner.push(account);
  lending.weight.push(weight);
  lending.breach.push(0);
  return LendingPool.open(lending.pool);
}

/** Checks and does one act on an accrued pool; `account` is the other side of the cash. Returns the refusal, '' for none. */
export function act(
  engine: Engine,
  lending: LendingProtocol,
  op: Op,
  position: number,
  reserve: number,
  account: number,
  wanted: number,
): string {
  const { pool } = lending;
  const asset = lending.assets[reserve]!;
  const atoms = limit(engine, lending, op, position, reserve, account, wanted);
  const reason = assess(lending, op, position, reserve, atoms);
  if (reason !== '') return reason;
  const before = LendingPool.debtSharesOf(pool, position, reserve);
  ACTS[op](pool, position, reserve, atoms);
  if (op === 'supply' && pool.reserves[reserve]!.terms.liquidationLtvBps > 0)
    LendingPool.setCollateral(pool, position, reserve, true);
  const isIn = op === 'supply' || op === 'repay';
  pay(engine, asset, isIn ? account : lending.account, isIn ? lending.account : account, atoms);
  settle(engine, lending, position, reserve, before);
  rearm(lending, position);
  return '';
}

/** What an act can move at most: nobody pays more than he has or owes, or withdraws more than he deposited. */
function limit(
  engine: Engine,
  lending: LendingProtocol,
  op: Op,
  position: number,
  reserve: number,
  account: number,
  wanted: number,
): number {
  const has = Accounts.balance(engine, account, lending.assets[reserve]!);
  if (op === 'supply') return Math.min(wanted, has);
  if (op === 'repay') return Math.min(wanted, has, debtOf(lending, position, reserve));
  return op === 'withdraw' ? Math.min(wanted, depositOf(lending, position, reserve)) : wanted;
}

function assess(lending: LendingProtocol, op: Op, position: number, reserve: number, atoms: number): string {
  const { pool, price } = lending;
  switch (op) {
    case 'supply':
      return Checks.assessSupply(pool, reserve, atoms);
    case 'withdraw':
      return Checks.assessWithdraw(pool, price, position, reserve, atoms);
    case 'borrow':
      return Checks.assessBorrow(pool, price, position, reserve, atoms);
    case 'repay':
      return Checks.assessRepay(pool, position, reserve, atoms);
  }
}

/** Deposit of a position in an accrued reserve, atoms. */
export function depositOf({ pool }: LendingProtocol, position: number, reserve: number): number {
  const shares = LendingPool.supplySharesOf(pool, position, reserve);
  return Ray.toAtoms(Reserve.balance(pool.reserves[reserve]!, shares));
}

/** Debt of a position in an accrued reserve, atoms. */
export function debtOf({ pool }: LendingProtocol, position: number, reserve: number): number {
  return Ray.toAtoms(
    Reserve.owed(pool.reserves[reserve]!, LendingPool.debtSharesOf(pool, position, reserve)),
  );
}

/** Moves atoms of an asset between two accounts' cash. */
export function pay(engine: Engine, asset: number, from: number, to: number, atoms: number): void {
  Ledger.post(engine.ledger, Accounts.cash(engine, from, asset), Accounts.cash(engine, to, asset), atoms);
  Accounts.touch(engine, from);
  Accounts.touch(engine, to);
}

/** Brings the ledger's claim to a position's shares of debt, which were `before`. */
export function settle(
  engine: Engine,
  lending: LendingProtocol,
  position: number,
  reserve: number,
  before: number,
): void {
  const change = LendingPool.debtSharesOf(lending.pool, position, reserve) - before;
  if (change === 0) return;
  const asset = lending.assets[reserve]!;
  const owed = Accounts.debt(engine, lending.owner[position]!, asset);
  const claim = Accounts.debt(engine, lending.account, asset);
  if (change > 0) Ledger.post(engine.ledger, owed, claim, change);
  else Ledger.post(engine.ledger, claim, owed, -change);
}

/** Watches a position anew after it changed; the next block tells whether it can be liquidated. */
export function rearm(lending: LendingProtocol, position: number): void {
  const isBreached = PoolWatch.refresh(lending.watch, lending.pool, lending.price, position);
  if (isBreached && !lending.breached.includes(position)) {
    lending.breached.push(position);
    lending.breached.sort((a, b) => a - b);
  }
}

/** Rates, indices and utilization as everybody can read them on the chain. */
export function publish(lending: LendingProtocol): void {
  const { pool, tally } = lending;
  pool.reserves.forEach((reserve, r) => {
    lending.cash[r] = reserve.cash;
    lending.utilization[r] = Reserve.utilization(reserve);
    lending.borrowRate[r] = Ray.toRatio(reserve.borrowRate, Ray.RAY);
    lending.supplyRate[r] = Ray.toRatio(reserve.supplyRate, Ray.RAY);
    lending.supplyIndex[r] = Ray.toRatio(reserve.liquidityIndex, Ray.RAY);
    lending.debtIndex[r] = Ray.toRatio(reserve.debtIndex, Ray.RAY);
    tally.maxUtilization = Math.max(tally.maxUtilization, lending.utilization[r]!);
  });
}
