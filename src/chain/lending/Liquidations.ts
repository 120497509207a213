import * as JournalWriter from '../../kernel/JournalWriter.js';
import type * as Call from '../../messages/Call.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import * as LiquidityPool from '../pool/LiquidityPool.js';
import * as Breaches from './Breaches.js';
import * as Deposits from './Deposits.js';
import * as Family from './Family.js';
import type * as Kind from './Kind.js';
import type { LendingProtocol } from './LendingProtocol.js';
import * as Standing from './Standing.js';

/** A liquidator pays part of a position's debt for its collateral and the bonus. Returns the refusal, '' for none. */
export function liquidate(engine: Engine, lending: LendingProtocol, call: Call.Liquidate): string {
  const { book, price, assets } = lending;
  const [collateral, debt] = [assets.indexOf(call.collateral), assets.indexOf(call.debt)];
  if (collateral < 0 || debt < 0) return 'no-reserve';
  const cover = Math.min(call.atoms, Accounts.balance(engine, call.account, call.debt));
  const kind = Family.of(lending);
  const isOwn = lending.owner[call.position] === call.account;
  const quote = (receiver: number) =>
    kind.quote(book, price, { position: call.position, collateral, debt, cover, receiver, isOwn });
  const own = lending.owner.indexOf(call.account);
  const asked = quote(call.isClaim ? (own < 0 ? Standing.SOMEBODY : own) : -1);
  if (typeof asked === 'string') return asked;
  // A liquidator without a position gets one, once the call is allowed.
  const receiver = call.isClaim && own < 0 ? Deposits.open(lending, call.account, 1) : asked.call.receiver;
  const plan = receiver === asked.call.receiver ? asked : (quote(receiver) as Kind.Quote);
  const before = assets.map((_, r) => Deposits.claimOf(lending, call.position, r));
  kind.liquidate(book, plan);
  Deposits.pay(engine, call.debt, call.account, lending.account, plan.repaid);
  if (!call.isClaim) Deposits.pay(engine, call.collateral, lending.account, call.account, plan.seized);
  before.forEach((claim, r) => {
    Deposits.settle(engine, lending, call.position, r, claim);
  });
  record(engine, lending, call, plan);
  Deposits.rearm(lending, call.position);
  if (receiver >= 0) Deposits.rearm(lending, receiver);
  return '';
}

function record(engine: Engine, lending: LendingProtocol, call: Call.Liquidate, plan: Kind.Quote): void {
  const { tally } = lending;
  const usd = (r: number, atoms: number) => dollars(lending, r, atoms);
  const seizedUsd = usd(plan.call.collateral, plan.seized + plan.fee);
  const repaidUsd = usd(plan.call.debt, plan.repaid);
  const badDebtUsd = plan.badDebt.reduce((sum, atoms, r) => sum + usd(r, atoms), 0);
  tally.liquidatedUsd += seizedUsd;
  tally.liquidatedBy[plan.call.collateral] = tally.liquidatedBy[plan.call.collateral]! + seizedUsd;
  const id = JournalWriter.record(
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
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'bad-debt', cause, {
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
  const { assets } = lending;
  const [collateral, debt] = [assets.indexOf(call.collateral), assets.indexOf(call.debt)];
  const exit = engine.onchain.pools[call.pool];
  if (collateral < 0 || debt < 0) return 'no-reserve';
  if (exit === undefined) return 'no-pool';
  const { position } = call;
  const sold = Math.min(call.atoms, Deposits.depositOf(lending, position, collateral));
  if (sold <= 0) return 'no-amount';
  if (sold > Family.of(lending).read.level(lending.book, collateral).cash) return 'no-cash';
  if (!exit.coins.includes(call.collateral) || !exit.coins.includes(call.debt)) return 'no-pool';
  const order = { from: call.collateral, to: call.debt, atoms: sold, atomsMin: 0 };
  const plan = LiquidityPool.plan(exit, order);
  if (plan.refusal) return plan.refusal;
  const repaid = Math.min(plan.received, Deposits.debtOf(lending, position, debt));
  if (
    !leavesHealth(lending, position, { reserve: collateral, atoms: sold }, { reserve: debt, atoms: repaid })
  )
    return 'health';
  const out = { op: 'withdraw', position, reserve: collateral, atoms: sold } as const;
  Deposits.move(engine, lending, out, call.account);
  LiquidityPool.swap(engine, exit, { ...order, account: call.account, origin: call.origin });
  Deposits.commit(engine, lending, { op: 'repay', position, reserve: debt, atoms: repaid }, call.account);
  note(engine, lending, call, dollars(lending, collateral, sold), dollars(lending, debt, repaid));
  return '';
}

function note(
  engine: Engine,
  lending: LendingProtocol,
  call: Call.Deleverage,
  soldUsd: number,
  repaidUsd: number,
): void {
  lending.tally.unwoundUsd += soldUsd;
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'loop-unwind', call.origin, {
    protocol: lending.id,
    account: call.account,
    collateral: engine.assets[call.collateral]!.symbol,
    usd: Breaches.cents(soldUsd),
    repaidUsd: Breaches.cents(repaidUsd),
  });
}

function dollars({ units, price }: LendingProtocol, reserve: number, atoms: number): number {
  return (atoms / units[reserve]!) * price[reserve]!;
}

interface Side {
  readonly reserve: number;
  readonly atoms: number;
}

/** Whether the position holds once `sold` of its collateral and `repaid` of its debt are gone. */
function leavesHealth(lending: LendingProtocol, position: number, sold: Side, repaid: Side): boolean {
  const bps = Family.of(lending).read.thresholdBps(lending.book, position, sold.reserve);
  const now = Standing.look(lending, position);
  const left = now.debt - dollars(lending, repaid.reserve, repaid.atoms);
  const gone = (bps / 10_000) * dollars(lending, sold.reserve, sold.atoms);
  return left <= 0 || now.secured - gone >= left;
}
