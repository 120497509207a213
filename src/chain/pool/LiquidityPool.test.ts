import { expect, test } from 'vitest';
import * as Worlds from '../../../test/cast/Worlds.js';
import * as Advance from '../../run/Advance.js';
import type { World } from '../../run/World.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine } from '../../state/Engine.js';
import * as LiquidityPool from './LiquidityPool.js';

const UNIT = 10_000;

/** The pool of preset primer-pool before anything happened, a trader with coins, and ids of its assets. */
function bench() {
  const { engine } = Worlds.open('stable-pool');
  const pool = engine.onchain.pools[0]!;
  const asset = (symbol: string) => engine.assets.findIndex((one) => one.symbol === symbol);
  const trader = engine.accounts.name.indexOf('seller/s1');
  const held = (account: number, id: number) => Accounts.balance(engine, account, id);
  const sale = (from: number, to: number, atoms: number, atomsMin = 0) => {
    return { account: trader, from, to, atoms, atomsMin, origin: 0 };
  };
  return { engine, pool, trader, held, sale, usde: asset('USDE'), usdc: asset('USDC') };
}

test('a swap posts what the trader pays, gets, and what the administrator takes', () => {
  const { engine, pool, trader, held, sale, usde, usdc } = bench();
  const [coins, dollars] = [held(trader, usde), held(pool.account, usdc)];
  const got = LiquidityPool.swap(engine, pool, sale(usde, usdc, 1_000_000 * UNIT));
  expect(got).toBeGreaterThan(998_000 * UNIT);
  expect(got).toBeLessThan(1_000_000 * UNIT);
  expect(held(trader, usde)).toBe(coins - 1_000_000 * UNIT);
  expect(held(trader, usdc)).toBe(got);
  expect(held(pool.admin, usdc)).toBeGreaterThan(0);
  expect(held(pool.account, usdc)).toBe(dollars - got - held(pool.admin, usdc));
  expect(pool.swaps).toBe(1);
});

test('what comes out too small, or is not there, moves nothing and is counted', () => {
  const { engine, pool, trader, held, sale, usde, usdc } = bench();
  const before = held(trader, usde);
  expect(LiquidityPool.swap(engine, pool, sale(usde, usdc, UNIT, UNIT))).toBe(0);
  expect(LiquidityPool.swap(engine, pool, sale(usde, usdc, before + 1))).toBe(0);
  expect(held(trader, usde)).toBe(before);
  expect(engine.tally.refused).toMatchObject({ 'swap-slippage': 1, 'swap-balance': 1 });
});

test('everybody sees the pool as it was before the present block', () => {
  const { engine, pool, sale, usde, usdc } = bench();
  const k = pool.coins.indexOf(usde);
  expect(pool.prices[k]).toBeCloseTo(1, 9);
  LiquidityPool.swap(engine, pool, sale(usde, usdc, 4_000_000 * UNIT));
  expect(pool.imbalance).toBe(0.5);
  expect(pool.shown.balances[k]).toBe(10_000_000 * UNIT);
  LiquidityPool.block(engine, pool);
  expect(pool.imbalance).toBeCloseTo(0.7, 2);
  expect(pool.prices[k]).toBeLessThan(0.996);
});

test('shares are owed by the pool: what providers hold is what is outstanding, and they get their part', () => {
  const { engine, pool, held, usde, usdc } = bench();
  const providers = [1, 2, 3, 4].map((row) => engine.accounts.name.indexOf(`provider/usde-usdc/${row}`));
  const outstanding = providers.reduce((sum, account) => sum + held(account, pool.share), 0);
  expect(outstanding).toBe(pool.pool.supply);
  expect(held(pool.account, pool.share)).toBe(-outstanding);
  const first = providers[0]!;
  const shares = held(first, pool.share);
  LiquidityPool.execute(engine, {
    op: 'unprovide',
    pool: 0,
    account: first,
    shares,
    bid: { maxFee: 0, tip: 0 },
    origin: 0,
  });
  expect(held(first, pool.share)).toBe(0);
  expect(held(first, usde)).toBe(2_500_000 * UNIT);
  expect(held(first, usdc)).toBe(2_500_000 * UNIT);
});

test('POOL-1: a pool that believes more than its account holds crashes', () => {
  const { engine, pool, sale, usde, usdc } = bench();
  pool.pool.balances[0] = pool.pool.balances[0]! + 1;
  expect(() => LiquidityPool.swap(engine, pool, sale(usde, usdc, UNIT))).toThrow('POOL-1');
});

/** Minutes of a primer until a condition holds, -1 if it never does. */
function minutesUntil(world: World, holds: (engine: Engine) => boolean): number {
  for (let minute = 1; minute * 60e6 <= world.engine.endUs; minute++) {
    Advance.advance(world, minute * 60e6, Number.POSITIVE_INFINITY);
    if (holds(world.engine)) return minute;
  }
  return -1;
}

test('gas above what a gap pays keeps the arbitrageur out until the fee has fallen', () => {
  const traded = (engine: Engine) => engine.onchain.pools[0]!.swaps >= 2;
  const spiked = minutesUntil(Worlds.open('gas-spike'), traded);
  const calm = minutesUntil(Worlds.open('gas-spike', { sets: ['chain.congestion=[]'] }), traded);
  expect(calm).toBe(2);
  expect(spiked).toBeGreaterThan(9);
});

test('providers leave in the order of what they bear, and the pool is shallower after each', () => {
  const world = Worlds.open('stable-pool');
  const { engine } = world;
  const supplies = [engine.onchain.pools[0]!.pool.supply];
  minutesUntil(world, () => {
    const { supply } = engine.onchain.pools[0]!.pool;
    if (supply !== supplies.at(-1)) supplies.push(supply);
    return false;
  });
  expect(supplies.length).toBeGreaterThan(2);
  expect([...supplies].sort((x, y) => y - x)).toEqual(supplies);
  expect(supplies.at(-1)).toBeGreaterThan(0);
});
