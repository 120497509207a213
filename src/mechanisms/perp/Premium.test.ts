import { expect, test } from 'vitest';
import * as Premium from './Premium.js';

test('running averages equal the sums over all samples', () => {
  const average = Premium.create();
  expect([Premium.linearAverage(average), Premium.plainAverage(average)]).toEqual([0, 0]);
  const samples = Array.from({ length: 5760 }, (_, i) => Math.sin(i) / 1000 + i / 1e7);
  for (const p of samples) Premium.sample(average, p);
  const weighted = samples.reduce((sum, p, i) => sum + (i + 1) * p, 0) / ((5760 * 5761) / 2);
  expect(Premium.linearAverage(average)).toBeCloseTo(weighted, 14);
  expect(Premium.plainAverage(average)).toBeCloseTo(samples.reduce((a, b) => a + b) / 5760, 14);
  Premium.reset(average);
  expect(average).toEqual(Premium.create());
});

test('the sign follows the side on which the book leaves the index', () => {
  expect(Premium.assess(101, 102, 100)).toBe(0.01);
  expect(Premium.assess(98, 99, 100)).toBe(-0.01);
  expect(Premium.assess(99, 101, 100)).toBe(0);
});

test('a side without depth adds nothing, a sample without an index is skipped', () => {
  expect(Premium.assess(Number.NaN, 99, 100)).toBe(-0.01);
  expect(Premium.assess(101, Number.NaN, 100)).toBe(0.01);
  const average = Premium.create();
  Premium.sample(average, Number.NaN);
  expect(average.count).toBe(0);
});
