import { expect, test } from 'vitest';
import * as Decimate from './Decimate.js';

test('a short line is drawn whole', () => {
  expect(Decimate.indices(new Float64Array(10), 3, 7, 100)).toEqual([3, 4, 5, 6]);
});

test('a long line keeps every extreme, in order of time, within the limit', () => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i / 50));
  values[1234] = -9;
  values[4321] = 9;
  values.fill(Number.NaN, 0, 37);
  const picked = Decimate.indices(values, 0, 5000, 1200);
  expect(picked.length).toBeLessThanOrEqual(1200);
  expect(picked).toContain(1234);
  expect(picked).toContain(4321);
  expect([...picked].sort((a, b) => a - b)).toEqual(picked);
  expect(new Set(picked).size).toBe(picked.length);
});

test('bars are averaged, the last one over what is left', () => {
  const values = Float64Array.of(9, 1, 3, Number.NaN, 4, 6);
  expect(Decimate.means(values, 1, 6, 2)).toEqual([2, 2, 6]);
});
