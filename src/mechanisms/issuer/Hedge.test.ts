import { expect, test } from 'vitest';
import * as Hedge from './Hedge.js';

const HOUR = 3600e6;
const leg = (short = 100, ticks = 1000, isExempt = false) => {
  const one = Hedge.create({ venue: 0, asset: 0, atomsPerTickLot: 10, isExempt }, 0);
  Hedge.sell(one, short, ticks);
  return one;
};

test('a short gains what the mark loses, and nothing is paid before settlement', () => {
  const one = leg();
  expect(Hedge.unsettled(one, 900)).toBe(100 * 100 * 10);
  expect(Hedge.isDue(one, 8 * HOUR, 8 * HOUR - 1)).toBe(false);
  expect(Hedge.isDue(one, 8 * HOUR, 8 * HOUR)).toBe(true);
  expect(Hedge.settle(one, 900, 8 * HOUR)).toBe(100_000);
  expect(Hedge.unsettled(one, 900)).toBe(0);
  expect(Hedge.settle(one, 950, 16 * HOUR)).toBe(-50_000);
});

test('funding follows the notional at mark and rounds against the desk', () => {
  const one = leg(3, 333);
  expect(Hedge.accrue(one, 333, 100_000)).toBe(0);
  expect(Hedge.accrue(one, 333, -100_000)).toBe(-1);
  expect(Hedge.accrue(one, 333, 10_000_000)).toBe(99);
  expect(Hedge.accrue(one, 333, -10_000_000)).toBe(-100);
  expect(Hedge.settle(one, 333, 0)).toBe(-2);
});

test('profit over a life is what was sold less what was bought, however it was cut', () => {
  const one = leg(7, 1001);
  let paid = 0;
  paid += Hedge.settle(one, 977, HOUR);
  Hedge.reduce(one, 3, 950);
  Hedge.sell(one, 5, 940);
  paid += Hedge.settle(one, 961, 2 * HOUR);
  Hedge.reduce(one, 2, 955);
  Hedge.reduce(one, 50, 930);
  paid += Hedge.settle(one, 1, 3 * HOUR);
  expect(one.short).toBe(0);
  expect(one.entryValue).toBe(0);
  expect(paid).toBe(10 * (7 * 1001 + 5 * 940 - 3 * 950 - 2 * 955 - 7 * 930));
});

test('deleveraging leaves spot uncovered', () => {
  const legs = [leg(60), leg(40), { ...leg(1000), asset: 1 }];
  expect(Hedge.residual(100, legs, 0)).toBe(0);
  expect(Hedge.reduce(legs[0]!, 25, 900)).toBe(25);
  expect(Hedge.residual(100, legs, 0)).toBe(25);
  expect(Hedge.reduce(legs[1]!, 999, 900)).toBe(40);
  expect(Hedge.reduce(legs[1]!, 1, 900)).toBe(0);
  expect(Hedge.residual(100, legs, 0)).toBe(65);
});

test('little leverage ranks low, an exemption ranks last', () => {
  const one = leg();
  const full = 1_000_000;
  const issuer = Hedge.adlScore(one, 800, full + 200_000);
  const gambler = Hedge.adlScore(one, 800, 50_000 + 200_000);
  expect(issuer).toBeCloseTo(0.2 * (800_000 / 1_200_000), 12);
  expect(gambler).toBeGreaterThan(4 * issuer);
  expect(Hedge.adlScore(one, 1100, full)).toBeLessThan(0);
  expect(Hedge.adlScore(leg(100, 1000, true), 800, 1)).toBe(Number.NEGATIVE_INFINITY);
  expect(Hedge.adlScore(one, 800, 0)).toBe(Number.POSITIVE_INFINITY);
});

test('the way back takes a share of each book per second and never more than is uncovered', () => {
  const desk = { toleranceLots: 5, depthSharePerSecond: 0.1 };
  const plan = (residual: number, dtUs = 1e6) =>
    Array.from(Hedge.planRehedge(residual, [100, 300, 0], desk, dtUs));
  expect(plan(1000)).toEqual([10, 30, 0]);
  expect(plan(1000, 500_000)).toEqual([5, 15, 0]);
  expect(plan(-1000)).toEqual([-10, -30, 0]);
  expect(plan(6)).toEqual([2, 4, 0]);
  expect(plan(5)).toEqual([0, 0, 0]);
  expect(Array.from(Hedge.planRehedge(1000, [0, 0], desk, 1e6))).toEqual([0, 0]);
  for (let residual = 6; residual < 40; residual++)
    expect(plan(residual).reduce((a, b) => a + b)).toBe(residual);
});

test('a failed venue costs the profit since the last settlement, never a loss it would have collected', () => {
  const winner = leg();
  Hedge.settle(winner, 900, 0);
  expect(Hedge.fail(winner, 880, 24 * HOUR, HOUR)).toEqual({
    lost: 20_000,
    owed: 0,
    uncovered: 100,
    collateralReadyUs: 25 * HOUR,
  });
  expect([winner.short, Hedge.unsettled(winner, 5)]).toEqual([0, 0]);
  expect(Hedge.fail(leg(), 1010, 0, 0)).toMatchObject({ lost: 0, owed: 10_000 });
});
