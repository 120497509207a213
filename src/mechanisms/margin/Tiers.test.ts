import { expect, test } from 'vitest';
import * as Tiers from './Tiers.js';

const table = Tiers.fromBrackets([
  { floor: 0, rate: 0.01, maxLeverage: 50 },
  { floor: 1000, rate: 0.02, maxLeverage: 25 },
  { floor: 5000, rate: 0.1, maxLeverage: 5 },
]);

/** The naive twin: every dollar pays the rate of its own slice. */
function marginal(notional: number): number {
  const slice = (from: number, to: number, rate: number) => Math.max(0, Math.min(notional, to) - from) * rate;
  return slice(0, 1000, 0.01) + slice(1000, 5000, 0.02) + slice(5000, Infinity, 0.1);
}

test('maintenance equals the sum of marginal slices, also around every floor', () => {
  for (const notional of [0, 1, 999.99, 1000, 1000.01, 3000, 5000, 5001, 1e6])
    expect(Tiers.maintenance(table, notional)).toBeCloseTo(marginal(notional), 9);
});

test('a floor belongs to the bracket below it', () => {
  expect([0, 1000, 1000.01, 5000, 5000.01].map((n) => Tiers.bracketOf(table, n))).toEqual([0, 0, 1, 1, 2]);
  expect(Tiers.maintenanceRate(table, 1000)).toBe(0.01);
  expect(Tiers.initialRate(table, 5001)).toBe(0.2);
});

test.each([
  ['no bracket', []],
  ['first floor above 0', [{ floor: 1, rate: 0.1, maxLeverage: 5 }]],
  ['rate of 1', [{ floor: 0, rate: 1, maxLeverage: 5 }]],
  ['leverage below 1', [{ floor: 0, rate: 0.1, maxLeverage: 0.5 }]],
  [
    'falling rate',
    [
      { floor: 0, rate: 0.1, maxLeverage: 5 },
      { floor: 10, rate: 0.05, maxLeverage: 5 },
    ],
  ],
  [
    'equal floors',
    [
      { floor: 0, rate: 0.1, maxLeverage: 5 },
      { floor: 0, rate: 0.2, maxLeverage: 5 },
    ],
  ],
  [
    'rising leverage',
    [
      { floor: 0, rate: 0.1, maxLeverage: 5 },
      { floor: 10, rate: 0.2, maxLeverage: 6 },
    ],
  ],
])('TIERS-1 refuses %s', (_, brackets) => {
  expect(() => Tiers.fromBrackets(brackets)).toThrow('TIERS-1');
});
