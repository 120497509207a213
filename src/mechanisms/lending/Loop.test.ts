import { expect, test } from 'vitest';
import * as Loop from './Loop.js';

test('exposure is what the rounds, made one by one, build up', () => {
  let [equity, debt, collateral] = [100, 0, 0];
  for (let round = 0; round <= 7; round++) {
    collateral += equity;
    equity *= round < 7 ? 0.85 : 0;
    debt += equity;
  }
  expect(collateral / 100).toBeCloseTo(Loop.exposure(0.85, 7), 12);
  expect(debt / collateral).toBeCloseTo(Loop.ltv(Loop.exposure(0.85, 7)), 12);
  expect(Loop.exposure(0.85, 0)).toBe(1);
  expect(Loop.exposure(0.85, 400)).toBeCloseTo(Loop.exposureLimit(0.85), 9);
});

test('at the trigger price health is one, at the wipe nothing is left', () => {
  const exposure = Loop.exposure(0.9, 10);
  const price = Loop.triggerPrice(exposure, 0.92);
  expect((0.92 * exposure * price) / (exposure - 1)).toBeCloseTo(1, 12);
  const fall = Loop.fallToWipe(exposure, 1.04);
  expect(exposure * (1 - fall)).toBeCloseTo(1.04 * (exposure - 1), 12);
  expect(Loop.incentiveAtWipe(exposure, fall)).toBeCloseTo(1.04, 12);
});

test('at the break-even rate a loop earns nothing, below it more with every round', () => {
  const exposure = Loop.exposure(0.9, 10);
  const rate = Loop.breakEvenRate(exposure, 0.07);
  expect(Loop.netYield(exposure, 0.07, rate)).toBeCloseTo(0, 12);
  expect(Loop.netYield(Loop.exposure(0.9, 11), 0.07, 0.055)).toBeGreaterThan(
    Loop.netYield(exposure, 0.07, 0.055),
  );
});

test('a partial liquidation raises health above the toxic line, and lowers it below', () => {
  const after = (health: number) => {
    const [collateral, repaid] = [100, 1];
    const debt = (0.92 * collateral) / health;
    return (0.92 * (collateral - 1.04 * repaid)) / (debt - repaid);
  };
  const line = Loop.toxicHealth(0.92, 1.04);
  expect(line).toBeCloseTo(0.9568, 12);
  expect(after(line + 0.01)).toBeGreaterThan(line + 0.01);
  expect(after(line - 0.01)).toBeLessThan(line - 0.01);
});
