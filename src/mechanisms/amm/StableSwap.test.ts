import { describe, expect, test } from 'vitest';
import * as AmmPool from '../../../test/cast/AmmPools.js';
import * as StableSwap from './StableSwap.js';

/** The 3pool: DAI, USDC, USDT at 6 decimals in the ledger, 4 basis points of old. */
const THREE = {
  decimals: [6, 6, 6],
  shareDecimals: 6,
  amplification: 2000,
  rounding: 'legacy',
  feePpm: 400,
  offPegPpm: 0,
  adminFeePpm: 500_000,
} as const;

function three(millions: readonly number[] = [30, 30, 30], rules: Partial<StableSwap.Rules> = {}) {
  const pool = StableSwap.create({ ...THREE, ...rules });
  AmmPool.applyChange(
    pool,
    AmmPool.planAdd(
      pool,
      millions.map((million) => million * 1e12),
    ),
  );
  return pool;
}

test('the vector of three coins, over ledger atoms instead of wei', () => {
  const pool = three([30, 30, 30], { feePpm: 100, rounding: 'ng' });
  expect(AmmPool.quote(pool, 0, 2, 10e12)).toBe(9_997_126_767_891);
});

test('a pool whose coins have other decimals quotes the same dollars', () => {
  const fine = three();
  const coarse = StableSwap.create({ ...THREE, decimals: [4, 6, 2] });
  AmmPool.applyChange(coarse, AmmPool.planAdd(coarse, [30e10, 30e12, 30e8]));
  const cents = AmmPool.quote(coarse, 0, 2, 1e10);
  expect(cents).toBe(Math.floor(AmmPool.quote(fine, 0, 2, 1e12) / 1e4));
});

test('the first deposit is worth D, a balanced one pays no fee, a lopsided one about half a swap', () => {
  const pool = three();
  expect(pool.supply).toBe(90e12);
  const balanced = AmmPool.planAdd(pool, [1e12, 1e12, 1e12]);
  expect([balanced.shares, ...balanced.adminFees]).toEqual([3e12, 0, 0, 0]);
  const lopsided = AmmPool.planAdd(pool, [3e12, 0, 0]);
  const lost = 1 - lopsided.shares / 3e12;
  // Two thirds of the deposit pay 4 bp x 3 / 8, the missing third of each other coin the same: 2 bp in all.
  expect(lost).toBeGreaterThan(1.9e-4);
  expect(lost).toBeLessThan(2.3e-4);
  expect(lopsided.adminFees[0]).toBeCloseTo(2e12 * 4e-4 * 0.375 * 0.5, -8);
});

test('the administrator takes his part of a swap’s fee, the providers the rest', () => {
  const pool = three();
  const swap = AmmPool.plan(pool, 0, 1, 1e12);
  expect(swap.fee / (swap.fee + swap.received)).toBeCloseTo(4e-4, 9);
  expect(Math.abs(swap.adminFee - swap.fee / 2)).toBeLessThan(1);
  AmmPool.apply(pool, swap);
  const earned = (StableSwap.virtualPrice(pool) - 1) * 90e6;
  expect(earned).toBeCloseTo((swap.fee - swap.adminFee) / 1e6, 0);
});

test('all of the fee to the administrator leaves the virtual price at 1', () => {
  const pool = three([30, 30, 30], { adminFeePpm: 1_000_000 });
  AmmPool.apply(pool, AmmPool.plan(pool, 0, 1, 1e12));
  expect(StableSwap.virtualPrice(pool)).toBeCloseTo(1, 12);
});

test('one coin out: worse than in proportion, better from the coin in excess, the fee shared', () => {
  const pool = three([60, 20, 10]);
  const shares = 1e12;
  const [excess, , scarce] = [0, 1, 2].map((coin) => -AmmPool.planRemove(pool, shares, coin).amounts[coin]!);
  expect(excess!).toBeGreaterThan(scarce!);
  const change = AmmPool.planRemove(pool, shares, 2);
  expect(change.adminFees[2]!).toBeGreaterThan(0);
  expect(change.amounts.slice(0, 2).map(Math.abs)).toEqual([0, 0]);
  AmmPool.applyChange(pool, change);
  expect(pool.balances[2]).toBe(10e12 - scarce! - change.adminFees[2]!);
});

