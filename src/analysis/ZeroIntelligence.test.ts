import { expect, test } from 'vitest';
import * as ZeroIntelligence from './ZeroIntelligence.js';

test('up and down are complementary when bid and ask change places', () => {
  const n = 12;
  const p = ZeroIntelligence.probabilityUp({ limit: 1, market: 0.5, cancel: 0.3 }, n);
  for (let b = 0; b < n; b++)
    for (let a = 0; a < n; a++) expect(p[b * n + a]! + p[a * n + b]!).toBeCloseTo(1, 9);
});

test('without arrivals and cancellations the race is a fair coin at each market order', () => {
  const p = ZeroIntelligence.probabilityUp({ limit: 0, market: 1, cancel: 0 }, 3);
  // Two asks against one bid: up only if both of the next two market orders buy.
  expect([p[0], p[1], p[2], p[3]].map((x) => Math.round(x! * 1e9) / 1e9)).toEqual([0.5, 0.25, 0.125, 0.75]);
});
