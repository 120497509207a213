/**
 * Models:     swaps and one-sided liquidity of a StableSwap pool in exact integers: the contract's own functions.
 * Source:     curvefi/stableswap-ng CurveStableSwapNG.vy (__exchange, add_liquidity, _calc_withdraw_one_coin);
 *             curvefi/curve-contract StableSwap3Pool.vy: the same with a constant fee.
 * Units:      balances in atoms of each coin; rates carry an atom into 1e-18 units of account, scale 1e18;
 *             fees in 1e-10.
 * Simplified: the fee of a quote is taken before the conversion into atoms, as the swap itself does; the view get_dy of the
 *             old pools takes it after, and may differ by an atom. No oracle of the pool's own.
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import * as Curve from './StableInvariant.js';

export type Pool = {
  readonly curve: Curve.Curve;
  readonly balances: readonly bigint[];
  readonly rates: readonly bigint[];
  readonly fee: bigint;
  /** Multiplier of the fee at extreme imbalance, 1e-10; at or below 1 the fee is constant. */
  readonly offPeg: bigint;
  /** Share of every fee that leaves the pool, 1e-10. */
  readonly adminFee: bigint;
};

export type Exchange = { readonly received: bigint; readonly fee: bigint; readonly adminFee: bigint };

/** Balances in 1e-18 units of account. */
export function xpOf(pool: Pool, balances: readonly bigint[] = pool.balances): bigint[] {
  return balances.map((balance, k) => (balance * pool.rates[k]!) / Curve.ONE);
}

/** D at these balances, 1e-18 units of account. */
export function solveD(pool: Pool, balances: readonly bigint[] = pool.balances): bigint {
  return Curve.solveD(pool.curve, xpOf(pool, balances));
}

/** What `paid` atoms of coin `from` bring of coin `to`; every result rounds down, the pool keeps the difference. */
export function exchange(pool: Pool, from: number, to: number, paid: bigint): Exchange {
  const xp = xpOf(pool);
  const D = Curve.solveD(pool.curve, xp);
  const x = xp[from]! + (paid * pool.rates[from]!) / Curve.ONE;
  const y = Curve.solveAtD(pool.curve, to, xp.with(from, x), D);
  // One below, because the solver stops within one of the root.
  const gross = xp[to]! - y - 1n;
  if (gross <= 0n) return { received: 0n, fee: 0n, adminFee: 0n };
  const rate = Curve.feeBetween(pool.fee, pool.offPeg, (xp[from]! + x) / 2n, (xp[to]! + y) / 2n);
  const fee = (gross * rate) / Curve.FEE_ONE;
  const toAtoms = (value: bigint) => (value * Curve.ONE) / pool.rates[to]!;
  return {
    received: toAtoms(gross - fee),
    fee: toAtoms(fee),
    adminFee: toAtoms((fee * pool.adminFee) / Curve.FEE_ONE),
  };
}

/** Shares for a deposit that changes the balances to `after`, and each coin's fee on its distance from proportion. */
export function deposit(
  pool: Pool,
  after: readonly bigint[],
  supply: bigint,
): { readonly shares: bigint; readonly fees: bigint[] } {
  const D0 = solveD(pool);
  const D1 = solveD(pool, after);
  const fees = after.map((balance, k) => {
    const before = pool.balances[k]!;
    const difference = balance - (D1 * before) / D0;
    const twice = ((before + balance) * pool.rates[k]!) / Curve.ONE;
    const fee = Curve.feeBetween(baseFee(pool), pool.offPeg, twice, (D0 + D1) / count(pool));
    return (fee * (difference < 0n ? -difference : difference)) / Curve.FEE_ONE;
  });
  const D2 = solveD(
    pool,
    after.map((balance, k) => balance - fees[k]!),
  );
  return { shares: D2 > D0 ? (supply * (D2 - D0)) / D0 : 0n, fees };
}

/** Atoms of one coin for `shares` of `supply`, and the fee on the imbalance that this leaves behind. */
export function withdrawOne(
  pool: Pool,
  coin: number,
  shares: bigint,
  supply: bigint,
): { readonly received: bigint; readonly fee: bigint } {
  const { curve } = pool;
  const xp = xpOf(pool);
  const D0 = Curve.solveD(curve, xp);
  const D1 = D0 - (shares * D0) / supply;
  const ideal = Curve.solveAtD(curve, coin, xp, D1);
  const average = (D0 + D1) / (2n * count(pool));
  const reduced = xp.map((x, k) => {
    const proportion = (x * D1) / D0;
    const expected = k === coin ? proportion - ideal : x - proportion;
    const around = k === coin ? (x + ideal) / 2n : x;
    return x - (Curve.feeBetween(baseFee(pool), pool.offPeg, around, average) * expected) / Curve.FEE_ONE;
  });
  const gross = reduced[coin]! - Curve.solveAtD(curve, coin, reduced, D1);
  if (gross <= 1n) return { received: 0n, fee: 0n };
  const rate = pool.rates[coin]!;
  const received = ((gross - 1n) * Curve.ONE) / rate;
  return { received, fee: ((xp[coin]! - ideal) * Curve.ONE) / rate - received };
}

/** A deposit of one coin is half a swap of the others' share: fee n / (4 (n - 1)). */
function baseFee(pool: Pool): bigint {
  const n = count(pool);
  return (pool.fee * n) / (4n * (n - 1n));
}

function count(pool: Pool): bigint {
  return BigInt(pool.balances.length);
}