test('the last share leaves in proportion only', () => {
  const pool = three();
  expect(AmmPool.planRemove(pool, pool.supply, 0).refusal).toBe('too-large');
  expect(AmmPool.planRemove(pool, 5, 3).refusal).toBe('coin');
  AmmPool.applyChange(pool, AmmPool.planRemove(pool, pool.supply));
  expect([pool.supply, ...pool.balances]).toEqual([0, 0, 0, 0]);
  expect(AmmPool.planRemove({ ...pool, supply: 9 }, 5, 0).refusal).toBe('empty');
});

test('dust is refused instead of given away', () => {
  const pool = StableSwap.create({ ...THREE, decimals: [8, 2, 2], shareDecimals: 2 });
  AmmPool.applyChange(pool, AmmPool.planAdd(pool, [1e13, 1e7, 1e7]));
  expect(AmmPool.plan(pool, 0, 1, 1000).refusal).toBe('too-small');
  expect(AmmPool.planAdd(pool, [1000, 0, 0]).refusal).toBe('too-small');
  const crumbs = StableSwap.create({ ...THREE, decimals: [8, 8, 8], shareDecimals: 0 });
  expect(AmmPool.planAdd(crumbs, [9, 9, 9]).refusal).toBe('too-small');
});

test('rates carry a coin into the unit of account', () => {
  const pool = three([10, 10.5, 10], { rounding: 'ng', feePpm: 0, amplification: 1_000_000 });
  pool.rates[0] = 1.18;
  pool.rates[1] = 1.12;
  expect(AmmPool.quote(pool, 0, 1, 1e9) / 1e9).toBeCloseTo(1.18 / 1.12, 4);
  expect(AmmPool.spot(pool, 0, 1)).toBeCloseTo(1.18 / 1.12, 4);
  pool.rates[0] = 1234.5;
  expect(StableSwap.toExact(pool).rates[0]).toBe(1_234_500_000_000_000_000_000n * 10n ** 12n);
});

/** `_A()` of StableSwapNG and 3pool in their own integers: A times precision, whole seconds. */
function contractA(from: bigint, to: bigint, t0: bigint, t1: bigint, now: bigint): bigint {
  if (now >= t1) return to;
  return to > from
    ? from + ((to - from) * (now - t0)) / (t1 - t0)
    : from - ((from - to) * (now - t0)) / (t1 - t0);
}

describe('a ramp of A', () => {
  const DAY = 86_400;
  test.each([
    ['ng', 200, 400, 100n],
    ['ng', 500, 100, 100n],
    ['legacy', 2000, 5000, 1n],
    ['legacy', 2000, 333, 1n],
  ] as const)('%s from %i to %i is what the contract computes', (rounding, from, to, precision) => {
    const ramp = { from, to, startUs: 100e6, endUs: (100 + 3 * DAY) * 1e6 };
    for (let second = 0; second <= 3 * DAY + 200; second += 4_321) {
      const nowUs = second * 1e6 + 999_999;
      const scaled = StableSwap.amplificationAt(ramp, rounding, nowUs) * Number(precision);
      const at = BigInt(Math.max(100, second));
      const end = BigInt(100 + 3 * DAY);
      const expected = contractA(BigInt(from) * precision, BigInt(to) * precision, 100n, end, at);
      expect(Math.round(scaled)).toBe(Number(expected));
      expect(scaled).toBeCloseTo(Number(expected), 6);
    }
  });

  test('swaps follow it, and what everybody sees too', () => {
    const ramp = { from: 50, to: 500, startUs: 0, endUs: DAY * 1e6 };
    const pool = StableSwap.create({
      decimals: [4, 4],
      shareDecimals: 4,
      amplification: 50,
      rounding: 'ng',
      feePpm: 0,
      offPegPpm: 0,
      adminFeePpm: 0,
      ramp,
    });
    AmmPool.applyChange(pool, AmmPool.planAdd(pool, [8e11, 2e11]));
    const shown = structuredClone(pool);
    const brings = () => AmmPool.quote(pool, 0, 1, 1e10);
    const quotes = [0, 6, 12, 24].map((hour) => {
      StableSwap.RULE.accrue!(pool, hour * 3600e6);
      return brings();
    });
    expect([...quotes].sort((x, y) => x - y)).toEqual(quotes);
    expect(new Set(quotes).size).toBe(4);
    StableSwap.RULE.mirror!(pool, shown);
    expect(shown.amplification).toBe(500);
  });
});
