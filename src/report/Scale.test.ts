import { expect, test } from 'vitest';
import * as Scale from './Scale.js';

test('a linear scale covers its values with round grid lines', () => {
  const scale = Scale.linear(-0.131, 0.004);
  expect(Scale.ticks(scale)).toEqual([-0.15, -0.1, -0.05, 0, 0.05]);
  expect(Scale.ticks(Scale.linear(0, 2.81e9))).toEqual([0, 1e9, 2e9, 3e9]);
  expect(Scale.place(scale, -0.05)).toBeCloseTo(0.5, 12);
});

test('a flat line still has an axis, and values beyond it stay in the picture', () => {
  expect(Scale.ticks(Scale.linear(3, 3))).toEqual([2, 3, 4]);
  expect(Scale.place(Scale.linear(0, 10), 99)).toBe(1);
  expect(Scale.place(Scale.linear(0, 10), -1)).toBe(0);
  expect(Scale.place(Scale.linear(0, 10), Number.NaN)).toBeNaN();
});

test('a log scale has one grid line per decade, at most seven', () => {
  const scale = Scale.log(27_000, 3.2e6);
  expect(Scale.ticks(scale)).toEqual([1e4, 1e5, 1e6, 1e7]);
  expect(Scale.place(scale, 1e5)).toBeCloseTo(1 / 3, 12);
  expect(Scale.place(scale, 0)).toBe(0);
  expect(Scale.ticks(Scale.log(1e-9, 5e6))).toHaveLength(7);
  expect(Scale.ticks(Scale.log(100, 100))).toEqual([10, 100]);
});
