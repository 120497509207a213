import { expect, test } from 'vitest';
import * as Streams from '../../src/base/Streams.js';
import * as Checks from '../../src/mechanisms/lending/aave-v3/Checks.js';
import * as Health from '../../src/mechanisms/lending/aave-v3/Health.js';
import * as LendingPool from '../../src/mechanisms/lending/aave-v3/LendingPool.js';
import * as LiquidationCall from '../../src/mechanisms/lending/aave-v3/LiquidationCall.js';
import * as Rates from '../../src/mechanisms/lending/aave-v3/Rates.js';
import type * as Reserve from '../../src/mechanisms/lending/aave-v3/Reserve.js';
import * as PoolWatch from '../../src/mechanisms/lending/PoolWatch.js';
import * as WatchedPool from '../cast/WatchedPool.js';

/*
 * The liquidation index against an exact valuation of every position after every oracle update: the same positions are
 * liquidatable at the same update, in worlds whose collateral prices move together, with interest and with positions
 * that change in between.
 */
const WORLDS = 500;
const POSITIONS = 12;
const UPDATES = 20;
/** The last position lends the cash and never borrows. */
const LENDER = POSITIONS;

type World = {
  readonly pool: LendingPool.Pool;
  readonly prices: number[];
  readonly paces: number[];
  readonly sigma: number;
  readonly draw: () => number;
  readonly normal: () => number;
};

function terms(maxLtvBps: number, decimals: number): Reserve.Terms {
  return {
    unit: Number(`1e${decimals}`),
    maxLtvBps,
    liquidationLtvBps: maxLtvBps + 300,
    liquidationIncentiveBps: 10_500,
    liquidationFeeBps: 1000,
    reserveShareBps: 1000,
    supplyCap: 0,
    borrowCap: 0,
    isBorrowable: true,
    curve: Rates.curve(9000, 0, 550, 6000),
  };
}

/** Dollars, a staked dollar and its coin, and two volatile assets that move together. */
function open(seed: number): World {
  const streams = Streams.create(seed);
  const id = Streams.open(streams, 'lending twin');
  const draw = () => Streams.unit(streams, id);
  const mode = { collateral: 0b110, borrowable: 0b1, zeroLtv: 0, isIsolated: false };
  const tight = { ...mode, maxLtvBps: 9000, liquidationLtvBps: 9200, liquidationIncentiveBps: 10_400 };
  const reserves = [terms(7500, 4), terms(7200, 4), terms(6000, 4), terms(8000, 6), terms(7000, 8)];
  const world: World = {
    pool: LendingPool.create(reserves, [tight], 0),
    prices: [1, 1, 1.2, 3000, 100_000],
    // Half of the worlds are told nothing about volatility, or worse than nothing.
    paces: seed % 2 === 0 ? [0.02, 0.2, 0.2, 1, 1] : [1, 0.3, 1, 0.1, 1],
    sigma: [0.001, 0.01, 0.04][seed % 3]!,
    draw,
    normal: () => Streams.normal(streams, id),
  };
  for (let p = 0; p <= POSITIONS; p++) LendingPool.open(world.pool);
  world.prices.forEach((price, r) => {
    LendingPool.supply(world.pool, LENDER, r, Math.round((1e8 / price) * world.pool.reserves[r]!.terms.unit));
  });
  for (let p = 0; p < POSITIONS; p++) {
    if (draw() < 0.4) LendingPool.setMode(world.pool, p, 1);
    for (let k = draw() * 4; k > 0; k--) supply(world, p);
    for (let k = draw() * 3; k > 0; k--) borrow(world, p);
  }
  return world;
}

const atomsOf = ({ pool, prices }: World, r: number, dollars: number) =>
  Math.round((dollars / prices[r]!) * pool.reserves[r]!.terms.unit);

function supply(world: World, position: number): void {
  const r = Math.floor(world.draw() * 5);
  LendingPool.supply(world.pool, position, r, atomsOf(world, r, 10 + 1e5 * world.draw()));
  LendingPool.setCollateral(world.pool, position, r, true);
}

/** Often all that may be borrowed, less a fraction. */
function borrow(world: World, position: number): void {
  const { pool, prices } = world;
  const r = Math.floor(world.draw() * 5);
  const room = Number(Health.availableBorrows(Health.ofPosition(pool, prices, position))) / 1e8;
  const amount = atomsOf(world, r, room * (world.draw() < 0.5 ? 0.999 : world.draw()));
  if (Checks.assessBorrow(pool, prices, position, r, amount) === '')
    LendingPool.borrow(pool, position, r, amount);
}

