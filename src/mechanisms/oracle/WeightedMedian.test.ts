import { expect, test } from 'vitest';
import * as WeightedMedian from './WeightedMedian.js';

test('the lower median where the weights split evenly', () => {
  expect(WeightedMedian.compose([2, 1], [1, 1])).toBe(1);
  expect(WeightedMedian.compose([1, 2, 3], [1, 1, 2])).toBe(2);
  expect(WeightedMedian.compose([1, 2, 3], [1, 1, 3])).toBe(3);
});

test('agrees with the plain lower median of repeated prices', () => {
  const prices = [5, 1, 4, 1, 3, 9];
  const weights = [2, 3, 1, 1, 5, 2];
  const repeated = prices.flatMap((p, i) => Array<number>(weights[i]!).fill(p)).sort((a, b) => a - b);
  expect(WeightedMedian.compose(prices, weights)).toBe(repeated[(repeated.length - 1) >> 1]);
});

test('missing prices take their weight with them', () => {
  expect(WeightedMedian.compose([Number.NaN, 1, 2], [100, 1, 2])).toBe(2);
  expect(WeightedMedian.compose([Number.NaN], [1])).toBeNaN();
});

test('plain median', () => {
  expect([[3, 1, 2], [10, 1, 9, 2], [Number.NaN, 7], []].map(WeightedMedian.plain)).toEqual([
    2,
    5.5,
    7,
    Number.NaN,
  ]);
});

test('the median of three is the plain median, in every order and with any of them missing', () => {
  const few = [1, 2, 2, 5, Number.NaN];
  for (const a of few)
    for (const b of few)
      for (const c of few) expect(WeightedMedian.ofThree(a, b, c)).toBe(WeightedMedian.plain([a, b, c]));
});
