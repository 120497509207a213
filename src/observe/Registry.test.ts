import { expect, test } from 'vitest';
import * as Registry from './Registry.js';

test('a producer has a name of its own and something to say', () => {
  const keys = Registry.PRODUCERS.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { key, levels, totals, summary } of Registry.PRODUCERS)
    expect([key, [levels, totals, summary].some((one) => one !== undefined)]).toEqual([key, true]);
});
