import { expect, test } from 'vitest';
import * as GlobalGame from './GlobalGame.js';

const game = (over: Partial<GlobalGame.Terms>): GlobalGame.Terms => ({
  cost: 0.5,
  publicPrecision: 1,
  privatePrecision: 25,
  publicSignal: 0.5,
  ...over,
});

test('at the threshold exactly as many run as the issuer bears', () => {
  for (const cost of [0.1, 0.3, 0.8])
    for (const publicSignal of [0.1, 0.5, 0.9]) {
      const t = game({ cost, publicSignal });
      const { low } = GlobalGame.thresholds(t);
      expect(GlobalGame.attack(t, low, GlobalGame.signalThreshold(t, low))).toBeCloseTo(low, 10);
    }
});

test('a dearer exit and better news lower the threshold', () => {
  const low = (over: Partial<GlobalGame.Terms>) => GlobalGame.thresholds(game(over)).low;
  expect(low({ cost: 0.6 })).toBeLessThan(low({ cost: 0.5 }));
  expect(low({ publicSignal: 0.7 })).toBeLessThan(low({ publicSignal: 0.3 }));
});

test('precise public news gives back the multiplicity of outcomes', () => {
  const one = GlobalGame.thresholds(game({}));
  expect(one.isUnique).toBe(true);
  expect(one.high).toBeCloseTo(one.low, 10);
  const many = GlobalGame.thresholds(game({ publicPrecision: 50 }));
  expect(many.isUnique).toBe(false);
  expect(many.low).toBeLessThan(0.1);
  expect(many.high).toBeGreaterThan(0.9);
});

test('the normal distribution, against printed values', () => {
  expect(GlobalGame.normalCdf(0)).toBe(0.5);
  expect(GlobalGame.normalCdf(1)).toBeCloseTo(0.8413447460685429, 14);
  expect(GlobalGame.normalCdf(-1.959963984540054)).toBeCloseTo(0.025, 14);
  expect(GlobalGame.normalCdf(-5)).toBeCloseTo(2.866515718791945e-7, 14);
  expect([GlobalGame.normalCdf(-9), GlobalGame.normalCdf(9)]).toEqual([0, 1]);
  for (const p of [0.001, 0.1, 0.5, 0.9, 0.999])
    expect(GlobalGame.normalCdf(GlobalGame.normalQuantile(p))).toBeCloseTo(p, 13);
});
