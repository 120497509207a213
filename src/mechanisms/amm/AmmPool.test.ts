import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as AmmPool from '../../../test/cast/AmmPools.js';
import * as Laws from '../../../test/vectors/amm-laws.js';
import * as StableSwap from './StableSwap.js';

const RULES = {
  decimals: [4, 4],
  shareDecimals: 4,
  amplification: 200,
  rounding: 'ng',
  feePpm: 100,
  offPegPpm: 5_000_000,
  adminFeePpm: 500_000,
} as const;

/** Dollars of two stable coins at 4 decimals. */
function stable(a: number, b: number, rules: Partial<StableSwap.Rules> = {}): StableSwap.State {
  const pool = StableSwap.create({ ...RULES, ...rules });
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [Math.round(a * 1e4), Math.round(b * 1e4)]));
  return pool;
}

test('an empty pool quotes nothing and has no share price', () => {
  const pool = StableSwap.create(RULES);
  expect(AmmPool.plan(pool, 0, 1, 100).refusal).toBe('empty');
  expect(AmmPool.sizeToPrice(pool, 0, 1, 0.5)).toBe(0);
  expect(StableSwap.virtualPrice(pool)).toBeNaN();
  expect(AmmPool.planAdd(pool, [5, 0]).refusal).toBe('amount');
});

test('a stable pool stays near par until it is nine tenths one coin, then falls away', () => {
  const price = (share: number) => AmmPool.spot(stable(100e6 * share, 100e6 * (1 - share)), 0, 1);
  expect(price(0.5)).toBe(1);
  expect(price(0.8)).toBeGreaterThan(0.98);
  expect(price(0.9)).toBeCloseTo(1 / 1.0604631638406394, 9);
  expect(price(0.99)).toBeCloseTo(1 / 6.057501382991691, 9);
});

const few = { numRuns: 150, seed: 7 };

test('laws: swaps', () => {
  fc.assert(fc.property(Laws.pool, Laws.steps, Laws.swapsKeep), few);
});
test('laws: liquidity', () => {
  fc.assert(fc.property(Laws.pool, Laws.steps, Laws.liquidityKeeps), few);
});
test('laws: estimate', () => {
  fc.assert(fc.property(Laws.pool, Laws.steps, Laws.estimateIsQuote), few);
});
test('laws: size', () => {
  fc.assert(fc.property(Laws.pool, fc.double({ min: 0.3, max: 1, noNaN: true }), Laws.sizeEnds), few);
});
