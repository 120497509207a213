import * as Journal from '../../kernel/Journal.js';
import * as Health from '../../mechanisms/lending/Health.js';
import * as LendingPool from '../../mechanisms/lending/LendingPool.js';
import * as LiquidationCall from '../../mechanisms/lending/LiquidationCall.js';
import type * as Call from '../../messages/Call.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import * as LiquidityPool from '../pool/LiquidityPool.js';
import * as Breaches from './Breaches.js';
import * as Deposits from './Deposits.js';
import type { LendingProtocol } from './LendingProtocol.js';
import * as Standing from './Standing.js';

/** A liquidator pays part of a position's debt for its collateral and the bonus. Returns the refusal, '' for none. */
export function liquidate(engine: Engine, lending: LendingProtocol, call: Call.Liquidate): string {
  const { pool, price, assets } = lending;
  const [collateral, debt] = [assets.indexOf(call.collateral), assets.indexOf(call.debt)];
  if (collateral < 0 || debt < 0) return 'no-reserve';
  const cover = Math.min(call.atoms, Accounts.balance(engine, call.account, call.debt));
  const plan = LiquidationCall.plan(pool, price, {
    position: call.position,
    collateral,
    debt,
    cover,
    receiver: -1,
  });
  if (typeof plan === 'string') return plan;
  const before = assets.map((_, r) => LendingPool.debtSharesOf(pool, call.position, r));
  LiquidationCall.apply(pool, plan);
  Deposits.pay(engine, call.debt, call.account, lending.account, plan.repaid);
  Deposits.pay(engine, call.collateral, lending.account, call.account, plan.seized);
  before.forEach((shares, r) => {
    Deposits.settle(engine, lending, call.position, r, shares);
  });
  record(engine, lending, call, plan);
  Deposits.rearm(lending, call.position);
  return '';
}

function record(
  engine: Engine,
  lending: LendingProtocol,
  call: Call.Liquidate,
  plan: LiquidationCall.Plan,
): void {
  const { tally, price } = lending;
  const usd = (r: number, atoms: number) => (atoms / lending.pool.reserves[r]!.terms.unit) * price[r]!;
  const seizedUsd = usd(plan.call.collateral, plan.seized + plan.fee);
  const repaidUsd = usd(plan.call.debt, plan.repaid);
  const badDebtUsd = plan.badDebt.reduce((sum, atoms, r) => sum + usd(r, atoms), 0);
  tally.liquidatedUsd += seizedUsd;
  tally.liquidatedBy[plan.call.collateral] = tally.liquidatedBy[plan.call.collateral]! + seizedUsd;
  const id = Journal.record(
    engine.journal,
    engine.kernel.nowUs,
    'lending-liquidation',
    lending.breach[call.position]!,
    {
      protocol: lending.id,
      account: lending.owner[call.position]!,
      liquidator: engine.accounts.name[call.account]!,
      collateral: engine.assets[call.collateral]!.symbol,
      debt: engine.assets[call.debt]!.symbol,
      seizedUsd: Breaches.cents(seizedUsd),
      repaidUsd: Breaches.cents(repaidUsd),
    },
  );
  if (badDebtUsd > 0) writeOff(engine, lending, call.position, badDebtUsd, id);
}

/** What is owed without collateral: a hole in the pool that its suppliers stand behind. */
function writeOff(
  engine: Engine,
  lending: LendingProtocol,
  position: number,
  usd: number,
  cause: number,
): void {
  const { tally } = engine;
  lending.tally.badDebtUsd += usd;
  tally.losses += usd;
  tally.payers.deficit = (tally.payers.deficit ?? 0) + usd;
  Journal.record(engine.journal, engine.kernel.nowUs, 'bad-debt', cause, {
    protocol: lending.id,
    account: lending.owner[position]!,
    usd: Breaches.cents(usd),
  });
}

/**
 * Sells collateral in a pool and repays with what came out, in one transaction: all of it happens, or nothing. The
 * health that counts is the one afterwards. Returns the refusal, '' for none.
 */
export function deleverage(engine: Engine, lending: LendingProtocol, call: Call.Deleverage): string {
  const { pool, assets } = lending;
  const [collateral, debt] = [assets.indexOf(call.collateral), assets.indexOf(call.debt)];
  const exit = engine.onchain.pools[call.pool];
  if (collateral < 0 || debt < 0) return 'no-reserve';
  if (exit === undefined) return 'no-pool';
  const sold = Math.min(call.atoms, Deposits.depositOf(lending, call.position, collateral));
  if (sold <= 0) return 'no-amount';
  if (sold > pool.reserves[collateral]!.cash) return 'no-cash';
  if (!exit.coins.includes(call.collateral) || !exit.coins.includes(call.debt)) return 'no-pool';
  const order = { from: call.collateral, to: call.debt, atoms: sold, atomsMin: 0 };
  const plan = LiquidityPool.plan(exit, order);
  if (plan.refusal) return plan.refusal;
  const repaid = Math.min(plan.received, Deposits.debtOf(lending, call.position, debt));
  if (!leavesHealth(lending, call.position, collateral, debt, sold, repaid)) return 'health';
  const before = LendingPool.debtSharesOf(pool, call.position, debt);
  LendingPool.withdraw(pool, call.position, collateral, sold);
  Deposits.pay(engine, call.collateral, lending.account, call.account, sold);
  LiquidityPool.swap(engine, exit, { ...order, account: call.account, origin: call.origin });
  LendingPool.repay(pool, call.position, debt, repaid);
  Deposits.pay(engine, call.debt, call.account, lending.account, repaid);
  Deposits.settle(engine, lending, call.position, debt, before);
  Deposits.rearm(lending, call.position);
  const soldUsd = (sold / pool.reserves[collateral]!.terms.unit) * lending.price[collateral]!;
  const repaidUsd = (repaid / pool.reserves[debt]!.terms.unit) * lending.price[debt]!;
  lending.tally.unwoundUsd += soldUsd;
  Journal.record(engine.journal, engine.kernel.nowUs, 'loop-unwind', call.origin, {
    protocol: lending.id,
    account: call.account,
    collateral: engine.assets[call.collateral]!.symbol,
    usd: Breaches.cents(soldUsd),
    repaidUsd: Breaches.cents(repaidUsd),
  });
  return '';
}

/** Whether the position holds once `sold` atoms of collateral and `repaid` atoms of debt are gone. */
function leavesHealth(
  lending: LendingProtocol,
  position: number,
  collateral: number,
  debt: number,
  sold: number,
  repaid: number,
): boolean {
  const { pool, price } = lending;
  const dollars = (r: number, atoms: number) => (atoms / pool.reserves[r]!.terms.unit) * price[r]!;
  const { liquidationLtvBps } = Health.limits(pool, collateral, LendingPool.modeOf(pool, position));
  const now = Standing.look(lending, position);
  const left = now.debt - dollars(debt, repaid);
  return left <= 0 || now.secured - (liquidationLtvBps / 10_000) * dollars(collateral, sold) >= left;
}
