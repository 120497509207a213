import { expect, test } from 'vitest';
import * as Unified from './Unified.js';

const thresholds = { marginCall: 1.5, reduceOnly: 1.2, liquidation: 1.05 };
const tiered = Unified.weightTiers([
  { upTo: 100_000, weight: 1 },
  { upTo: 250_000, weight: 0.8 },
  { upTo: 500_000, weight: 0.5 },
  { upTo: Infinity, weight: 0.1 },
]);
const flat = (weight: number) => Unified.weightTiers([{ upTo: Infinity, weight }]);

test('weights are marginal by value, a liability counts in full', () => {
  expect(Unified.weighted(tiered, 100_000, 1)).toBe(100_000);
  expect(Unified.weighted(tiered, 600_000, 1)).toBeCloseTo(100_000 + 120_000 + 125_000 + 10_000, 6);
  expect(Unified.weighted(tiered, -600_000, 1)).toBe(-600_000);
  expect(Unified.weighted(tiered, 0, 1)).toBe(0);
});

test('11M in slices of 5M at 1, 5M at 0.98 and the rest at 0.975 count as 10 875 000 (case K)', () => {
  const slices = [
    { upTo: 5e6, weight: 1 },
    { upTo: 10e6, weight: 0.98 },
    { upTo: Infinity, weight: 0.975 },
  ];
  expect(Unified.weighted(Unified.weightTiers(slices), 11e6, 1)).toBe(10_875_000);
  // By coin, an end is so many coins: at 2 dollars the 11M dollars are 5.5M coins.
  expect(Unified.weighted(Unified.weightTiers(slices, true), 11e6, 2)).toBe(2 * (5e6 + 0.49e6));
});

test('the last dollar counts by the slice it lies in', () => {
  const at = (value: number, price = 1) => Unified.marginal(tiered, value, price);
  expect([at(0), at(100_000), at(100_001), at(400_000), at(600_000)]).toEqual([1, 1, 0.8, 0.5, 0.1]);
  const coins = Unified.weightTiers([{ upTo: 10, weight: 0.5 }], true);
  expect([Unified.marginal(coins, 20, 2), Unified.marginal(coins, 21, 2)]).toEqual([0.5, 0]);
});

test('value beyond a closed last tier does not count', () => {
  const capped = Unified.weightTiers([{ upTo: 10, weight: 0.5 }]);
  expect(Unified.weighted(capped, 1000, 1)).toBe(5);
});

test('margin value never exceeds value and never falls as value grows', () => {
  let last = -1;
  for (let value = 0; value < 700_000; value += 12_345) {
    const weighted = Unified.weighted(tiered, value, 1);
    expect(weighted).toBeLessThanOrEqual(value);
    expect(weighted).toBeGreaterThan(last);
    last = weighted;
  }
});

test('the fold reads one row of the columns and adds to what is there', () => {
  const net = Float64Array.of(9, 9, 10, -3);
  const loan = Float64Array.of(0, 0, 0, 0);
  const price = Float64Array.of(100, 50);
  const terms = { weights: [flat(0.9), flat(0.9)], loanRate: Float64Array.of(0, 0.1) };
  const sums = { equity: -20, maintenance: 7 };
  Unified.fold(sums, { net, loan, base: 2 }, price, terms);
  expect(sums).toEqual({ equity: -20 + 900 - 150, maintenance: 7 + 15 });
});

test('a booked loan is charged even when the asset is positive, and never twice', () => {
  const terms = { weights: [flat(1)], loanRate: Float64Array.of(0.1) };
  const maintenance = (net: number, loan: number) => {
    const sums = { equity: 0, maintenance: 0 };
    Unified.fold(
      sums,
      { net: Float64Array.of(net), loan: Float64Array.of(loan), base: 0 },
      Float64Array.of(1),
      terms,
    );
    return sums.maintenance;
  };
  expect([maintenance(5, 40), maintenance(-40, 40), maintenance(-60, 40), maintenance(5, 0)]).toEqual([
    4, 4, 6, 0,
  ]);
});

test('thresholds belong to the worse side', () => {
  const ratios = [1.51, 1.5, 1.21, 1.2, 1.06, 1.05, 1.001, 1, -3];
  expect(ratios.map((r) => Unified.state(r, thresholds))).toEqual([0, 1, 1, 2, 2, 3, 3, 3, 3]);
  expect(Unified.state(Infinity, thresholds)).toBe(Unified.NORMAL);
});

test('ratio without a requirement', () => {
  expect([1, 0, -1].map((e) => Unified.marginRatio(e, 0))).toEqual([Infinity, Infinity, -Infinity]);
});

test('free equity leaves exactly the threshold', () => {
  const free = Unified.freeEquity(3000, 1000, 1.5);
  expect(Unified.marginRatio(3000 - free, 1000)).toBe(1.5);
  expect(Unified.freeEquity(1000, 1000, 1.5)).toBe(0);
});
