import { beforeEach, describe, expect, test } from 'vitest';
import * as WatchedPool from '../../../../test/cast/WatchedPool.js';
import * as PoolWatch from '../PoolWatch.js';
import * as Checks from './Checks.js';
import * as Health from './Health.js';
import * as LendingPool from './LendingPool.js';
import * as Rates from './Rates.js';
import * as Ray from './Ray.js';
import * as Reserve from './Reserve.js';

const USDC = 0;
const USDE = 1;
const PT = 2;
const U = 10_000;
const DAY = 86_400e6;
const prices = [1, 1, 0.96];

const base: Reserve.Terms = {
  unit: U,
  maxLtvBps: 7500,
  liquidationLtvBps: 7800,
  liquidationIncentiveBps: 10_450,
  liquidationFeeBps: 1000,
  reserveShareBps: 1000,
  supplyCap: 0,
  borrowCap: 0,
  isBorrowable: true,
  curve: Rates.curve(9200, 0, 550, 6000),
};
const usde = { ...base, maxLtvBps: 7200, liquidationLtvBps: 7500, liquidationIncentiveBps: 10_850 };
const principal = { ...base, maxLtvBps: 5, liquidationLtvBps: 10, isBorrowable: false };
/** The principal-token mode of 2025: bit 2 as collateral against bit 0. */
const mode: LendingPool.Mode = {
  collateral: 0b100,
  borrowable: 0b001,
  zeroLtv: 0,
  maxLtvBps: 9030,
  liquidationLtvBps: 9230,
  liquidationIncentiveBps: 10_350,
  isIsolated: false,
};

let pool: LendingPool.Pool;
let lender: number;
let user: number;

/** A lender with a million dollars, a user with 100,000 USDe as collateral. */
beforeEach(() => {
  pool = LendingPool.create([base, usde, principal], [mode], 0);
  lender = LendingPool.open(pool);
  user = LendingPool.open(pool);
  LendingPool.supply(pool, lender, USDC, 1e6 * U);
  LendingPool.supply(pool, user, USDE, 1e5 * U);
  LendingPool.setCollateral(pool, user, USDE, true);
});

const borrow = (position: number, dollars: number) => {
  const refusal = Checks.assessBorrow(pool, prices, position, USDC, dollars * U);
  if (refusal === '') LendingPool.borrow(pool, position, USDC, dollars * U);
  return refusal;
};
const health = (at = prices) => Ray.toRatio(Health.ofPosition(pool, at, user).health, Ray.WAD);

describe('reserve', () => {
  test('interest: debtors pay what suppliers and the protocol get, or more', () => {
    LendingPool.borrow(pool, user, USDC, 7e5 * U);
    const reserve = pool.reserves[USDC]!;
    for (let day = 1; day <= 365; day++) {
      LendingPool.accrue(pool, day * DAY);
      Reserve.requote(reserve);
    }
    const paid = Reserve.borrowed(reserve) - 7e5 * U;
    const earned = Reserve.supplied(reserve) - 1e6 * U;
    expect(paid / U / 7e5).toBeCloseTo(0.0429, 3);
    expect(earned).toBeLessThanOrEqual(paid);
    expect(earned / paid).toBeGreaterThan(0.998);
    expect(reserve.treasuryShares / paid).toBeCloseTo(0.1, 2);
  });

  test('interest comes in whole seconds, and a second pass at the same time adds none', () => {
    LendingPool.borrow(pool, user, USDC, 7e5 * U);
    LendingPool.accrue(pool, 1_999_999);
    const reserve = structuredClone(pool.reserves[USDC]!);
    expect(reserve.accruedUs).toBe(1e6);
    LendingPool.accrue(pool, 1_999_999);
    expect(pool.reserves[USDC]).toEqual(reserve);
    LendingPool.accrue(pool, 2e6);
    expect(pool.reserves[USDC]!.debtIndex > reserve.debtIndex).toBe(true);
  });

  test('UNIT-1 an amount past 2^53 does not become state', () => {
    expect(() => Ray.toAtoms(Ray.of(2 ** 53))).toThrow('UNIT-1');
  });

  test('a full round trip never pays out more than came in', () => {
    LendingPool.borrow(pool, user, USDC, 7e5 * U);
    LendingPool.accrue(pool, 100 * DAY);
    const guest = LendingPool.open(pool);
    for (const amount of [1, 3, 12_345, 99_999]) {
      LendingPool.supply(pool, guest, USDC, amount);
      const back = Number(
        Reserve.balance(pool.reserves[USDC]!, LendingPool.supplySharesOf(pool, guest, USDC)),
      );
      expect(back).toBeLessThanOrEqual(amount);
      expect(back).toBeGreaterThanOrEqual(amount - 2);
      if (back > 0) LendingPool.withdraw(pool, guest, USDC, back);
    }
  });
});

