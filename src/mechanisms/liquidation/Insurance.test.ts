import { expect, test } from 'vitest';
import * as Insurance from './Insurance.js';

const HOUR = 3600e6;
const drawdown: Insurance.Policy = { kind: 'drawdown', start: 0.3, stop: 0.25, windowUs: 8 * HOUR };
const newPool = () => Insurance.poolOf(Insurance.create([0]), 0);

test('markets of one contract group share a pool', () => {
  const pools = Insurance.create([1, 0, 1]);
  expect(pools.pools.length).toBe(2);
  expect(Insurance.poolOf(pools, 0)).toBe(Insurance.poolOf(pools, 2));
  expect(Insurance.poolOf(pools, 0)).not.toBe(Insurance.poolOf(pools, 1));
  expect(Insurance.create([]).pools).toEqual([]);
});

test('exhausted: only a shortfall the pool cannot pay', () => {
  const isTriggered = (shortfall: number) =>
    Insurance.isTriggered(newPool(), { kind: 'exhausted' }, 100, shortfall, -1);
  expect([isTriggered(100), isTriggered(101)]).toEqual([false, true]);
});

test('vault: only negative equity, whatever the pool holds', () => {
  const isTriggered = (equity: number) =>
    Insurance.isTriggered(newPool(), { kind: 'vault-equity' }, 0, 5, equity);
  expect([isTriggered(0), isTriggered(-1)]).toEqual([false, true]);
});

test('drawdown starts at -30 % of the peak and stops at -25 %', () => {
  const pool = newPool();
  const states = [1000, 800, 701, 700, 740, 749, 750, 701].map((balance, i) => {
    Insurance.observe(pool, drawdown, balance, i * 60e6);
    return pool.isDeleveraging;
  });
  expect(states).toEqual([false, false, false, true, true, true, false, false]);
});

test('drawdown also triggers on a shortfall the pool cannot pay', () => {
  const pool = newPool();
  Insurance.observe(pool, drawdown, 1000, 0);
  expect(Insurance.isTriggered(pool, drawdown, 1000, 1000, 0)).toBe(false);
  expect(Insurance.isTriggered(pool, drawdown, 1000, 1001, 0)).toBe(true);
  Insurance.observe(pool, drawdown, 600, 1);
  expect(Insurance.isTriggered(pool, drawdown, 600, 0, 0)).toBe(true);
});

test('a peak that leaves the window no longer counts', () => {
  const pool = newPool();
  Insurance.observe(pool, drawdown, 1000, 0);
  Insurance.observe(pool, drawdown, 650, 1 * HOUR);
  expect(pool.isDeleveraging).toBe(true);
  Insurance.observe(pool, drawdown, 650, 8 * HOUR);
  expect(pool.isDeleveraging).toBe(true);
  Insurance.observe(pool, drawdown, 650, 8 * HOUR + 60e6);
  expect([pool.isDeleveraging, Insurance.peak(pool, 650)]).toEqual([false, 650]);
});

test('the peak equals the naive maximum over the window, in bounded memory, and survives a copy', () => {
  let pool = newPool();
  const balances: number[] = [];
  for (let minute = 0; minute < 1500; minute++) {
    const balance = Math.round(5000 + 3000 * Math.sin(minute / 90) + 500 * Math.sin(minute * 7));
    balances.push(balance);
    Insurance.observe(pool, drawdown, balance, minute * 60e6);
    expect(Insurance.peak(pool, balance)).toBe(Math.max(...balances.slice(-481)));
    if (minute === 700) pool = structuredClone(pool);
  }
  expect(pool.peaks.length).toBeLessThanOrEqual(481);
});
