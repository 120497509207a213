import { expect, test } from 'vitest';
import * as Earn from './AnchorEarn.js';
import type * as Market from './AnchorMarket.js';

const TERMS: Earn.Terms = {
  ceilingRateE9: 0.205e9,
  drawPpm: 1e6,
  stakingYieldE9: 0.07e9,
  stepBlocks: 388_068,
  maxStepE9: 0.015e9,
  minRateE9: 0.15e9,
  maxRateE9: 0.2e9,
};
const YEAR = 4_656_810;
const EPOCH = 1681;
const M = 1e6 * 1e4;

/** Early April 2022, in UST atoms of 1e-4: 14bn deposits, 3bn loans, 5bn of collateral, 323m of reserve. */
function april(over: Partial<Market.State> = {}): Market.State {
  const terms = {
    picoPerAtom: 1e11,
    blocksPerYear: YEAR,
    baseRateE9: 0.02e9,
    slopeRateE9: 0.44e9,
    maxBorrowPpm: 950_000,
    maxLtvPpm: 600_000,
  };
  const [cash, loans] = [11_000 * M, 3000 * M];
  const books = { cash, reserve: 323 * M, aust: 14_000 * M, liabilities: loans, debtShares: loans };
  return { terms, ...books, pledged: [62.5e6 * 1e3], shares: [loans], ...over };
}

const PRICE = 80e12;
const promise = (rateE9 = 0.195e9): Earn.State => ({ rateE9, stepReserve: 323 * M, blocks: 0 });

test('borrowers pay 2 % plus 44 % of utilization; the reserve tops up to the promise', () => {
  const market = april();
  expect(Earn.borrowRate(market)).toBe(114_285_714);
  const epoch = Earn.plan(market, promise(), TERMS, YEAR / 10, PRICE);
  expect(epoch.interest).toBe(342_857_142_000);
  expect(epoch.interest + epoch.draw).toBe(273 * M);
  expect(epoch.staking).toBe(35 * M);
  expect([epoch.excess, epoch.missed]).toEqual([0, 0]);
});

test('every atom of an epoch has one source: assets rise by interest and draw, the reserve pays the draw', () => {
  const market = april();
  const epoch = Earn.plan(market, promise(), TERMS, EPOCH, PRICE);
  const before = structuredClone(market);
  Earn.apply(market, promise(), TERMS, epoch);
  expect(market.liabilities - before.liabilities).toBe(epoch.interest);
  expect(market.cash - before.cash).toBe(epoch.draw);
  expect(market.reserve - before.reserve).toBe(epoch.staking - epoch.draw);
  expect(market.aust).toBe(before.aust);
});

test('the reserve shrinks by 4 to 7 million a day, and is gone within three months of it', () => {
  const market = april();
  const state = promise();
  const first = Earn.plan(market, state, TERMS, EPOCH, PRICE);
  const days = Earn.runwayBlocks(market, first) / 12_750;
  expect(days).toBeGreaterThan(45);
  expect(days).toBeLessThan(90);
  let blocks = 0;
  let missed = 0;
  while (missed === 0 && blocks < YEAR) {
    const epoch = Earn.plan(market, state, { ...TERMS, stepBlocks: YEAR }, EPOCH, PRICE);
    Earn.apply(market, state, { ...TERMS, stepBlocks: YEAR }, epoch);
    missed = epoch.missed;
    blocks += EPOCH;
  }
  // Compound interest on deposits brings the end a little nearer than the straight line.
  expect(blocks / 12_750).toBeLessThan(days);
  expect(blocks / 12_750).toBeGreaterThan(days * 0.9);
});

test('without a reserve depositors earn what borrowers pay, far below the promise', () => {
  const market = april({ reserve: 0 });
  const epoch = Earn.plan(market, promise(), TERMS, YEAR / 10, PRICE);
  expect(epoch.draw).toBe(0);
  expect(epoch.missed).toBe(273 * M - epoch.interest);
  expect(epoch.interest / (1400 * M)).toBeCloseTo(0.0245, 4);
});

test('a share of the reserve is the most an epoch draws', () => {
  const epoch = Earn.plan(
    april({ reserve: 10 * M }),
    promise(),
    { ...TERMS, drawPpm: 100_000 },
    YEAR / 10,
    0,
  );
  expect([epoch.draw, epoch.staking]).toEqual([1 * M, 0]);
  expect(epoch.missed).toBeGreaterThan(0);
});

test('after a run of deposits borrowers pay more than the ceiling, and the surplus fills the reserve', () => {
  const market = april({ cash: 1500 * M, aust: 4500 * M });
  const epoch = Earn.plan(market, promise(), TERMS, YEAR / 10, PRICE);
  expect(epoch.draw).toBe(0);
  expect(epoch.excess).toBe(epoch.interest - 0.0205 * 4500 * M);
  const state = promise();
  Earn.apply(market, state, TERMS, epoch);
  expect(market.reserve).toBe(323 * M + epoch.staking + epoch.excess);
  // What is not there cannot be moved.
  expect(Earn.plan({ ...market, cash: 5 }, state, TERMS, YEAR / 10, PRICE).excess).toBe(5);
});

test('May 2022: the reserve fell from 323 to 176 million, the promise from 19.5 to 18 %', () => {
  expect(Earn.planRate(promise(), TERMS, 176 * M)).toBe(0.18e9);
});

test.each([
  [0.18e9, 323, 0.18e9],
  [0.18e9, 323 * 1.01, 0.19e9],
  [0.18e9, 323 * 0.995, 0.175e9],
  [0.18e9, 323 * 2, 0.195e9],
  [0.195e9, 323 * 2, 0.2e9],
  [0.155e9, 0, 0.15e9],
])('from %d with a reserve of %d million the promise becomes %d', (rateE9, reserve, expected) => {
  expect(Earn.planRate(promise(rateE9), TERMS, Math.round(reserve * M))).toBe(expected);
});

test('the promise steps once a month, and the first month only takes its measure', () => {
  const market = april({ reserve: 900 * M });
  const state: Earn.State = { rateE9: 0.195e9, stepReserve: 0, blocks: 0 };
  const rates: number[] = [];
  for (let month = 0; month < 3; month++) {
    for (const blocks of [200_000, 188_067, 1])
      Earn.apply(market, state, TERMS, Earn.plan(market, state, TERMS, blocks, PRICE));
    rates.push(state.rateE9);
    expect(state).toMatchObject({ stepReserve: market.reserve, blocks: 0 });
  }
  expect(rates).toEqual([0.195e9, 0.18e9, 0.165e9]);
});

test('a reserve that does not shrink lasts forever', () => {
  const market = april({ cash: 1500 * M, aust: 4500 * M });
  const epoch = Earn.plan(market, promise(), TERMS, EPOCH, PRICE);
  expect(Earn.runwayBlocks(market, epoch)).toBe(Number.POSITIVE_INFINITY);
});
