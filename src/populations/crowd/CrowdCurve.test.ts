import { describe, expect, test } from 'vitest';
import * as Tiers from '../../mechanisms/margin/Tiers.js';
import type { Market } from '../../state/Engine.js';
import * as CrowdCurve from './CrowdCurve.js';

const CURVE = [
  [0.03, 0],
  [0.05, 0.002],
  [0.1, 0.052],
  [0.35, 0.1],
] as const;

test.each([
  [0, 0.03],
  [0.001, 0.04],
  [0.002, 0.05],
  // Half of the way from 0.2% to 5.2%.
  [0.027, 0.075],
  [0.076, 0.225],
  [0.1, 0.35],
  // Beyond the curve nobody is liquidated later than at its end.
  [0.5, 0.35],
])('a share of %d is liquidated within a fall of %d', (share, fall) => {
  expect(CrowdCurve.fallAt(CURVE, share)).toBeCloseTo(fall, 12);
});

describe('the margin of a long that lasts for a stated fall', () => {
  // Half a percent up to 100 000 dollars, then 1% less 500 dollars.
  const tiers = Tiers.fromBrackets([
    { floor: 0, rate: 0.005, maxLeverage: 50 },
    { floor: 100_000, rate: 0.01, maxLeverage: 50 },
  ]);
  const market = { tiers, maxLeverage: 50 } as Market;

  test.each([
    // The fall of its notional, and half a percent of the 45 000 left.
    ['of 50 000 dollars, 10%', 50_000, 0.1, 1, 5_000 + 225],
    // 1% of 180 000 less 500.
    ['of 200 000 dollars, 10%', 200_000, 0.1, 1, 20_000 + 1_300],
    // Four accounts of 50 000 each.
    ['of four such accounts together', 200_000, 0.1, 4, 4 * 5_225],
    // The table allows 50 times: 2% at least, where 1% and its maintenance would do.
    ['close to the open, as much as the venue asks', 50_000, 0.01, 1, 1_000],
  ])('%s', (_, usd, fall, weight, margin) => {
    expect(CrowdCurve.marginFor(market, usd, fall, weight)).toBeCloseTo(margin, 9);
  });
});
