/**
 * Models:     the StableSwap invariant and its solvers, Curve: NG, the old pools (3pool), the old metapools (UST-3CRV).
 * Source:     curvefi/stableswap-ng CurveStableSwapNG.vy; curvefi/curve-contract StableSwap3Pool.vy, SwapTemplateMeta.vy.
 * Units:      xp = balances in 1e-18 units of account; fees and multipliers in 1e-10; every division rounds down, as on chain.
 * Simplified: a solver that has not settled after 255 rounds returns its last value (NG reverts; not met in practice).
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import * as Steps from '../../units/Rounding.js';

/**
 * `ng` divides by n^n after the product and keeps A at 1/100; `legacy` divides by n inside it and keeps A whole (3pool);
 * `legacy-100` divides inside and keeps A at 1/100 (metapools of 2020 and later).
 */
export type Rounding = 'ng' | 'legacy' | 'legacy-100';

export type Curve = {
  /** A n^(n-1), the number pools publish as A, times `precision`. */
  readonly amplification: bigint;
  readonly precision: bigint;
  readonly rounding: Rounding;
};

export const ONE = 1_000_000_000_000_000_000n;
export const FEE_ONE = 10_000_000_000n;
const ROUNDS = 255;

/** Steps of 1 that A moves in: 1 in the oldest pools, 1/100 later. */
export function precisionOf(rounding: Rounding): number {
  return rounding === 'legacy' ? 1 : 100;
}

/** The curve for a published A, which may lie between whole numbers by steps of its precision. */
export function curveOf(amplification: number, rounding: Rounding): Curve {
  const precision = precisionOf(rounding);
  return {
    amplification: BigInt(Steps.nearest(amplification * precision)),
    precision: BigInt(precision),
    rounding,
  };
}

/** D: the sum of the balances if they were all equal. Every xp above 0, or all 0. */
export function solveD(curve: Curve, xp: readonly bigint[]): bigint {
  const n = BigInt(xp.length);
  const { precision } = curve;
  let sum = 0n;
  for (const x of xp) sum += x;
  if (sum === 0n) return 0n;
  const ann = curve.amplification * n;
  let D = sum;
  for (let round = 0; round < ROUNDS; round++) {
    const product = productOf(curve, xp, n, D);
    const before = D;
    D =
      (((ann * sum) / precision + product * n) * D) /
      (((ann - precision) * D) / precision + (n + 1n) * product);
    if (isSettled(D, before)) break;
  }
  return D;
}

/** Fee for a trade around balances a and b: `fee` when they are equal, up to `offPeg` times it as they part. */
export function feeBetween(fee: bigint, offPeg: bigint, a: bigint, b: bigint): bigint {
  if (offPeg <= FEE_ONE) return fee;
  const sum = a + b;
  return (offPeg * fee) / (((offPeg - FEE_ONE) * 4n * a * b) / (sum * sum) + FEE_ONE);
}

/** Slope of the curve: price of each coin in coin 0, scale 1e18. */
export function spotPrices(curve: Curve, xp: readonly bigint[], D: bigint): bigint[] {
  const n = BigInt(xp.length);
  let reduced = D / power(n, n);
  for (const x of xp) reduced = (reduced * D) / x;
  const first = xp[0]!;
  const flat = (curve.amplification * n * first) / curve.precision;
  return xp.map((x) => (ONE * (flat + (reduced * first) / x)) / (flat + reduced));
}

function productOf(curve: Curve, xp: readonly bigint[], n: bigint, D: bigint): bigint {
  let product = D;
  if (curve.rounding === 'ng') {
    for (const x of xp) product = (product * D) / x;
    return product / power(n, n);
  }
  for (const x of xp) product = (product * D) / (x * n);
  return product;
}

/** Balance of coin `coin` on the curve D, given all the others: y of y^2 + (b - D) y = c by Newton's method from above. */
export function solveAtD(curve: Curve, coin: number, xp: readonly bigint[], D: bigint): bigint {
  const n = BigInt(xp.length);
  const ann = curve.amplification * n;
  let c = D;
  let sum = 0n;
  xp.forEach((x, k) => {
    if (k === coin) return;
    sum += x;
    c = (c * D) / (x * n);
  });
  c = (c * D * curve.precision) / (ann * n);
  const b = sum + (D * curve.precision) / ann;
  let y = D;
  for (let round = 0; round < ROUNDS; round++) {
    const before = y;
    y = (y * y + c) / (2n * y + b - D);
    if (isSettled(y, before)) break;
  }
  return y;
}

function isSettled(a: bigint, b: bigint): boolean {
  const difference = a - b;
  return difference <= 1n && difference >= -1n;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let k = 0n; k < exponent; k++) result *= base;
  return result;
}
