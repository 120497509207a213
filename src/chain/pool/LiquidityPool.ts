import { invariant } from '../../base/assert.js';
import * as Journal from '../../kernel/Journal.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as AmmPool from '../../mechanisms/amm/AmmPool.js';
import type * as Metapool from '../../mechanisms/amm/Metapool.js';
import * as StableSwap from '../../mechanisms/amm/StableSwap.js';
import type * as Trade from '../../mechanisms/amm/Trade.js';
import type * as Call from '../../messages/Call.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';

/**
 * A pool with its ledger account. The account holds the coins; its cell of the share asset is signed and owes what is
 * outstanding. Invariants: POOL-1 (the mechanism's balances and supply are those of the account).
 */
export interface LiquidityPool {
  readonly id: string;
  readonly account: number;
  /** Gets the administrator's part of the fees, and the locked shares of a first deposit. */
  readonly admin: number;
  /** Assets of the coins, in the order of the mechanism. */
  readonly coins: readonly number[];
  readonly share: number;
  readonly pool: AmmPool.Pool;
  /** As everybody sees it: the state before the transactions of the present block. */
  readonly shown: AmmPool.Pool;
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
}

/** A block has passed: what it did becomes visible. */
export function block(engine: Engine, self: LiquidityPool): void {
  const { pool, shown, coins } = self;
  shown.balances.set(pool.balances);
  shown.supply = pool.supply;
  if (shown.kind === 'stable-swap' && pool.kind === 'stable-swap') shown.rates.set(pool.rates);
  self.imbalance = imbalanceOf(self);
  if (self.base >= 0) {
    priceOverBase(engine, self);
    return;
  }
  const numeraire = Math.max(
    0,
    coins.findIndex((asset) => engine.assets[asset]!.dollar),
  );
  // An empty pool has no price: the last one stands.
  if (!shown.balances.every((atoms) => atoms > 0)) return;
  for (let k = 0; k < coins.length; k++)
    self.prices[k] = k === numeraire ? 1 : AmmPool.spot(shown, k, numeraire);
}

/** A metapool's coins in the first dollar coin of its base pool, which precedes it. */
function priceOverBase(engine: Engine, { shown, coins, base, prices }: LiquidityPool): void {
  const under = engine.onchain.pools[base]!;
  const dollar = under.coins.find((asset) => engine.assets[asset]!.dollar)!;
  const last = coins.length - 1;
  if (!shown.balances.every((atoms) => atoms > 0)) return;
  prices[last] = worthIn(under, dollar);
  for (let k = 0; k < last; k++) prices[k] = AmmPool.spot(shown, k, last) * prices[last]!;
}

/** Units of one coin that a share brings at the margin, before the fee: D is as large as all coins at their prices. */
export function worthIn({ coins, shown, prices }: LiquidityPool, asset: number): number {
  let value = 0;
  for (let k = 0; k < coins.length; k++)
    value += (shown.balances[k]! / Number(`1e${shown.decimals[k]!}`)) * prices[k]!;
  const shares = shown.supply / Number(`1e${shown.shareDecimals}`);
  return value / shares / prices[coins.indexOf(asset)]!;
}

/** Executes a swap or a change of liquidity; what the curve or the sender's balance refuses moves nothing. */
export function execute(engine: Engine, call: Call.Swap | Call.Provide | Call.Unprovide): void {
  const self = engine.onchain.pools[call.pool]!;
  switch (call.op) {
    case 'swap':
      swap(engine, self, call.account, call.from, call.to, call.atoms, call.atomsMin, call.origin);
      return;
    case 'provide':
      provide(engine, self, call.account, call.amounts);
      return;
    case 'unprovide':
      unprovide(engine, self, call.account, call.shares, call.coin);
  }
}

/**
 * Sells `atoms` of asset `from` for asset `to` at once; returns the atoms received, 0 when refused: less than
 * `atomsMin` would come out, or the account does not hold the atoms. A swap with a cause is journaled.
 */
