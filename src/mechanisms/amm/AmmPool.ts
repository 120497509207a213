/**
 * Models:     what actors and agents need of any pool: quote, plan, apply, spot price, sizes.
 * Source:     own.
 * Units:      amounts in ledger atoms (integers); prices in units of coin `to` per unit of coin `from`.
 * Simplified: the state holds what the pool's ledger account holds; the actor posts what a plan says, then applies it.
 * Invariants: AMM-1 (a swap leaves safe balances above 0 and never lowers the curve's invariant)
 *             AMM-2 (a deposit or withdrawal leaves safe balances and never lowers the value of a share)
 */
import { invariant } from '../../base/assert.js';
import { isSafe } from '../../base/Integer.js';
import * as Amount from '../../units/Amount.js';
import * as ConstantProduct from './ConstantProduct.js';
import * as StableEstimate from './StableEstimate.js';
import * as StableSwap from './StableSwap.js';
import * as Trade from './Trade.js';

export type Pool = StableSwap.State | ConstantProduct.State;

export type Assessment = {
  /** Value per share: D per share in units of account, or the root of the product of units per share. NaN without shares. */
  readonly sharePrice: number;
  /** Largest share of one coin in the pool's value at its own rates; a constant product is always at one half. */
  readonly imbalance: number;
};

/** A pool as its observers see it. */
export function assess(pool: Pool): Assessment {
  if (pool.kind === 'constant-product') {
    const root = Math.sqrt(unitsOf(pool, 0) * unitsOf(pool, 1));
    return { sharePrice: root / Amount.toUnits(pool.supply, pool.shareDecimals), imbalance: 0.5 };
  }
  const values = StableEstimate.valuesOf(pool);
  const total = values.reduce((sum, value) => sum + value, 0);
  return { sharePrice: StableSwap.virtualPrice(pool), imbalance: Math.max(...values) / total };
}

/** Atoms of `to` that `paid` atoms of `from` bring now, after the fee; 0 when the swap would be refused. */
export function quote(pool: Pool, from: number, to: number, paid: number): number {
  return plan(pool, from, to, paid).received;
}

/** The swap in full, or a refusal. */
export function plan(pool: Pool, from: number, to: number, paid: number, receivedMin = 0): Trade.Swap {
  return pool.kind === 'stable-swap'
    ? StableSwap.plan(pool, from, to, paid, receivedMin)
    : ConstantProduct.plan(pool, from, to, paid, receivedMin);
}

/** Shares for a deposit of `amounts` atoms per coin. */
export function planAdd(pool: Pool, amounts: readonly number[]): Trade.Change {
  return pool.kind === 'stable-swap'
    ? StableSwap.planAdd(pool, amounts)
    : ConstantProduct.planAdd(pool, amounts);
}

/** Every coin in proportion for `shares`, rounded down, without a fee. */
export function planRemove(pool: Pool, shares: number): Trade.Change {
  return Trade.proportional(pool.balances, pool.supply, shares);
}

/** Price of `from` in `to` for an infinitesimal trade, before the fee. NaN in an empty pool. */
export function spot(pool: Pool, from: number, to: number): number {
  if (pool.kind === 'constant-product') return unitsOf(pool, to) / unitsOf(pool, from);
  const path = StableEstimate.pathOf(pool, from, to);
  return (StableEstimate.slope(path) * pool.rates[from]!) / pool.rates[to]!;
}

/** `quote` in doubles, unrounded: within 1e-9 and one atom of it. */
export function estimate(pool: Pool, from: number, to: number, paid: number): number {
  return estimator(pool, from, to)(paid);
}

/**
 * Atoms of `from` to sell until the next atom brings only `price` after the fee (units of `to` per unit of `from`), rounded
 * down; 0 when it already brings no more. What an arbitrageur sells who gets `price` elsewhere. A fee that depends on the
 * imbalance can make the first atoms dearer than later ones: then 0 is returned within the width of the fee.
 */
