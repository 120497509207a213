import * as Kernel from '../../kernel/Kernel.js';
import * as Phases from '../../kernel/Phases.js';
import type * as LiquidationIndex from '../../mechanisms/lending/LiquidationIndex.js';
import type * as Call from '../../messages/Call.js';
import * as EventKind from '../../messages/EventKind.js';
import type { Engine } from '../../state/Engine.js';
import * as Breaches from './Breaches.js';
import * as Deposits from './Deposits.js';
import * as Family from './Family.js';
import * as Liquidations from './Liquidations.js';
import * as Oracles from './Oracles.js';

/**
 * A lending protocol with its ledger account, which holds its cash and its claims. Its book is its kind's own; what
 * stands here is common to all kinds. Claims and debts stand in the ledger as shares of the debt, so that interest
 * moves no cell: what is owed is shares times the index. Columns are by reserve or by position; a position may stand
 * for many identical accounts and is liquidated as one.
 */
export interface LendingProtocol {
  readonly id: string;
  readonly kind: string;
  readonly account: number;
  readonly book: unknown;
  /** Asset, atoms of one token, oracle and price (dollars per token) of each reserve, and whether it can be borrowed. */
  readonly assets: readonly number[];
  readonly units: readonly number[];
  readonly oracles: readonly Oracles.Oracle[];
  readonly price: Float64Array;
  readonly isBorrowable: readonly boolean[];
  /** Ids of the efficiency modes from number 1 on. */
  readonly modes: readonly string[];
  /** A liquidation leaves nothing on one side, or more than so many dollars on both; 0 for no such rule. */
  readonly dustUsd: number;
  readonly watch: LiquidationIndex.Index;
  /** Ledger account of each position, how many accounts it stands for, and the journal id of its breach (0 = none). */
  readonly owner: number[];
  readonly weight: number[];
  readonly breach: number[];
  /** Agents that put their calls behind the oracle's reports. */
  readonly searchers: number[];
  /** Positions that can be liquidated now, ascending. */
  breached: number[];
  /** By reserve as of the last block: atoms of cash, fractions, yearly rates, and atoms of one share of deposits and of debt. */
  readonly cash: Float64Array;
  readonly utilization: Float64Array;
  readonly borrowRate: Float64Array;
  readonly supplyRate: Float64Array;
  readonly supplyIndex: Float64Array;
  readonly debtIndex: Float64Array;
  readonly tally: Tally;
}

/** Since the start, dollars at the oracle's prices; `liquidatedBy` by reserve of the collateral. */
export interface Tally {
  liquidatedUsd: number;
  readonly liquidatedBy: Float64Array;
  badDebtUsd: number;
  /** Loops unwound by their holders. */
  unwoundUsd: number;
  /** Calls that were refused, by "act: reason". */
  readonly refused: Record<string, number>;
  /** Highest of any reserve that somebody owes. */
  maxUtilization: number;
}

/**
 * A block is made: interest, oracle, and who can be liquidated now. Searchers see a report before its block is closed
 * and may stand right behind it.
 */
export function block(engine: Engine, lending: LendingProtocol): void {
  const { kernel, onchain } = engine;
  accrue(engine, lending);
  const isReported = Oracles.update(engine, lending);
  Deposits.publish(lending);
  Breaches.find(engine, lending);
  if (!isReported || lending.breached.length === 0) return;
  const index = onchain.lendings.indexOf(lending);
  for (const agent of lending.searchers)
    Kernel.schedule(kernel, kernel.nowUs, Phases.SEARCH, Kernel.task(EventKind.REPORTED, agent, index));
}

function accrue(engine: Engine, lending: LendingProtocol): void {
  Family.of(lending).act.accrue(lending.book, engine.kernel.nowUs);
}

/** Executes what a borrower, supplier or liquidator asks; a refusal is counted by its reason. */
export function execute(engine: Engine, call: Call.Lend | Call.Liquidate | Call.Deleverage): void {
  const lending = engine.onchain.lendings[call.lending]!;
  accrue(engine, lending);
  const reason = act(engine, lending, call);
  if (reason === '') return;
  count(engine.tally.refused, `lending-${call.op}-${reason}`);
  count(lending.tally.refused, `${call.op}: ${reason}`);
}

function count(refused: Record<string, number>, key: string): void {
  refused[key] = (refused[key] ?? 0) + 1;
}

function act(
  engine: Engine,
  lending: LendingProtocol,
  call: Call.Lend | Call.Liquidate | Call.Deleverage,
): string {
  if (call.op === 'liquidate') return Liquidations.liquidate(engine, lending, call);
  if (call.op !== 'supply' && call.op !== 'repay' && lending.owner[call.position] !== call.account)
    return 'not-owner';
  if (call.op === 'deleverage') return Liquidations.deleverage(engine, lending, call);
  const reserve = lending.assets.indexOf(call.asset);
  if (reserve < 0) return 'no-reserve';
  const { op, position, atoms } = call;
  return Deposits.act(engine, lending, { op, position, reserve, atoms }, call.account);
}

/** Atoms of an asset that the protocol could pay out now: its cash. */
export function withdrawable(lending: LendingProtocol, asset: number): number {
  const reserve = lending.assets.indexOf(asset);
  return reserve < 0 ? 0 : Family.of(lending).read.level(lending.book, reserve).cash;
}

/** Atoms of an asset that an account has deposited, with interest up to the last block. */
export function deposited(lending: LendingProtocol, account: number, asset: number): number {
  const position = lending.owner.indexOf(account);
  const reserve = lending.assets.indexOf(asset);
  return position < 0 || reserve < 0 ? 0 : Deposits.depositOf(lending, position, reserve);
}

/** Withdraws up to `atoms` for an account, as far as its deposit and the protocol's cash reach; returns the atoms paid. */
export function withdraw(
  engine: Engine,
  lending: LendingProtocol,
  account: number,
  asset: number,
  atoms: number,
): number {
  accrue(engine, lending);
  const available = Math.min(atoms, withdrawable(lending, asset), deposited(lending, account, asset));
  const [position, reserve] = [lending.owner.indexOf(account), lending.assets.indexOf(asset)];
  if (available <= 0) return 0;
  const act = { op: 'withdraw', position, reserve, atoms: available } as const;
  return Deposits.act(engine, lending, act, account) === '' ? available : 0;
}

/** Deposits `atoms` of an account's cash, opening a position for it when it has none; returns the refusal, '' for none. */
export function supply(
  engine: Engine,
  lending: LendingProtocol,
  account: number,
  asset: number,
  atoms: number,
): string {
  accrue(engine, lending);
  const own = lending.owner.indexOf(account);
  const position = own >= 0 ? own : Deposits.open(lending, account, 1);
  const reserve = lending.assets.indexOf(asset);
  return Deposits.act(engine, lending, { op: 'supply', position, reserve, atoms }, account);
}