describe('checks', () => {
  test('borrowing goes to the maximum LTV and no further', () => {
    expect(borrow(user, 72_001)).toBe('max-ltv');
    expect(borrow(user, 80_000)).toBe('health');
    expect(borrow(user, 72_000)).toBe('');
    expect(borrow(user, 1)).toBe('max-ltv');
    expect(health()).toBeCloseTo(0.75 / 0.72, 12);
  });

  test('no amount, no list, frozen, caps', () => {
    expect(borrow(user, 0)).toBe('no-amount');
    expect(Checks.assessBorrow(pool, prices, user, PT, 1)).toBe('not-borrowable');
    pool.reserves[USDC]!.terms = { ...base, borrowCap: 100, supplyCap: 1_000_001 };
    expect(borrow(user, 101)).toBe('borrow-cap');
    expect(Checks.assessSupply(pool, USDC, U)).toBe('');
    expect(Checks.assessSupply(pool, USDC, U + 1)).toBe('supply-cap');
    pool.reserves[USDC]!.isFrozen = true;
    expect([borrow(user, 1), Checks.assessSupply(pool, USDC, 1)]).toEqual(['frozen', 'frozen']);
  });

  test('a drained pool halts its lenders, whatever they own', () => {
    LendingPool.supply(pool, user, USDE, 2e6 * U);
    expect(borrow(user, 1e6)).toBe('');
    expect(Reserve.utilization(pool.reserves[USDC]!)).toBe(1);
    expect(Checks.assessWithdraw(pool, prices, lender, USDC, 1)).toBe('no-cash');
    expect(borrow(user, 1)).toBe('no-cash');
    expect(Checks.assessRepay(pool, user, USDC, 1e4 * U)).toBe('');
    LendingPool.repay(pool, user, USDC, 1e4 * U);
    expect(Checks.assessWithdraw(pool, prices, lender, USDC, 1e4 * U)).toBe('');
    expect(Checks.assessWithdraw(pool, prices, lender, USDC, 1e4 * U + 1)).toBe('no-cash');
  });

  test('collateral leaves as far as health holds, at exactly one too', () => {
    expect(borrow(user, 60_000)).toBe('');
    const withdraw = (amount: number) => Checks.assessWithdraw(pool, prices, user, USDE, amount);
    expect(withdraw(20_000 * U)).toBe('');
    expect(withdraw(20_000 * U + 1)).toBe('health');
    expect(withdraw(100_001 * U)).toBe('no-balance');
    expect(Checks.assessDisable(pool, prices, user, USDE)).toBe('health');
    LendingPool.repay(pool, user, USDC, 60_000 * U);
    expect(Checks.assessDisable(pool, prices, user, USDE)).toBe('');
    expect(LendingPool.debtSharesOf(pool, user, USDC)).toBe(0);
  });

  test('repaying is bounded by what is owed', () => {
    expect(Checks.assessRepay(pool, user, USDC, 1)).toBe('no-debt');
    borrow(user, 10);
    expect(Checks.assessRepay(pool, user, USDC, 10 * U + 1)).toBe('more-than-owed');
    expect(Checks.assessRepay(pool, user, USDC, 0)).toBe('no-amount');
  });

  test('an asset frozen out of new debt has to leave first', () => {
    LendingPool.supply(pool, user, PT, 1e4 * U);
    LendingPool.setCollateral(pool, user, PT, true);
    borrow(user, 10_000);
    pool.reserves[PT]!.isFrozen = true;
    expect(Checks.assessWithdraw(pool, prices, user, USDE, U)).toBe('zero-ltv-first');
    expect(Checks.assessWithdraw(pool, prices, user, PT, U)).toBe('');
  });
});

