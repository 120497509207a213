import { expect, test } from 'vitest';
import * as Cross from './Cross.js';
import * as Isolated from './Isolated.js';
import * as Tiers from './Tiers.js';

const tiers = Tiers.fromBrackets([
  { floor: 0, rate: 0.004, maxLeverage: 125 },
  { floor: 50_000, rate: 0.005, maxLeverage: 100 },
  { floor: 600_000, rate: 0.0065, maxLeverage: 75 },
  { floor: 3_000_000, rate: 0.01, maxLeverage: 50 },
]);

test('at the trigger, equity equals maintenance in the bracket valid there', () => {
  for (const side of [1, -1])
    for (const size of [0.1, 0.49, 0.51, 5, 6.2, 29, 40])
      for (const leverage of [2, 10, 50]) {
        const margin = (size * 100_000) / leverage;
        const price = Isolated.triggerPrice(side, size, 100_000, margin, tiers);
        const surplus =
          Isolated.equity(side, size, 100_000, margin, price) - Tiers.maintenance(tiers, size * price);
        expect(Math.abs(surplus)).toBeLessThan(1e-6 * size * 100_000);
      }
});

test('the trigger uses the bracket at the trigger, not at entry', () => {
  // 0.51 BTC enters in the second bracket (51_000) and triggers in the first (about 46_000).
  const price = Isolated.triggerPrice(1, 0.51, 100_000, 5100, tiers);
  expect(price).toBeCloseTo(Cross.triggerPriceInBracket(5100, 0.51, 100_000, 0.004, 0), 9);
  expect(price).not.toBeCloseTo(Cross.triggerPriceInBracket(5100, 0.51, 100_000, 0.005, 50), 1);
});

test('a long without leverage never triggers; a short always can', () => {
  expect(Isolated.triggerPrice(1, 1, 100_000, 101_000, tiers)).toBe(0);
  expect(Isolated.triggerPrice(-1, 1, 100_000, 101_000, tiers)).toBeGreaterThan(100_000);
});

test('bankruptcy lies beyond the trigger and leaves exactly zero', () => {
  for (const side of [1, -1]) {
    const bankruptcy = Isolated.bankruptcyPrice(side, 2, 100, 30);
    expect(bankruptcy).toBe(100 - side * 15);
    expect(Isolated.equity(side, 2, 100, 30, bankruptcy)).toBe(0);
    expect(side * (Isolated.triggerPrice(side, 2, 100, 30, tiers) - bankruptcy)).toBeGreaterThan(0);
  }
  expect(Isolated.bankruptcyPrice(1, 2, 100, 300)).toBe(0);
});

test('cross: other positions shift the trigger by their surplus per unit', () => {
  const alone = Cross.triggerPrice(10_000, 1, 1, 100_000, tiers);
  const poorer = Cross.triggerPrice(10_000 - 996, 1, 1, 100_000, tiers);
  expect(poorer - alone).toBeCloseTo(996 / (1 - 0.005), 6);
});

test('breach includes equality', () => {
  expect([Cross.isBreached(10.01, 10), Cross.isBreached(10, 10), Cross.isBreached(-1, 0)]).toEqual([
    false,
    true,
    true,
  ]);
});
