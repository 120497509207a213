import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as AmmPool from '../../../test/cast/AmmPools.js';
import * as Laws from '../../../test/vectors/amm-laws.js';
import * as ConstantProduct from './ConstantProduct.js';
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

function pair(): ConstantProduct.State {
  const pool = ConstantProduct.create([8, 4], 6);
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [1000e8, 4_000_000e4]));
  return pool;
}

/** D, or the root of the product, per share. */
function shareWorth(pool: AmmPool.Pool): number {
  const measure = Number(AmmPool.ruleOf(pool).measure(pool)[0]);
  return (pool.kind === 'stable-swap' ? measure : Math.sqrt(measure)) / pool.supply;
}

describe.each([
  ['stable swap', () => stable(70e6, 30e6)],
  ['constant product', pair],
])('%s', (_, make) => {
  test('what is applied is what was planned and quoted, and the state is plain data', () => {
    const pool = make();
    const copy = structuredClone(pool);
    const swap = AmmPool.plan(pool, 0, 1, 12_345_678);
    expect(swap.received).toBe(AmmPool.quote(copy, 0, 1, 12_345_678));
    expect(pool).toEqual(copy);
    AmmPool.apply(pool, swap);
    expect(Array.from(pool.balances)).toEqual([
      copy.balances[0]! + 12_345_678,
      copy.balances[1]! - swap.received - swap.adminFee,
    ]);
    AmmPool.apply(copy, swap);
    expect(copy).toEqual(pool);
  });

  test('the average price of a small sale is the spot price less the fee', () => {
    const pool = make();
    const paid = Math.floor(pool.balances[0]! / 1e6);
    const swap = AmmPool.plan(pool, 0, 1, paid);
    const unit = 10 ** pool.decimals[0]! / 10 ** pool.decimals[1]!;
    const average = ((swap.received + swap.fee) / paid) * unit;
    expect(average / AmmPool.spot(pool, 0, 1)).toBeCloseTo(1, 4);
    expect(AmmPool.spot(pool, 0, 1) * AmmPool.spot(pool, 1, 0)).toBeCloseTo(1, 12);
  });

  test('refusals have a reason and move nothing', () => {
    const pool = make();
    const before = structuredClone(pool);
    const reasons = [
      AmmPool.plan(pool, 0, 0, 5),
      AmmPool.plan(pool, 0, 2, 5),
      AmmPool.plan(pool, 0, 1, 0),
      AmmPool.plan(pool, 0, 1, 1.5),
      AmmPool.plan(pool, 0, 1, Number.MAX_SAFE_INTEGER),
      AmmPool.plan(pool, 0, 1, 1000, 1e15),
    ];
    expect(reasons.map(({ refusal }) => refusal)).toEqual([
      'coin',
      'coin',
      'amount',
      'amount',
      'too-large',
      'slippage',
    ]);
    for (const swap of reasons) AmmPool.apply(pool, swap);
    const changes = [
      AmmPool.planAdd(pool, [1]),
      AmmPool.planAdd(pool, [0, 0]),
      AmmPool.planAdd(pool, [-1, 5]),
      AmmPool.planAdd(pool, [Number.MAX_SAFE_INTEGER, 1]),
      AmmPool.planRemove(pool, pool.supply + 1),
      AmmPool.planRemove(pool, 0),
    ];
    expect(changes.map(({ refusal }) => refusal)).toEqual([
      'coin',
      'amount',
      'amount',
      'too-large',
      'too-large',
      'amount',
    ]);
    for (const change of changes) AmmPool.applyChange(pool, change);
    expect(pool).toEqual(before);
  });

  test('AMM-1: a swap that takes an atom too many crashes, and so does one that empties a coin', () => {
    const pool = make();
    const swap = AmmPool.plan(pool, 0, 1, 3);
    const greedy = { ...swap, received: swap.received + swap.fee + Math.ceil(AmmPool.spot(pool, 0, 1)) + 2 };
    expect(() => AmmPool.apply(structuredClone(pool), greedy)).toThrow('AMM-1');
    expect(() => AmmPool.apply(pool, { ...swap, received: pool.balances[1]! })).toThrow('AMM-1');
  });

  test('AMM-2: shares for nothing, atoms for nothing and a supply below zero crash', () => {
    const pool = make();
    const change = AmmPool.planRemove(pool, 1e6);
    const crash = (broken: object) =>
      expect(() => AmmPool.applyChange(structuredClone(pool), { ...change, ...broken })).toThrow('AMM-2');
    crash({ shares: 1e6 });
    crash({ amounts: change.amounts.map((amount) => amount - 2) });
    crash({ shares: -pool.supply - 1 });
    crash({ adminFees: [0.5, 0] });
  });

  test('a share of everything is everything in proportion', () => {
    const pool = make();
    const half = AmmPool.planRemove(pool, Math.floor(pool.supply / 2));
    half.amounts.forEach((amount, k) => {
      expect(-amount / pool.balances[k]!).toBeCloseTo(0.5, 8);
    });
    const worth = shareWorth(pool);
    AmmPool.applyChange(pool, half);
    expect(shareWorth(pool) / worth).toBeCloseTo(1, 9);
  });

  test('a sale sized to a price ends there, and a price already passed needs none', () => {
    const pool = make();
    const spot = AmmPool.spot(pool, 0, 1);
    const fee = pool.feePpm / 1e6;
    expect(AmmPool.sizeToPrice(pool, 0, 1, spot)).toBe(0);
    expect(AmmPool.sizeToPrice(pool, 0, 1, -1)).toBe(0);
    const size = AmmPool.sizeToPrice(pool, 0, 1, spot * 0.97);
    AmmPool.apply(pool, AmmPool.plan(pool, 0, 1, size));
    // The fee of the last atom lies between the plain one and its multiple off the peg.
    const ends = AmmPool.spot(pool, 0, 1) / (spot * 0.97);
    expect(ends).toBeGreaterThan(1 + fee - 1e-4);
    expect(ends).toBeLessThan(1 + 5 * fee + 1e-3);
  });
});

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
