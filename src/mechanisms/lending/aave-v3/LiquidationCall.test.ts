import { beforeEach, expect, test } from 'vitest';
import * as Health from './Health.js';
import * as LendingPool from './LendingPool.js';
import * as LiquidationCall from './LiquidationCall.js';
import * as Rates from './Rates.js';
import * as Ray from './Ray.js';
import * as Reserve from './Reserve.js';

const USDC = 0;
const USDE = 1;
const PT = 2;
const U = 10_000;

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

let pool: LendingPool.Pool;
let lender: number;
let user: number;

const health = (at: number[]) => Ray.toRatio(Health.ofPosition(pool, at, user).health, Ray.WAD);

const all = { collateral: USDE, debt: USDC, cover: Number.MAX_SAFE_INTEGER, receiver: -1 };
const planned = (at: number[], over: Partial<LiquidationCall.Call> = {}) =>
  LiquidationCall.plan(pool, at, { position: user, ...all, ...over });

function made(at: number[], over: Partial<LiquidationCall.Call> = {}): LiquidationCall.Plan {
  const plan = planned(at, over);
  if (typeof plan === 'string') throw new Error(plan);
  LiquidationCall.apply(pool, plan);
  return plan;
}

/** A lender with a million dollars; 100,000 USDe at their maximum LTV. */
beforeEach(() => {
  pool = LendingPool.create([base, usde, base], [], 0);
  lender = LendingPool.open(pool);
  user = LendingPool.open(pool);
  LendingPool.supply(pool, lender, USDC, 1e6 * U);
  LendingPool.supply(pool, user, USDE, 1e5 * U);
  LendingPool.setCollateral(pool, user, USDE, true);
  LendingPool.borrow(pool, user, USDC, 72_000 * U);
});

test('healthy at one, half above 0.95, all at 0.95', () => {
  expect(planned([1, 0.96, 0.96])).toBe('healthy');
  expect(planned([1, 0.95, 0.96])).toMatchObject({ repaid: 36_000 * U });
  expect(health([1, 0.912, 0.96])).toBe(0.95);
  expect(planned([1, 0.912, 0.96])).toMatchObject({ repaid: 72_000 * U });
});

test('claims and cash add up afterwards', () => {
  const before = pool.reserves.map((r) => ({ ...r }));
  const plan = made([1, 0.95, 0.96]);
  const [usdc, usdeReserve] = pool.reserves as [Reserve.Reserve, Reserve.Reserve];
  expect(usdc.cash - before[USDC]!.cash).toBe(plan.repaid);
  expect(before[USDE]!.cash - usdeReserve.cash).toBe(plan.seized);
  expect(usdeReserve.supplyShares + usdeReserve.treasuryShares).toBe(usdeReserve.cash);
  expect(usdeReserve.treasuryShares).toBe(plan.fee);
  expect(plan.seized + plan.fee).toBe(Math.floor((36_000 * U * 1.085) / 0.95));
  expect(health([1, 0.95, 0.96])).toBeGreaterThan(1);
});

test('what is left on both sides is worth a thousand dollars, or nothing', () => {
  const at = [1, 0.9, 0.96];
  expect(planned(at, { cover: 71_001 * U })).toBe('leaves-dust');
  expect(planned(at, { cover: 71_000 * U })).toMatchObject({ repaid: 71_000 * U });
  expect(planned(at)).toMatchObject({ repaid: 72_000 * U });
});

test('an exhausted position leaves a deficit in every asset it owed, which lowers what suppliers earn', () => {
  LendingPool.supply(pool, lender, PT, 1e4 * U);
  LendingPool.borrow(pool, user, PT, 5000 * U);
  const plan = made([1, 0.7, 0.96]);
  expect(plan.seized + plan.fee).toBe(1e5 * U);
  expect(plan.badDebt).toEqual([72_000 * U - plan.repaid, 0, 5000 * U]);
  expect(pool.reserves.map((r) => r.deficit)).toEqual(plan.badDebt);
  expect(pool.reserves.map((r) => r.debtShares)).toEqual([0, 0, 0]);
  const usdc = pool.reserves[USDC]!;
  // The lender's claim is whole, the cash behind it is not.
  expect(Reserve.supplied(usdc) - usdc.cash).toBe(usdc.deficit);
  const { deficit } = usdc;
  LendingPool.coverDeficit(pool, lender, USDC, deficit);
  expect([usdc.deficit, Reserve.supplied(usdc) - usdc.cash]).toEqual([0, 0]);
});

test('without cash the collateral can only be taken as a deposit', () => {
  pool.reserves[USDE]!.cash = 10_000 * U;
  expect(planned([1, 0.95, 0.96])).toBe('no-cash');
  const plan = made([1, 0.95, 0.96], { receiver: lender });
  expect(LendingPool.supplySharesOf(pool, lender, USDE)).toBe(plan.seizedShares);
  expect(pool.reserves[USDE]!.cash).toBe(10_000 * U);
});

test('refused: oneself, what secures nothing, what is not owed', () => {
  const at = [1, 0.9, 0.96];
  expect(planned(at, { receiver: user })).toBe('own-position');
  expect(planned(at, { collateral: PT })).toBe('no-collateral');
  expect(planned(at, { debt: PT })).toBe('no-debt');
  LendingPool.setCollateral(pool, user, USDE, false);
  expect(planned(at)).toBe('no-collateral');
});