/** Something happens to a position: more collateral, more debt, less of either. */
function change(world: World, position: number): void {
  const { pool, prices, draw } = world;
  if (draw() < 0.3) supply(world, position);
  if (draw() < 0.5) borrow(world, position);
  const r = Math.floor(draw() * 5);
  const held = Math.floor(LendingPool.supplySharesOf(pool, position, r) * draw());
  if (Checks.assessWithdraw(pool, prices, position, r, held) === '')
    LendingPool.withdraw(pool, position, r, held);
  const owed = Math.floor(LendingPool.debtSharesOf(pool, position, r) * draw());
  if (Checks.assessRepay(pool, position, r, owed) === '') LendingPool.repay(pool, position, r, owed);
}

/** Liquidates the first pair that allows it; the lender takes the collateral. */
function liquidate({ pool, prices }: World, position: number): boolean {
  for (let pair = 0; pair < 25; pair++) {
    const call = { position, collateral: pair % 5, debt: Math.floor(pair / 5), receiver: LENDER };
    const plan = LiquidationCall.plan(pool, prices, { ...call, cover: Number.MAX_SAFE_INTEGER });
    if (typeof plan === 'string') continue;
    LiquidationCall.apply(pool, plan);
    return true;
  }
  return false;
}

function step(world: World): void {
  const { prices, sigma } = world;
  const common = world.normal();
  const jump = world.draw() < 0.05 ? -0.2 * world.draw() : 0;
  [0.05, 0.3, 0.3, 1, 0.8].forEach((beta, r) => {
    const move = 1 + beta * (sigma * (0.8 * common + 0.6 * world.normal()) + jump);
    prices[r] = Math.max(1, Math.round(prices[r]! * move * 1e8)) / 1e8;
  });
}

const naive = ({ pool, prices }: World) =>
  Array.from({ length: POSITIONS }, (_, p) => p).filter((p) =>
    Health.isLiquidatable(Health.ofPosition(pool, prices, p)),
  );

/** Everything that happened in one world; throws at the first position that is missed, late or early. */
function play(seed: number): { found: number; looks: number; liquidated: number } {
  const world = open(seed);
  const { pool, prices, paces } = world;
  const index = PoolWatch.create(WatchedPool.of(pool, prices), paces, POSITIONS, 6 + (seed % 8));
  const pending = new Set<number>();
  const total = { found: 0, looks: 0, liquidated: 0 };
  const refresh = (position: number) => {
    pending.delete(position);
    if (PoolWatch.refresh(index, WatchedPool.of(pool, prices), position)) pending.add(position);
  };
  for (let p = 0; p <= POSITIONS; p++) refresh(p);
  for (let u = 1; u <= UPDATES; u++) {
    step(world);
    LendingPool.accrue(pool, u * (seed % 4 === 0 ? 5e12 : 1e7));
    const found: number[] = [];
    total.looks += PoolWatch.update(index, WatchedPool.of(pool, prices), found);
    total.found += found.length;
    for (const p of [...pending]) refresh(p);
    for (const p of found) pending.add(p);
    expect([seed, u, [...pending].sort((a, b) => a - b)]).toEqual([seed, u, naive(world)]);
    for (const p of [...pending])
      if (world.draw() < 0.6 && liquidate(world, p)) {
        total.liquidated++;
        refresh(p);
      }
    const changed = Math.floor(world.draw() * POSITIONS);
    change(world, changed);
    refresh(changed);
  }
  return total;
}

test('no liquidatable position is missed, late or early in 500 worlds', () => {
  const sum = { found: 0, looks: 0, liquidated: 0 };
  for (let seed = 1; seed <= WORLDS; seed++) {
    const { found, looks, liquidated } = play(seed);
    sum.found += found;
    sum.looks += looks;
    sum.liquidated += liquidated;
  }
  expect(sum.found).toBeGreaterThan(1000);
  expect(sum.liquidated).toBeGreaterThan(1000);
  // A full scan looks this often; in worlds this wild and this small the index still looks at few.
  expect(sum.looks).toBeLessThan(0.3 * WORLDS * POSITIONS * UPDATES);
});
