import { expect, test } from 'vitest';
import * as StylizedFacts from './StylizedFacts.js';

test('alternating returns: full negative memory, constant size, thin tails', () => {
  const returns = Float64Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 1 : -1));
  expect(StylizedFacts.autocorrelation(returns, 1)).toBeCloseTo(-0.999, 12);
  expect(StylizedFacts.autocorrelation(returns, 2)).toBeCloseTo(0.998, 12);
  expect(StylizedFacts.excessKurtosis(returns)).toBeCloseTo(-2, 12);
});

test('the tail exponent does not depend on the unit', () => {
  const sample = Float64Array.from({ length: 500 }, (_, i) => 1 / (500 - i) ** 0.4);
  expect(StylizedFacts.hill(sample, 50)).toBeCloseTo(
    StylizedFacts.hill(
      sample.map((x) => 1000 * x),
      50,
    ),
    9,
  );
});
