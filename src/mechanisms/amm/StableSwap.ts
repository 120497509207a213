/**
 * Models:     a Curve StableSwap pool over ledger atoms: swap, deposit, withdrawal, virtual price.
 * Source:     curvefi/stableswap-ng CurveStableSwapNG.vy; curvefi/curve-contract StableSwap3Pool.vy.
 * Units:      balances and shares in ledger atoms; rates in units of account per unit of coin; fees in parts per million.
 * Simplified: a coin has the decimals of the ledger, fewer than on chain: every rounding is coarser, against the trader.
 *             Rates keep 15 decimals of the 18 on chain: below one atom. No withdrawal of chosen unequal amounts.
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in Pool.ts
 */
import { isSafe } from '../../base/Integer.js';
import * as Exact from './StableExact.js';
import * as Curve from './StableInvariant.js';
import * as Trade from './Trade.js';

export type State = {
  readonly kind: 'stable-swap';
  readonly balances: Float64Array;
  /** Ledger decimals of each coin, 0 to 18. */
  readonly decimals: readonly number[];
  /** Units of account per unit of coin: 1, a staking rate, or a virtual price. */
  readonly rates: Float64Array;
  /** Share atoms outstanding. */
  supply: number;
  readonly shareDecimals: number;
  /** The number pools publish as A, an integer. */
  amplification: number;
  readonly rounding: Curve.Rounding;
  readonly feePpm: number;
  /** Fee at extreme imbalance as a multiple of the fee; 1_000_000 or less keeps it constant. */
  readonly offPegPpm: number;
  /** Share of every fee that leaves the pool. */
  readonly adminFeePpm: number;
};

export type Rules = Pick<
  State,
  'decimals' | 'shareDecimals' | 'amplification' | 'rounding' | 'feePpm' | 'offPegPpm' | 'adminFeePpm'
>;

/** An empty pool; every rate is 1. */
export function create(rules: Rules): State {
  const coins = rules.decimals.length;
  const balances = new Float64Array(coins);
  return { kind: 'stable-swap', balances, rates: new Float64Array(coins).fill(1), supply: 0, ...rules };
}

/** The pool in the contract's integers. */
export function toExact(pool: State): Exact.Pool {
  const one = 10_000n; // parts per million in 1e-10
  return {
    curve: Curve.curveOf(pool.amplification, pool.rounding),
    balances: Array.from(pool.balances, BigInt),
    rates: Array.from(pool.rates, (rate, k) => toWad(rate) * powerOfTen(18 - pool.decimals[k]!)),
    fee: BigInt(pool.feePpm) * one,
    offPeg: BigInt(pool.offPegPpm) * one,
    adminFee: BigInt(pool.adminFeePpm) * one,
  };
}

/** D in 1e-18 units of account; 0 for an empty pool. */
export function invariantOf(pool: State): bigint {
  return Exact.solveD(toExact(pool));
}

/** Units of account per share, NaN without shares: what the shares of a balanced pool would bring. */
export function virtualPrice(pool: State): number {
  if (pool.supply === 0) return Number.NaN;
  const supply = BigInt(pool.supply) * powerOfTen(18 - pool.shareDecimals);
  return Number((invariantOf(pool) * Curve.ONE) / supply) / 1e18;
}

/** Sells `paid` atoms of `from`; refused when less than `receivedMin` atoms of `to` (or none) come out. */
export function plan(pool: State, from: number, to: number, paid: number, receivedMin: number): Trade.Swap {
  const refusal = Trade.swapRefusal(pool.balances, from, to, paid);
  if (refusal) return Trade.refusedSwap(from, to, refusal);
  const out = Exact.exchange(toExact(pool), from, to, BigInt(paid));
  const received = Number(out.received);
  if (received === 0) return Trade.refusedSwap(from, to, 'too-small');
  if (received < receivedMin) return Trade.refusedSwap(from, to, 'slippage');
  const fee = Number(out.fee);
  return { from, to, paid, received, fee, adminFee: Number(out.adminFee), refusal: null };
}

/** Shares for a deposit of `amounts` atoms per coin, less the fee on the part out of proportion. */
export function planAdd(pool: State, amounts: readonly number[]): Trade.Change {
  const refuse = (refusal: Trade.Refusal) => Trade.refusedChange(pool.balances.length, refusal);
  const refusal = Trade.depositRefusal(pool.balances, amounts, pool.supply);
  if (refusal) return refuse(refusal);
  const exact = toExact(pool);
  const after = exact.balances.map((balance, k) => balance + BigInt(amounts[k]!));
  const { shares, fees } =
    pool.supply === 0 ? first(pool, exact, after) : Exact.deposit(exact, after, BigInt(pool.supply));
  if (shares === 0n) return refuse('too-small');
  if (!isSafe(pool.supply + Number(shares))) return refuse('too-large');
  const adminFees = fees.map((fee) => Number((fee * exact.adminFee) / Curve.FEE_ONE));
  return { amounts: [...amounts], shares: Number(shares), locked: 0, adminFees, refusal: null };
}

/** Burns `shares` for one coin alone, less the fee on the imbalance. The last share only leaves in proportion. */
export function planRemoveOne(pool: State, shares: number, coin: number): Trade.Change {
  const refuse = (refusal: Trade.Refusal) => Trade.refusedChange(pool.balances.length, refusal);
  if (pool.balances[coin] === undefined) return refuse('coin');
  const refusal = Trade.withdrawalRefusal(pool.supply - 1, shares);
  if (refusal) return refuse(refusal);
  if (pool.balances.includes(0)) return refuse('empty');
  const exact = toExact(pool);
  const out = Exact.withdrawOne(exact, coin, BigInt(shares), BigInt(pool.supply));
  if (out.received === 0n) return refuse('too-small');
  const only = (value: bigint) => Array.from(pool.balances, (_, k) => (k === coin ? Number(value) : 0));
  const adminFees = only((out.fee * exact.adminFee) / Curve.FEE_ONE);
  return { amounts: only(-out.received), shares: -shares, locked: 0, adminFees, refusal: null };
}

/** The first deposit is worth D, whatever its proportion: it pays no fee, because it has nobody to pay it to. */
function first(pool: State, exact: Exact.Pool, after: readonly bigint[]) {
  const shares = Exact.solveD(exact, after) / powerOfTen(18 - pool.shareDecimals);
  return { shares, fees: after.map(() => 0n) };
}

/** A rate to 15 decimals at scale 1e18; whole and fraction apart, so that large rates stay exact. */
function toWad(rate: number): bigint {
  const whole = Math.floor(rate);
  return BigInt(whole) * Curve.ONE + BigInt(Math.round((rate - whole) * 1e15)) * 1000n;
}

function powerOfTen(exponent: number): bigint {
  return BigInt(`1${'0'.repeat(exponent)}`);
}
