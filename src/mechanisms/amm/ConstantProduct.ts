/**
 * Models:     a Uniswap v2 pair.
 * Source:     Uniswap/v2-core UniswapV2Pair.sol, v2-periphery UniswapV2Library.sol (1.0.1).
 * Units:      balances and shares in ledger atoms; fee in parts per million of what is paid in.
 * Simplified: shares are the root of the product of ledger atoms, so their unit differs from the one on chain; no
 *             protocol fee (never switched on there); a deposit out of proportion is taken whole, as the pair does
 *             (its router would trim it).
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import { isSafe } from '../../base/Integer.js';
import * as Amount from '../../units/Amount.js';
import type { AmmRule, Pool } from './AmmRule.js';
import * as Shares from './Shares.js';
import * as Trade from './Trade.js';

/** Two coins. */
export interface State extends Pool {
  readonly kind: 'constant-product';
}

export const RULE: AmmRule<State> = {
  plan,
  planAdd,
  planRemove,
  spot: (pool, from, to) => unitsOf(pool, to) / unitsOf(pool, from),
  estimator: (pool, from, to) => (paid) => estimate(pool, from, to, paid),
  measure: (pool) => [invariantOf(pool)],
  isKept: (pool, before) => Shares.isKept(pool, before, () => invariantOf(pool), 2),
};

/** Shares of the first deposit that belong to nobody. */
const LOCKED = 1000;
const MILLION = 1_000_000n;

/** An empty pair; 0.3 % is the fee of every pair on chain. */
export function create(decimals: readonly [number, number], shareDecimals: number, feePpm = 3000): State {
  return {
    kind: 'constant-product',
    balances: new Float64Array(2),
    decimals,
    supply: 0,
    shareDecimals,
    feePpm,
  };
}

/** Largest output for `paid` that keeps the product after the fee; rounds down. */
export function amountOut(paid: bigint, reserveIn: bigint, reserveOut: bigint, feePpm: number): bigint {
  const net = paid * (MILLION - BigInt(feePpm));
  return (net * reserveOut) / (reserveIn * MILLION + net);
}

/** Smallest input that brings `received` (below the reserve); rounds up. */
export function amountIn(received: bigint, reserveIn: bigint, reserveOut: bigint, feePpm: number): bigint {
  return (reserveIn * received * MILLION) / ((reserveOut - received) * (MILLION - BigInt(feePpm))) + 1n;
}

/** Shares of a first deposit: the root of the product, rounded down, less the locked ones. */
export function firstShares(a: bigint, b: bigint): bigint {
  const shares = squareRoot(a * b) - BigInt(LOCKED);
  return shares > 0n ? shares : 0n;
}

/** The product of the balances. */
function invariantOf(pool: State): bigint {
  return BigInt(pool.balances[0]!) * BigInt(pool.balances[1]!);
}

/** Atoms of `to` for `paid` atoms of `from` in doubles, unrounded. */
function estimate(pool: State, from: number, to: number, paid: number): number {
  const net = paid * (1 - pool.feePpm / 1e6);
  return (net * pool.balances[to]!) / (pool.balances[from]! + net);
}

/** Sells `paid` atoms of `from`; refused when less than `receivedMin` atoms of `to` (or none) come out. */
function plan(pool: State, from: number, to: number, paid: number, receivedMin: number): Trade.Swap {
  const refusal = Trade.swapRefusal(pool.balances, from, to, paid);
  if (refusal) return Trade.refusedSwap(from, to, refusal);
  const out = (feePpm: number) =>
    Number(amountOut(BigInt(paid), BigInt(pool.balances[from]!), BigInt(pool.balances[to]!), feePpm));
  const received = out(pool.feePpm);
  if (received === 0) return Trade.refusedSwap(from, to, 'too-small');
  if (received < receivedMin) return Trade.refusedSwap(from, to, 'slippage');
  return { from, to, paid, received, fee: out(0) - received, adminFee: 0, refusal: null };
}

/** Shares for a deposit: the lesser of the two proportions; what is out of proportion is a gift to the pool. */
function planAdd(pool: State, amounts: readonly number[]): Trade.Change {
  const refusal = Trade.depositRefusal(pool.balances, amounts, pool.supply);
  if (refusal) return Trade.refusedChange(2, refusal);
  const isFirst = pool.supply === 0;
  const shares = Number(
    isFirst ? firstShares(BigInt(amounts[0]!), BigInt(amounts[1]!)) : lesserProportion(pool, amounts),
  );
  if (shares === 0) return Trade.refusedChange(2, 'too-small');
  const locked = isFirst ? LOCKED : 0;
  if (!isSafe(pool.supply + shares + locked)) return Trade.refusedChange(2, 'too-large');
  return { amounts: [...amounts], shares, locked, adminFees: [0, 0], refusal: null };
}

/** Every coin in proportion. As the pair does, a burn that pays nothing of one coin is refused. */
function planRemove(pool: State, shares: number, { coin }: Trade.Way): Trade.Change {
  if (coin !== undefined) return Trade.refusedChange(2, 'coin');
  const change = Trade.proportional(pool.balances, pool.supply, shares);
  const isDust = change.refusal === null && change.amounts.includes(0);
  return isDust ? Trade.refusedChange(2, 'too-small') : change;
}

function unitsOf(pool: State, coin: number): number {
  return Amount.toUnits(pool.balances[coin]!, pool.decimals[coin]!);
}

function lesserProportion(pool: State, amounts: readonly number[]): bigint {
  const of = (k: number) => (BigInt(amounts[k]!) * BigInt(pool.supply)) / BigInt(pool.balances[k]!);
  const [a, b] = [of(0), of(1)];
  return a < b ? a : b;
}

/** Floor of the square root, by Newton's method from above. */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
