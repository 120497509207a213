import { invariant } from '../../base/assert.js';
import * as JournalWriter from '../../kernel/JournalWriter.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as AmmPool from '../../mechanisms/amm/AmmPool.js';
import type { Pool } from '../../mechanisms/amm/AmmRule.js';
import type * as Metapool from '../../mechanisms/amm/Metapool.js';
import type * as Trade from '../../mechanisms/amm/Trade.js';
import type * as Call from '../../messages/Call.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import type { PoolView } from '../../state/View.js';
import type { Hands, Order } from './PoolKind.js';
import * as Registry from './Registry.js';
import * as Worth from './Worth.js';

/**
 * A pool with its ledger account. The account holds the coins; its cell of the share asset is signed and owes what is
 * outstanding. Invariants: POOL-1 (the mechanism's balances and supply are those of the account).
 */
export interface LiquidityPool {
  readonly id: string;
  /** Name of its kind in the registry. */
  readonly curve: string;
  readonly account: number;
  /** Gets the administrator's part of the fees, and the locked shares of a first deposit. */
  readonly admin: number;
  /** Assets of the coins, in the order of the mechanism. */
  readonly coins: readonly number[];
  /** Asset of its shares; -1 where providers hold positions of the curve's own. */
  readonly share: number;
  readonly pool: Pool;
  /** As everybody sees it: the state before the transactions of the present block. */
  readonly shown: Pool;
  /** Of a metapool: number of the pool whose share is its last coin (-1 = none), and its state, whose pool is `pool`. */
  readonly base: number;
  readonly meta: Metapool.State | undefined;
  /** Dollars per unit of each coin at the open: they weigh the coins where the curve has no rates of its own. */
  readonly openUsd: readonly number[];
  /** Largest share of one coin in the pool's value as shown; 1 over the number of coins is balanced. */
  imbalance: number;
  /** Units of the dollar coin (or else of the first coin) per unit of each coin, as shown. */
  readonly prices: Float64Array;
  /** Atoms paid in by swaps, by coin, and the number of swaps. */
  readonly paid: Float64Array;
  swaps: number;
  /** Calls refused, by what was asked and why. */
  readonly refused: Record<string, number>;
}

/** A block has passed: what it did becomes visible. */
export function block(engine: Engine, self: LiquidityPool): void {
  const { pool, shown } = self;
  const { rule, price } = Registry.kindOf(self);
  rule.accrue?.(pool, engine.kernel.nowUs);
  shown.balances.set(pool.balances);
  shown.supply = pool.supply;
  rule.mirror?.(pool, shown);
  self.imbalance = Worth.imbalance(self);
  if (price) price(engine, self);
  else priceCoins(engine, self);
}

/** Prices in the first dollar coin, or else in the first. An empty pool has no price: the last one stands. */
function priceCoins(engine: Engine, self: LiquidityPool): void {
  const { coins, shown, prices } = self;
  const rule = Registry.ruleOf(self);
  const dollar = coins.findIndex((asset) => engine.assets[asset]!.dollar);
  const numeraire = Math.max(0, dollar);
  for (let k = 0; k < coins.length; k++) {
    const spot = k === numeraire ? 1 : rule.spot(shown, k, numeraire);
    if (spot > 0 && Number.isFinite(spot)) prices[k] = spot;
  }
}

/** What agents see of the pool. */
export function view(engine: Engine, self: LiquidityPool): PoolView {
  return Registry.kindOf(self).show(engine, self);
}

/** Executes a swap or a change of liquidity; what the curve or the sender's balance refuses moves nothing. */
export function execute(engine: Engine, call: Call.Swap | Call.Provide | Call.Unprovide): void {
  const self = engine.onchain.pools[call.pool]!;
  const kind = Registry.kindOf(self);
  kind.rule.accrue?.(self.pool, engine.kernel.nowUs);
  if (kind.execute?.(engine, self, call, HANDS)) return;
  switch (call.op) {
    case 'swap':
      swap(engine, self, call);
      return;
    case 'provide':
      provide(engine, self, call.account, call.amounts, call.range);
      return;
    case 'unprovide':
      unprovide(engine, self, call.account, call.shares, call.coin);
  }
}

/** The swap in full, or a refusal; nothing is moved. */
export function plan(
  self: LiquidityPool,
  { from, to, atoms, atomsMin }: Pick<Order, 'from' | 'to' | 'atoms' | 'atomsMin'>,
): Trade.Swap {
  const [i, o] = [self.coins.indexOf(from), self.coins.indexOf(to)];
  return Registry.ruleOf(self).plan(self.pool, i, o, atoms, atomsMin);
}

/**
 * Sells `atoms` of asset `from` for asset `to` at once; returns the atoms received, 0 when refused: less than
 * `atomsMin` would come out, or the account does not hold the atoms. A swap with a cause is journaled.
 */
