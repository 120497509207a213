import { expect, test } from 'vitest';
import * as AmmPool from '../../../test/cast/AmmPools.js';
import * as StableEstimate from './StableEstimate.js';
import * as StableSwap from './StableSwap.js';

function pool(a: number, b: number): StableSwap.State {
  const made = StableSwap.create({
    decimals: [6, 6],
    shareDecimals: 6,
    amplification: 100,
    rounding: 'legacy-100',
    feePpm: 400,
    offPegPpm: 3_000_000,
    adminFeePpm: 0,
  });
  AmmPool.applyChange(made, AmmPool.planAdd(made, [Math.round(a * 1e6), Math.round(b * 1e6)]));
  return made;
}

test('D in doubles is D', () => {
  for (const [a, b] of [
    [5e8, 5e8],
    [9e8, 1e8],
    [999e6, 1e6],
  ] as const) {
    const made = pool(a, b);
    const D = StableEstimate.solveD(StableEstimate.valuesOf(made), made.amplification);
    expect(Math.abs(D / (Number(StableSwap.RULE.measure(made)) / 1e18) - 1)).toBeLessThan(4e-16);
  }
});

test('quotes agree to nine digits from a dollar to several pools, near par and far from it', () => {
  for (const share of [0.5, 0.2, 0.9, 0.001, 0.99999]) {
    const made = pool(1e9 * share, 1e9 * (1 - share));
    for (const paid of [1e6, 1e9, 1e12, 5e14, 4e15]) {
      const exact = AmmPool.quote(made, 0, 1, paid);
      expect(Math.abs(AmmPool.estimate(made, 0, 1, paid) - exact)).toBeLessThanOrEqual(1.001 + 1e-9 * exact);
    }
  }
});

test('small trades keep their digits: halves of a cent in a billion', () => {
  const made = pool(7e8, 3e8);
  const path = StableEstimate.pathOf(made, 0, 1);
  const whole = StableEstimate.received(path, 0.01);
  expect(Math.abs((2 * StableEstimate.received(path, 0.005)) / whole - 1)).toBeLessThan(1e-10);
  expect(whole / 0.01).toBeCloseTo(StableEstimate.slope(path) * (1 - 400e-6 * 1.1), 3);
});