export function swap(
  engine: Engine,
  self: LiquidityPool,
  account: number,
  from: number,
  to: number,
  atoms: number,
  atomsMin: number,
  origin = 0,
): number {
  if (Accounts.balance(engine, account, from) < atoms) return refuse(engine, 'swap-balance');
  const [i, o] = [self.coins.indexOf(from), self.coins.indexOf(to)];
  const plan = AmmPool.plan(self.pool, i, o, atoms, atomsMin);
  if (plan.refusal) return refuse(engine, `swap-${plan.refusal}`);
  AmmPool.apply(self.pool, plan);
  move(engine, from, account, self.account, plan.paid);
  move(engine, to, self.account, account, plan.received);
  move(engine, to, self.account, self.admin, plan.adminFee);
  self.paid[i] = self.paid[i]! + plan.paid;
  self.swaps++;
  if (origin > 0) journal(engine, self, account, plan, origin);
  check(engine, self);
  return plan.received;
}

/** Adds atoms by coin for shares; returns the shares, 0 when refused. */
export function provide(
  engine: Engine,
  self: LiquidityPool,
  account: number,
  amounts: readonly number[],
): number {
  const isShort = amounts.some((atoms, k) => Accounts.balance(engine, account, self.coins[k]!) < atoms);
  if (isShort) return refuse(engine, 'provide-balance');
  const change = AmmPool.planAdd(self.pool, amounts);
  if (change.refusal) return refuse(engine, `provide-${change.refusal}`);
  settle(engine, self, account, change);
  return change.shares;
}

/** Burns shares for every coin in proportion, or for one coin of a stable swap less the fee on the imbalance. */
export function unprovide(
  engine: Engine,
  self: LiquidityPool,
  account: number,
  shares: number,
  coin: number | undefined,
): void {
  if (Accounts.balance(engine, account, self.share) < shares) {
    refuse(engine, 'unprovide-balance');
    return;
  }
  const { pool, coins } = self;
  const change =
    coin === undefined || pool.kind !== 'stable-swap'
      ? AmmPool.planRemove(pool, shares)
      : StableSwap.planRemoveOne(pool, shares, coins.indexOf(coin));
  if (change.refusal) refuse(engine, `unprovide-${change.refusal}`);
  else settle(engine, self, account, change);
}

/** Applies and posts a change of liquidity. */
function settle(engine: Engine, self: LiquidityPool, account: number, change: Trade.Change): void {
  AmmPool.applyChange(self.pool, change);
  self.coins.forEach((asset, k) => {
    move(engine, asset, account, self.account, change.amounts[k]!);
    move(engine, asset, self.account, self.admin, change.adminFees[k]!);
  });
  move(engine, self.share, self.account, account, change.shares);
  move(engine, self.share, self.account, self.admin, change.locked);
  check(engine, self);
}

/** Posts signed atoms: below zero they go the other way. */
function move(engine: Engine, asset: number, from: number, to: number, atoms: number): void {
  if (atoms === 0) return;
  const [payer, payee] = atoms > 0 ? [from, to] : [to, from];
  const cell = Accounts.cash(engine, payer, asset);
  Ledger.post(engine.ledger, cell, Accounts.cash(engine, payee, asset), Math.abs(atoms));
}

/** Largest share of one coin in the pool's value, at its own rates or else at opening prices. */
function imbalanceOf({ shown, openUsd }: LiquidityPool): number {
  let total = 0;
  let largest = 0;
  for (let k = 0; k < openUsd.length; k++) {
    const rate = shown.kind === 'stable-swap' ? shown.rates[k]! : openUsd[k]!;
    const value = (shown.balances[k]! / Number(`1e${shown.decimals[k]!}`)) * rate;
    total += value;
    largest = Math.max(largest, value);
  }
  return total > 0 ? largest / total : 1 / openUsd.length;
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
  Journal.record(engine.journal, engine.kernel.nowUs, 'swap', origin, {
    pool: self.id,
    account,
    name: accounts.name[account]!,
    sold: `${plan.paid / from.unit} ${from.symbol}`,
    bought: `${plan.received / to.unit} ${to.symbol}`,
  });
}

export function refuse(engine: Engine, reason: string): number {
  const { refused } = engine.tally;
  refused[reason] = (refused[reason] ?? 0) + 1;
  return 0;
}

function check(engine: Engine, self: LiquidityPool): void {
  const { pool } = self;
  const isHeld = self.coins.every(
    (asset, k) => Accounts.balance(engine, self.account, asset) === pool.balances[k],
  );
  invariant(
    isHeld && Accounts.balance(engine, self.account, self.share) === -pool.supply,
    'POOL-1',
    () => `${self.id} believes ${pool.balances.join(' ')} and ${pool.supply} shares`,
  );
}