export function swap(engine: Engine, self: LiquidityPool, order: Order): number {
  const { account, from, to, origin } = order;
  if (Accounts.balance(engine, account, from) < order.atoms) return refuse(engine, self, 'swap-balance');
  const planned = plan(self, order);
  if (planned.refusal) return refuse(engine, self, `swap-${planned.refusal}`);
  AmmPool.apply(curveOf(self), planned);
  move(engine, from, account, self.account, planned.paid);
  move(engine, to, self.account, account, planned.received);
  move(engine, to, self.account, self.admin, planned.adminFee);
  self.paid[planned.from] = self.paid[planned.from]! + planned.paid;
  self.swaps++;
  if (origin > 0) journal(engine, self, account, planned, origin);
  check(engine, self);
  return planned.received;
}

/** Adds atoms by coin for shares, or between two ticks; returns the shares, 0 when refused or where there are none. */
function provide(
  engine: Engine,
  self: LiquidityPool,
  account: number,
  amounts: readonly number[],
  range?: Trade.Range,
): number {
  const isShort = amounts.some((atoms, k) => Accounts.balance(engine, account, self.coins[k]!) < atoms);
  if (isShort) return refuse(engine, self, 'provide-balance');
  const place = range && { owner: account, ...range };
  const change = Registry.ruleOf(self).planAdd(self.pool, amounts, place);
  if (change.refusal) return refuse(engine, self, `provide-${change.refusal}`);
  settle(engine, self, account, change);
  return change.shares;
}

/** Burns shares for every coin in proportion, or for one coin of a stable swap less the fee on the imbalance. */
function unprovide(
  engine: Engine,
  self: LiquidityPool,
  account: number,
  shares: number,
  coin?: number,
): void {
  if (self.share >= 0 && Accounts.balance(engine, account, self.share) < shares) {
    refuse(engine, self, 'unprovide-balance');
    return;
  }
  const way = { owner: account, ...(coin !== undefined && { coin: self.coins.indexOf(coin) }) };
  const change = Registry.ruleOf(self).planRemove(self.pool, shares, way);
  if (change.refusal) refuse(engine, self, `unprovide-${change.refusal}`);
  else settle(engine, self, account, change);
}

/** Applies and posts a change of liquidity. */
function settle(engine: Engine, self: LiquidityPool, account: number, change: Trade.Change): void {
  AmmPool.applyChange(curveOf(self), change);
  self.coins.forEach((asset, k) => {
    move(engine, asset, account, self.account, change.amounts[k]!);
    move(engine, asset, self.account, self.admin, change.adminFees[k]!);
  });
  move(engine, self.share, self.account, account, change.shares);
  move(engine, self.share, self.account, self.admin, change.locked);
  check(engine, self);
}

/** What kinds of pools do with pools. */
export const HANDS: Hands = { swap, provide, unprovide, refuse };

function curveOf(self: LiquidityPool): AmmPool.Curve {
  return { rule: Registry.ruleOf(self), pool: self.pool };
}

/** Posts signed atoms: below zero they go the other way. */
function move(engine: Engine, asset: number, from: number, to: number, atoms: number): void {
  if (atoms === 0) return;
  const [payer, payee] = atoms > 0 ? [from, to] : [to, from];
  const cell = Accounts.cash(engine, payer, asset);
  Ledger.post(engine.ledger, cell, Accounts.cash(engine, payee, asset), Math.abs(atoms));
}

function journal(
  engine: Engine,
  self: LiquidityPool,
  account: number,
  plan: Trade.Swap,
  origin: number,
): void {
  const { assets, accounts } = engine;
  const [from, to] = [assets[self.coins[plan.from]!]!, assets[self.coins[plan.to]!]!];
  JournalWriter.record(engine.journal, engine.kernel.nowUs, 'swap', origin, {
    pool: self.id,
    account,
    name: accounts.name[account]!,
    sold: `${plan.paid / from.unit} ${from.symbol}`,
    bought: `${plan.received / to.unit} ${to.symbol}`,
  });
}

/** Counts a call that moved nothing, for the pool and for the world. */
function refuse(engine: Engine, self: LiquidityPool, reason: string): number {
  const { refused } = engine.tally;
  refused[reason] = (refused[reason] ?? 0) + 1;
  self.refused[reason] = (self.refused[reason] ?? 0) + 1;
  return 0;
}

function check(engine: Engine, self: LiquidityPool): void {
  const { pool, coins, account, share } = self;
  const isHeld = coins.every((asset, k) => Accounts.balance(engine, account, asset) === pool.balances[k]);
  const owed = share < 0 ? 0 : -Accounts.balance(engine, account, share);
  invariant(
    isHeld && owed === pool.supply,
    'POOL-1',
    () => `${self.id} believes ${pool.balances.join(' ')} and ${pool.supply} shares`,
  );
}
