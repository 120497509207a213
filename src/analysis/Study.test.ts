import { expect, test } from 'vitest';
import * as Study from './Study.js';

function runs(values: readonly number[], first = 1): Study.Run[] {
  return values.map((fall, i) => ({ seed: first + i, values: { fall } }));
}

test('the spread is the median and the 5th and 95th percentile; missing numbers are left out', () => {
  const hundred = runs(Array.from({ length: 101 }, (_, i) => i));
  expect(Study.spread(hundred, 'fall')).toEqual({ count: 101, median: 50, low: 5, high: 95 });
  expect(Study.spread(runs([3, Number.NaN, 5]), 'fall')).toMatchObject({ count: 2, median: 4 });
  expect(Study.spread(hundred, 'absent').count).toBe(0);
});

test('a documented value is inside, outside or not documented', () => {
  const spread = Study.spread(runs([1, 2, 3, 4, 5]), 'fall');
  expect(Study.covers(spread, 3)).toBe(true);
  expect(Study.covers(spread, 5.1)).toBe(false);
  expect(Study.covers(spread, null)).toBeNull();
  expect(Study.covers(Study.spread([], 'fall'), 3)).toBeNull();
});

test('pairs are matched by seed, whatever the order, and only where both sets have it', () => {
  const base = runs([10, 20, 30, 40]);
  const other = [...runs([11, 22, 33, 44])].reverse();
  expect(Study.paired(base, other, 'fall')).toMatchObject({ count: 4, mean: 2.5, agree: 1 });
  expect(Study.paired(base, runs([5, 5], 4), 'fall')).toMatchObject({ count: 1, mean: -35, sign: 0 });
  expect(Study.paired(base, runs([5], 9), 'fall')).toMatchObject({ count: 0, sign: 0 });
});

test('shared luck cancels: a small shift under a large spread is found, and its sign told', () => {
  const luck = Array.from({ length: 20 }, (_, i) => 100 * Math.sin(7 * i));
  const shifted = luck.map((value, i) => value - 1 + 0.5 * Math.sin(11 * i));
  const change = Study.paired(runs(luck), runs(shifted), 'fall');
  expect(change.sign).toBe(-1);
  expect(change.low).toBeLessThan(-1);
  expect(change.high).toBeGreaterThan(-1);
  expect(change.high).toBeLessThan(-0.7);
});

test('noise around zero has no sign, and a constant shift has a point as interval', () => {
  const noise = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + (i % 5)));
  expect(Study.paired(runs(noise.map(() => 0)), runs(noise), 'fall').sign).toBe(0);
  expect(Study.paired(runs([1, 2, 3]), runs([2, 3, 4]), 'fall')).toMatchObject({
    mean: 1,
    low: 1,
    high: 1,
    sign: 1,
  });
});

test('the interval is close to Student t for normal-like data, and repeatable by seed', () => {
  const scores = [-1.64, -1.04, -0.67, -0.39, -0.13, 0.13, 0.39, 0.67, 1.04, 1.64];
  const zero = runs(scores.map(() => 0));
  const change = Study.paired(zero, runs(scores), 'fall', 3);
  const deviation = Math.sqrt(scores.reduce((sum, x) => sum + x * x, 0) / 9);
  const student = (2.262 * deviation) / Math.sqrt(10);
  expect(change.high / student).toBeGreaterThan(0.9);
  expect(change.high / student).toBeLessThan(1.1);
  expect(Study.paired(zero, runs(scores), 'fall', 3)).toEqual(change);
  expect(Study.paired(zero, runs(scores), 'fall', 4).high).not.toBe(change.high);
});
