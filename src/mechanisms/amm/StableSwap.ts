/**
 * Models:     a Curve StableSwap pool over ledger atoms: swap, deposit, withdrawal, virtual price.
 * Source:     curvefi/stableswap-ng CurveStableSwapNG.vy; curvefi/curve-contract StableSwap3Pool.vy.
 * Units:      balances and shares in ledger atoms; rates in units of account per unit of coin; fees in parts per million.
 * Simplified: a coin has the decimals of the ledger, fewer than on chain: every rounding is coarser, against the trader.
 *             Rates keep 15 decimals of the 18 on chain: below one atom. No withdrawal of chosen unequal amounts.
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import { isSafe, mulDivDown } from '../../base/Integer.js';
import * as Amount from '../../units/Amount.js';
import * as Rounding from '../../units/Rounding.js';
import * as Whole from '../../units/Whole.js';
import type { AmmRule, Measured, Pool } from './AmmRule.js';
import * as Shares from './Shares.js';
import * as Estimate from './StableEstimate.js';
import * as Exact from './StableExact.js';
import * as Curve from './StableInvariant.js';
import * as Trade from './Trade.js';

export interface State extends Pool {
  readonly kind: 'stable-swap';
  /** Units of account per unit of coin: 1, a staking rate, or a virtual price. */
  readonly rates: Float64Array;
  /** The number pools publish as A; in steps of 1 over the curve's precision while it moves. */
  amplification: number;
  /** Absent: A stands. */
  readonly ramp?: Ramp | undefined;
  readonly rounding: Curve.Rounding;
  /** Fee at extreme imbalance as a multiple of the fee; 1_000_000 or less keeps it constant. */
  readonly offPegPpm: number;
  /** Share of every fee that leaves the pool. */
  readonly adminFeePpm: number;
}

/** A linear change of A between two instants, as `ramp_A` sets it. */
export interface Ramp {
  readonly from: number;
  readonly to: number;
  readonly startUs: number;
  readonly endUs: number;
}

export type Rules = Pick<
  State,
  | 'decimals'
  | 'shareDecimals'
  | 'amplification'
  | 'rounding'
  | 'feePpm'
  | 'offPegPpm'
  | 'adminFeePpm'
  | 'ramp'
>;

export const RULE: AmmRule<State> = {
  plan,
  planAdd,
  planRemove,
  spot,
  estimator,
  measure: (pool) => [invariantOf(pool)],
  isKept,
  accrue,
  mirror,
};

/** An empty pool; every rate is 1. */
export function create(rules: Rules): State {
  const coins = rules.decimals.length;
  const balances = new Float64Array(coins);
  return { kind: 'stable-swap', balances, rates: new Float64Array(coins).fill(1), supply: 0, ...rules };
}

/** A at an instant, to the contract's last digit: whole seconds, scaled by its precision, toward the start of the ramp. */
export function amplificationAt(
  { from, to, startUs, endUs }: Ramp,
  rounding: Curve.Rounding,
  nowUs: number,
): number {
  if (nowUs >= endUs) return to;
  if (nowUs <= startUs) return from;
  const precision = Curve.precisionOf(rounding);
  const seconds = (us: number) => Rounding.down(us / 1e6);
  const [passed, whole] = [seconds(nowUs) - seconds(startUs), seconds(endUs) - seconds(startUs)];
  const moved = mulDivDown(Math.abs(to - from) * precision, passed, whole);
  return (from * precision + (to > from ? moved : -moved)) / precision;
}

function accrue(pool: State, nowUs: number): void {
  if (pool.ramp) pool.amplification = amplificationAt(pool.ramp, pool.rounding, nowUs);
}

function mirror(pool: State, shown: State): void {
  shown.rates.set(pool.rates);
  shown.amplification = pool.amplification;
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
function invariantOf(pool: State): bigint {
  return Exact.solveD(toExact(pool));
}

/** Units of account per share, NaN without shares: what the shares of a balanced pool would bring. */
export function virtualPrice(pool: State): number {
  if (pool.supply === 0) return Number.NaN;
  const supply = BigInt(pool.supply) * powerOfTen(18 - pool.shareDecimals);
  return Number((invariantOf(pool) * Curve.ONE) / supply) / 1e18;
}

/** Sells `paid` atoms of `from`; refused when less than `receivedMin` atoms of `to` (or none) come out. */
function plan(pool: State, from: number, to: number, paid: number, receivedMin: number): Trade.Swap {
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
function planAdd(pool: State, amounts: readonly number[]): Trade.Change {
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

/** Every coin in proportion, rounded down, without a fee; or one coin. A burn that pays nothing at all is refused. */
function planRemove(pool: State, shares: number, { coin }: Trade.Way): Trade.Change {
  if (coin !== undefined) return planRemoveOne(pool, shares, coin);
  const change = Trade.proportional(pool.balances, pool.supply, shares);
  const isDust = change.refusal === null && change.amounts.every((amount) => amount === 0);
  return isDust ? Trade.refusedChange(pool.balances.length, 'too-small') : change;
}

/** Burns `shares` for one coin alone, less the fee on the imbalance. The last share only leaves in proportion. */
function planRemoveOne(pool: State, shares: number, coin: number): Trade.Change {
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

function spot(pool: State, from: number, to: number): number {
  return (Estimate.slope(Estimate.pathOf(pool, from, to)) * pool.rates[from]!) / pool.rates[to]!;
}

/** Within 1e-9 and one atom of the exact swap. */
function estimator(pool: State, from: number, to: number): (paid: number) => number {
  const path = Estimate.pathOf(pool, from, to);
  const valuePaid = Amount.toUnits(1, pool.decimals[from]!) * pool.rates[from]!;
  const valueReceived = Amount.toUnits(1, pool.decimals[to]!) * pool.rates[to]!;
  return (paid) => Estimate.received(path, paid * valuePaid) / valueReceived;
}

/** D is solved to within a few of its last digits (1e-18 units), far below an atom. */
function isKept(pool: State, before: Measured): boolean {
  const slack = before.measure[0]! / 1_000_000_000_000_000_000_000n + 8n;
  return Shares.isKept(pool, before, () => invariantOf(pool) + slack, 1);
}

/** A rate to 15 decimals at scale 1e18; whole and fraction apart, so that large rates stay exact. */
function toWad(rate: number): bigint {
  const whole = Whole.down(rate);
  return BigInt(whole) * Curve.ONE + BigInt(Rounding.nearest((rate - whole) * 1e15)) * 1000n;
}

function powerOfTen(exponent: number): bigint {
  return BigInt(`1${'0'.repeat(exponent)}`);
}