export function sizeToPrice(pool: Pool, from: number, to: number, price: number): number {
  const held = pool.balances[from]!;
  if (!(price > 0) || !pool.balances.every((balance) => balance > 0)) return 0;
  const out = estimator(pool, from, to);
  const target = (price * Amount.toUnits(1, pool.decimals[from]!)) / Amount.toUnits(1, pool.decimals[to]!);
  const isWorthMore = (paid: number) => {
    const step = Math.max(paid, held * 1e-6) * 1e-4;
    const low = Math.max(0, paid - step);
    return (out(paid + step) - out(low)) / (paid + step - low) > target;
  };
  if (!isWorthMore(0)) return 0;
  const limit = Number.MAX_SAFE_INTEGER - held;
  let low = 0;
  let high = Math.min(limit, held / 1024);
  while (high < limit && isWorthMore(high)) {
    low = high;
    high = Math.min(limit, high * 2);
  }
  while (high - low > Math.max(0.5, low * 1e-12)) {
    const middle = (low + high) / 2;
    if (isWorthMore(middle)) low = middle;
    else high = middle;
  }
  return Math.floor(low);
}

/** Changes the balances as planned. Breaks AMM-1. */
export function apply(pool: Pool, swap: Trade.Swap): void {
  if (swap.refusal) return;
  const before = invariantOf(pool);
  pool.balances[swap.from]! += swap.paid;
  pool.balances[swap.to]! -= swap.received + swap.adminFee;
  const isKept = isHeld(pool, 1) && invariantOf(pool) + slack(pool, before) >= before;
  invariant(isKept, 'AMM-1', () => `${pool.kind} ${pool.balances.join(' ')} after ${JSON.stringify(swap)}`);
}

/** Changes balances and supply as planned. Breaks AMM-2. */
export function applyChange(pool: Pool, change: Trade.Change): void {
  if (change.refusal) return;
  const before = invariantOf(pool);
  const supply = pool.supply;
  change.amounts.forEach((amount, k) => {
    pool.balances[k]! += amount - change.adminFees[k]!;
  });
  pool.supply += change.shares + change.locked;
  const isSupply = isSafe(pool.supply) && pool.supply >= 0;
  const isKept = isSupply && isHeld(pool, pool.supply > 0 ? 1 : 0) && isShareKept(pool, before, supply);
  invariant(isKept, 'AMM-2', () => `${pool.kind} ${pool.balances.join(' ')} after ${JSON.stringify(change)}`);
}

/** Share value before and after by cross-multiplication; a product grows with the square of the shares. */
function isShareKept(pool: Pool, before: bigint, supplyBefore: number): boolean {
  if (pool.supply === 0 || supplyBefore === 0) return true;
  const [old, now] = [BigInt(supplyBefore), BigInt(pool.supply)];
  const after = invariantOf(pool) + slack(pool, before);
  return pool.kind === 'stable-swap' ? after * old >= before * now : after * old * old >= before * now * now;
}

/** D is solved to within a few of its last digits (1e-18 units), far below an atom; a product is exact. */
function slack(pool: Pool, before: bigint): bigint {
  return pool.kind === 'stable-swap' ? before / 1_000_000_000_000_000_000_000n + 8n : 0n;
}

function isHeld(pool: Pool, least: number): boolean {
  return pool.balances.every((balance) => isSafe(balance) && balance >= least);
}

function invariantOf(pool: Pool): bigint {
  return pool.kind === 'stable-swap' ? StableSwap.invariantOf(pool) : ConstantProduct.invariantOf(pool);
}

/** Atoms in, atoms out: what does not depend on the size is computed once. */
function estimator(pool: Pool, from: number, to: number): (paid: number) => number {
  if (pool.kind === 'constant-product') return (paid) => ConstantProduct.estimate(pool, from, to, paid);
  const path = StableEstimate.pathOf(pool, from, to);
  const valuePaid = Amount.toUnits(1, pool.decimals[from]!) * pool.rates[from]!;
  const valueReceived = Amount.toUnits(1, pool.decimals[to]!) * pool.rates[to]!;
  return (paid) => StableEstimate.received(path, paid * valuePaid) / valueReceived;
}

function unitsOf(pool: Pool, coin: number): number {
  return Amount.toUnits(pool.balances[coin]!, pool.decimals[coin]!);
}
