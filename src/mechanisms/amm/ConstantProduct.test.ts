import { expect, test } from 'vitest';
import * as AmmPool from '../../../test/cast/AmmPools.js';
import * as ConstantProduct from './ConstantProduct.js';

function pair(): ConstantProduct.State {
  const pool = ConstantProduct.create([8, 4], 6);
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [1000e8, 4_000_000e4]));
  return pool;
}

test('the vector’s pair, over ledger atoms instead of wei', () => {
  expect(AmmPool.quote(pair(), 0, 1, 10e8)).toBe(394_863_213);
  expect(AmmPool.spot(pair(), 0, 1)).toBe(4000);
});

test('the first deposit locks 1000 shares for ever', () => {
  const pool = ConstantProduct.create([0, 0], 0);
  expect(AmmPool.planAdd(pool, [1000, 1000]).refusal).toBe('too-small');
  const first = AmmPool.planAdd(pool, [4000, 9000]);
  expect([first.shares, first.locked]).toEqual([5000, 1000]);
  AmmPool.applyChange(pool, first);
  expect(pool.supply).toBe(6000);
  AmmPool.applyChange(pool, AmmPool.planRemove(pool, 5000));
  expect([pool.supply, ...pool.balances]).toEqual([1000, 667, 1500]);
});

test('a deposit out of proportion earns the lesser share', () => {
  const pool = pair();
  const even = AmmPool.planAdd(pool, [1e8, 4000e4]);
  expect(even.shares / pool.supply).toBeCloseTo(1 / 1000, 8);
  expect(AmmPool.planAdd(pool, [2e8, 4000e4]).shares).toBe(even.shares);
  expect(AmmPool.planAdd(pool, [0, 4000e4]).refusal).toBe('too-small');
});

test('what goes in for an output is the least that brings it', () => {
  for (const received of [1n, 999n, 123_456n, 899_999n]) {
    const paid = ConstantProduct.amountIn(received, 1_000_000n, 900_000n, 3000);
    expect(ConstantProduct.amountOut(paid, 1_000_000n, 900_000n, 3000) >= received).toBe(true);
    expect(ConstantProduct.amountOut(paid - 2n, 1_000_000n, 900_000n, 3000) < received).toBe(true);
  }
});

test('without a fee the product is kept but for rounding; with one it grows', () => {
  const free = ConstantProduct.create([0, 0], 0, 0);
  AmmPool.applyChange(free, AmmPool.planAdd(free, [1_000_000, 3_000_000]));
  expect(AmmPool.plan(free, 0, 1, 1_000_000).received).toBe(1_500_000);
  expect(AmmPool.plan(free, 0, 1, 1_000_000).fee).toBe(0);
  const pool = pair();
  const swap = AmmPool.plan(pool, 0, 1, 10e8);
  expect(swap.fee / (swap.received + swap.fee)).toBeCloseTo(0.003 * (1000 / 1010), 4);
});
