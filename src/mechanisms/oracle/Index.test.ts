import { expect, test } from 'vitest';
import * as Index from './Index.js';

const terms: Index.Terms = { weights: Float64Array.of(3, 2, 2, 1), maxAgeUs: 10e6, maxDeviation: 0.05 };
const compose = (prices: number[], ages = [0, 0, 0, 0]) =>
  Index.compose(Float64Array.from(prices), Float64Array.from(ages), terms);

test('weighted mean of live venues', () => {
  expect(compose([100, 101, 99, 102])).toBe((300 + 202 + 198 + 102) / 8);
});

test('stale and missing venues do not count; the age bound itself is live', () => {
  expect(compose([100, 101, 99, 102], [0, 0, 10e6 + 1, 10e6])).toBeCloseTo((300 + 202 + 102) / 6, 12);
  expect(compose([100, Number.NaN, 99, 102])).toBeCloseTo((300 + 198 + 102) / 6, 12);
});

test('one outlier loses its weight, the venue with the largest weight too', () => {
  expect(compose([60, 101, 99, 100])).toBeCloseTo((202 + 198 + 100) / 5, 12);
});

test('with two outliers the index is the median', () => {
  // By weight, the two that agree would average to 100.6.
  expect(compose([101, 60, 100, 150])).toBe(100.5);
  expect(compose([60, 100, Number.NaN, Number.NaN])).toBe(80);
});

test('no live venue gives NaN, a single one its own price', () => {
  expect(compose([100, 101, 99, 102], [1e9, 1e9, 1e9, 1e9])).toBeNaN();
  expect(compose([Number.NaN, Number.NaN, Number.NaN, 42])).toBe(42);
});
