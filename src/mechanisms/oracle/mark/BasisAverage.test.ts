import { expect, test } from 'vitest';
import * as BasisAverage from './BasisAverage.js';
import type { Inputs } from './MarkRule.js';

const at = (index: number, bid: number, ask: number): Inputs => ({
  index,
  bid,
  ask,
  last: 90,
  fundingRate: 0,
  untilFundingUs: 0,
  intervalUs: 1,
  passedUs: 1e6,
  peers: Number.NaN,
});

test('the index plus the mean of the last samples of the basis', () => {
  const window = BasisAverage.create({ samples: 2 });
  expect(BasisAverage.price(window, at(100, 101, 103))).toBe(102);
  expect(BasisAverage.price(window, at(100, 99, 101))).toBe(101);
  expect(BasisAverage.price(window, at(100, 97, 99))).toBe(99);
});

test('a side that is missing adds no sample; without an index the last trade stands', () => {
  const window = BasisAverage.create({ samples: 2 });
  expect(BasisAverage.price(window, at(80, 99, Number.NaN))).toBe(80);
  expect(BasisAverage.price(window, at(Number.NaN, 99, 101))).toBe(90);
});
