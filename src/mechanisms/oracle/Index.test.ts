import { expect, test } from 'vitest';
import * as Index from './Index.js';

const composer = () => Index.create({ kind: 'drop', bound: 0.05 }, Float64Array.of(3, 2, 2, 1), 10e6, 0);
const compose = (prices: number[], ages = [0, 0, 0, 0]) =>
  Index.compose(composer(), Float64Array.from(prices), Float64Array.from(ages), 0);

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

test('a clamped source counts at the bound around the median (case I: 100, 100, 110 within 3 %)', () => {
  const even = Float64Array.of(1, 1, 1);
  const clamp = (prices: number[], weights = even) =>
    Index.compose(
      Index.create({ kind: 'clamp', bound: 0.03 }, weights, 10e6, 0),
      Float64Array.from(prices),
      new Float64Array(prices.length),
      0,
    );
  expect(clamp([100, 100, 110])).toBeCloseTo(101, 12);
  expect(clamp([100, 100, 50])).toBeCloseTo((100 + 100 + 97) / 3, 12);
  expect(clamp([100, 102, 110], Float64Array.of(1, 0, 3))).toBeCloseTo((100 + 3 * 1.03 * 102) / 4, 12);
  expect(clamp([Number.NaN, Number.NaN, Number.NaN])).toBeNaN();
});

test('a plain median leaves out sources without weight', () => {
  const prices = Float64Array.of(100, 101, 150, 10);
  const median = (...weights: number[]) =>
    Index.compose(
      Index.create({ kind: 'median' }, Float64Array.from(weights), 1, 0),
      prices,
      new Float64Array(4),
      0,
    );
  expect(median(1, 1, 1, 0)).toBe(101);
  expect(median(1, 1, 1, 1)).toBe(100.5);
  expect(median(5, 1, 0, 0)).toBe(100.5);
});

test('an oracle is the weighted median', () => {
  const oracle = Index.create({ kind: 'weighted-median' }, Float64Array.of(3, 2, 2, 1, 1, 1, 1), 1, 0);
  const prices = Float64Array.of(100, 101, 99, 103, 98, 97, 105);
  expect(Index.compose(oracle, prices, new Float64Array(7), 0)).toBe(100);
});

test('a source that comes back regains its weight over the stated time', () => {
  const slow = Index.create({ kind: 'clamp', bound: 0.5 }, Float64Array.of(1, 1), 10e6, 60e6);
  const at = (seconds: number, age: number) =>
    Index.compose(slow, Float64Array.of(100, 110), Float64Array.of(0, age), seconds * 1e6);
  // Both have always counted; then the second falls silent, and comes back at second 20.
  expect(at(0, 0)).toBe(105);
  expect(at(11, 11e6)).toBe(100);
  expect(at(20, 0)).toBe(100);
  expect(at(50, 0)).toBeCloseTo((100 + 0.5 * 110) / 1.5, 12);
  expect(at(80, 0)).toBe(105);
  expect(slow.settledUs).toBe(80e6);
  // Plain data: a copy goes on alike.
  expect(structuredClone(slow)).toEqual(slow);
});
