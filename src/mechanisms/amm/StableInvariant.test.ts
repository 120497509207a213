import { expect, test } from 'vitest';
import * as Curve from './StableInvariant.js';

const ONE = 10n ** 18n;
const ROUNDINGS = ['ng', 'legacy', 'legacy-100'] as const;

test.each(ROUNDINGS)('%s: equal balances are their own invariant, and empty ones have none', (rounding) => {
  for (const coins of [2, 3, 4, 8]) {
    const curve = Curve.curveOf(200, rounding);
    expect(Curve.solveD(curve, new Array(coins).fill(5n * ONE))).toBe(5n * BigInt(coins) * ONE);
    expect(Curve.solveD(curve, new Array(coins).fill(0n))).toBe(0n);
  }
});

test.each(ROUNDINGS)('%s: a balance is found back from the others', (rounding) => {
  const curve = Curve.curveOf(100, rounding);
  const xp = [700n * ONE, 150n * ONE, 33n * ONE];
  const D = Curve.solveD(curve, xp);
  for (const coin of [0, 1, 2]) {
    const difference = Curve.solveAtD(curve, coin, xp, D) - xp[coin]!;
    expect(difference < 100n && difference > -100n).toBe(true);
  }
});

test('the three roundings are the same curve: D differs by its last digits only', () => {
  const xp = [959_000_001n * ONE + 7n, 41_000_003n * ONE + 3n];
  const [a, b, c] = ROUNDINGS.map((rounding) => Curve.solveD(Curve.curveOf(100, rounding), xp));
  for (const other of [b!, c!]) expect(Number(a! - other) ** 2).toBeLessThan(100);
});

test('a low amplification prices like a constant product, a high one like a constant sum', () => {
  const xp = [800n * ONE, 200n * ONE];
  const price = (amplification: number) => {
    const curve = Curve.curveOf(amplification, 'ng');
    return Number(Curve.spotPrices(curve, xp, Curve.solveD(curve, xp))[1]!) / 1e18;
  };
  expect(price(1_000_000)).toBeCloseTo(1, 4);
  expect(price(1)).toBeGreaterThan(1.5);
  expect(price(1)).toBeLessThan(4);
  expect(price(100)).toBeGreaterThan(price(1000));
});

test('the fee is the plain one when balanced, and rises to the multiple at the edge', () => {
  const fee = (a: bigint, b: bigint, offPeg: bigint) => Curve.feeBetween(1_000_000n, offPeg, a, b);
  expect(fee(5n * ONE, 5n * ONE, 50_000_000_000n)).toBe(1_000_000n);
  expect(fee(ONE, 10n ** 9n * ONE, 50_000_000_000n)).toBe(4_999_999n);
  expect(fee(ONE, 10n ** 9n * ONE, Curve.FEE_ONE)).toBe(1_000_000n);
  expect(fee(3n * ONE, ONE, 50_000_000_000n)).toBe(fee(ONE, 3n * ONE, 50_000_000_000n));
});