describe('efficiency mode', () => {
  const enter = () => {
    LendingPool.setCollateral(pool, user, USDE, false);
    LendingPool.supply(pool, user, PT, 1e5 * U);
    LendingPool.setCollateral(pool, user, PT, true);
    expect(Checks.assessMode(pool, prices, user, 1)).toBe('');
    LendingPool.setMode(pool, user, 1);
  };

  test('lifts the limits of its assets, and leaving it takes health', () => {
    enter();
    expect(borrow(user, 86_689)).toBe('max-ltv');
    expect(borrow(user, 86_688)).toBe('');
    expect(health()).toBeCloseTo(0.923 / 0.903, 12);
    expect(Checks.assessMode(pool, prices, user, 0)).toBe('health');
  });

  test('its own list says what can be borrowed, and a frozen asset carries no new debt', () => {
    enter();
    expect(Checks.assessBorrow(pool, prices, user, USDE, U)).toBe('not-borrowable');
    pool.reserves[PT]!.isFrozen = true;
    expect(borrow(user, 1)).toBe('max-ltv');
    // It is in the mode already; going back to it later would be refused.
    expect(Checks.assessMode(pool, prices, user, 1)).toBe('');
    LendingPool.setMode(pool, user, 0);
    expect(Checks.assessMode(pool, prices, user, 1)).toBe('max-ltv');
  });

  test('debts outside its list keep a position out; an isolated one voids other collateral', () => {
    LendingPool.supply(pool, lender, USDE, 10 * U);
    LendingPool.borrow(pool, user, USDE, U);
    expect(Checks.assessMode(pool, prices, user, 1)).toBe('not-borrowable');
    expect(Health.limits(pool, USDE, { ...mode, isIsolated: true })).toMatchObject({
      maxLtvBps: 0,
      liquidationLtvBps: 7500,
    });
    expect(Health.limits(pool, PT, { ...mode, zeroLtv: 0b100 }).maxLtvBps).toBe(0);
  });

  test('limits are sound when a position at health one can pay the bonus', () => {
    expect([base, usde, mode].map(Health.isSound)).toEqual([true, true, true]);
    expect(Health.isSound({ ...mode, liquidationIncentiveBps: 10_900 })).toBe(false);
    expect(Health.isSound({ ...base, maxLtvBps: 7900 })).toBe(false);
    expect(Health.isSound({ ...base, liquidationIncentiveBps: 10_000 })).toBe(false);
  });
});

test('a position that borrows its last atom of room is watched, and found once it is low', () => {
  borrow(user, 72_000);
  const index = PoolWatch.create(WatchedPool.of(pool, prices), [0.1, 1, 1], 2, 10);
  for (let p = 0; p < pool.positions.count; p++)
    expect(PoolWatch.refresh(index, WatchedPool.of(pool, prices), p)).toBe(false);
  const found: number[] = [];
  PoolWatch.update(index, WatchedPool.of(pool, [1, 0.96, 0.96]), found);
  expect(found).toEqual([]);
  PoolWatch.update(index, WatchedPool.of(pool, [1, 0.95999999, 0.96]), found);
  expect(found).toEqual([user]);
});

test('a position that only rounding makes liquidatable is found as well', () => {
  const small = LendingPool.open(pool);
  LendingPool.supply(pool, small, USDE, 133_334);
  LendingPool.setCollateral(pool, small, USDE, true);
  LendingPool.borrow(pool, small, USDC, 1e5);
  LendingPool.accrue(pool, 1e6);
  // It owes 100,000.0001 atoms, so 100,001; what secures it is worth 100,000.5 at a price of one.
  const index = PoolWatch.create(WatchedPool.of(pool, [1, 1.1, 0.96]), [0.1, 1, 1], 3, 13);
  expect(PoolWatch.refresh(index, WatchedPool.of(pool, [1, 1.1, 0.96]), small)).toBe(false);
  const found: number[] = [];
  PoolWatch.update(index, WatchedPool.of(pool, [1, 1.0001, 0.96]), found);
  expect(found).toEqual([]);
  PoolWatch.update(index, WatchedPool.of(pool, [1, 1, 0.96]), found);
  expect(found).toEqual([small]);
});

test('a pool survives a copy, and columns grow', () => {
  const copy = structuredClone(pool);
  for (let i = 0; i < 40; i++) LendingPool.open(copy);
  LendingPool.supply(copy, 41, USDC, 5);
  expect(LendingPool.supplySharesOf(copy, 41, USDC)).toBe(5);
  expect(LendingPool.supplySharesOf(copy, user, USDE)).toBe(1e5 * U);
  expect(pool.positions.count).toBe(2);
});
