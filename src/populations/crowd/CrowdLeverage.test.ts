import { describe, expect, test } from 'vitest';
import * as Streams from '../../base/Streams.js';
import * as Tiers from '../../mechanisms/margin/Tiers.js';
import * as CrowdLeverage from './CrowdLeverage.js';

const HOUR = 3600e6;
const TERMS: CrowdLeverage.Terms = {
  leverage: { median: 10, sigma: 0.8 },
  age: 48 * HOUR,
  accounts: { smallest: 1000, largest: 1e6, index: 1.5 },
  // Yesterday a tenth above, the day before a tenth below the open.
  past: [
    [24 * HOUR, 1.1],
    [48 * HOUR, 0.9],
  ],
};
/** Maintenance 2% and 20x at most; 5x above half a million. */
const TIERS = Tiers.fromBrackets([
  { floor: 0, rate: 0.02, maxLeverage: 20 },
  { floor: 500_000, rate: 0.1, maxLeverage: 5 },
]);

function crowd(terms: CrowdLeverage.Terms = TERMS, count = 3000) {
  const streams = Streams.create(7);
  const stream = Streams.open(streams, 'longs');
  const contract = { tiers: TIERS, openUsd: 100, beta: 1 };
  return Array.from({ length: count }, () => CrowdLeverage.draw(streams, stream, terms, contract));
}

describe('the path of the past', () => {
  test('is straight between the stated points, flat before the oldest, and steeper for a higher beta', () => {
    const at = (hours: number, beta = 1) => CrowdLeverage.pastAt(TERMS.past, hours * HOUR, beta);
    expect([at(0), at(12), at(24), at(36), at(48), at(500)].map((x) => +x.toFixed(12))).toEqual([
      1, 1.05, 1.1, 1, 0.9, 0.9,
    ]);
    expect(at(24, 2)).toBeCloseTo(1.21, 12);
    expect(at(48, 2)).toBeCloseTo(0.81, 12);
  });

  test('has a low since any age, the open included', () => {
    const since = (hours: number) => +CrowdLeverage.lowestSince(TERMS.past, hours * HOUR, 1).toFixed(12);
    expect([since(12), since(24), since(42), since(48), since(500)]).toEqual([1, 1, 0.95, 0.9, 0.9]);
  });
});

describe('sizes of accounts', () => {
  test('are those of a Pareto law between two ends, by dollars', () => {
    // Index 1.5: dollars fall as 1 / s^1.5; half of them lie below s with 1 - (s/1000)^-0.5 = (1 - 1000^-0.5) / 2.
    const half = 1000 / (1 - (1 - 1 / Math.sqrt(1000)) / 2) ** 2;
    expect(CrowdLeverage.sizeAt(0.5, TERMS.accounts)).toBeCloseTo(half, 6);
    expect(CrowdLeverage.sizeAt(0, TERMS.accounts)).toBe(1000);
    expect(CrowdLeverage.sizeAt(1, TERMS.accounts)).toBeCloseTo(1e6, 3);
    // Index 1: equal dollars in each factor of ten.
    expect(CrowdLeverage.sizeAt(1 / 3, { ...TERMS.accounts, index: 1 })).toBeCloseTo(10_000, 6);
  });
});

describe('a long', () => {
  test('has survived: its trigger lies below the lowest price since it came', () => {
    for (const { accountUsd, entry, marginUsd } of crowd()) {
      const size = accountUsd / 100;
      // Who came above the open at 110 has 100 as his lowest price; who came below the open has his own entry or less.
      const trigger = (size * entry - marginUsd) / (size * 0.98);
      if (accountUsd < 500_000) expect(trigger).toBeLessThan(100 + 1e-9);
      expect(entry).toBeGreaterThanOrEqual(90 - 1e-9);
      expect(entry).toBeLessThanOrEqual(110 + 1e-9);
    }
  });

  test('comes with no more leverage than the table grants its size', () => {
    const leverage = crowd().map((one) => ({
      ...one,
      x: (one.accountUsd * one.entry) / 100 / one.marginUsd,
    }));
    expect(Math.max(...leverage.map(({ x }) => x))).toBeLessThanOrEqual(20 + 1e-9);
    const large = leverage.filter(({ accountUsd }) => accountUsd > 560_000);
    expect(large.length).toBeGreaterThan(0);
    expect(Math.max(...large.map(({ x }) => x))).toBeLessThanOrEqual(5 + 1e-9);
  });

  test('of a steeper crowd is nearer to its trigger', () => {
    const share = (median: number) => {
      const longs = crowd({ ...TERMS, leverage: { median, sigma: 0.8 } });
      return longs.filter(({ accountUsd, entry, marginUsd }) => entry - (marginUsd / accountUsd) * 100 > 85)
        .length;
    };
    expect(share(12)).toBeGreaterThan(1.5 * share(5));
  });
});
