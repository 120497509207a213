import { expect, test } from 'vitest';
import * as FundingMedian from './FundingMedian.js';
import type { Inputs } from './MarkRule.js';

const HOUR = 3600e6;
const calm: Inputs = {
  index: 100_000,
  bid: 99_999,
  ask: 100_001,
  last: 100_000,
  fundingRate: 0,
  untilFundingUs: 4 * HOUR,
  intervalUs: 8 * HOUR,
  passedUs: 1e6,
  peers: Number.NaN,
};

test('in a crash the mark follows the averaged basis, not the last print', () => {
  const window = FundingMedian.create({});
  let mark = 0;
  for (let s = 0; s < 30; s++) {
    const mid = s < 20 ? 100_000 : 97_000;
    mark = FundingMedian.price(window, { ...calm, bid: mid - 1, ask: mid + 1, last: s < 29 ? mid : 90_000 });
  }
  // Ten of thirty samples at -3 000: price 2 is 99 000, between the index and the print of 90 000.
  expect(mark).toBe(99_000);
});

test('the window is the venue’s own unless a scenario states another', () => {
  expect(FundingMedian.create({}).samples).toHaveLength(30);
  expect(FundingMedian.create({ samples: 60 }).samples).toHaveLength(60);
});

test('without an index the mark is the last price, without a last price the mean of the others', () => {
  expect(FundingMedian.median(Number.NaN, Number.NaN, 97)).toBe(97);
  expect(FundingMedian.median(100, 102, Number.NaN)).toBe(101);
});

test('price 1 carries the index by the funding still to come', () => {
  expect(FundingMedian.carried(100, 0.001, 4, 8)).toBeCloseTo(100.05, 12);
  expect(FundingMedian.carried(100, -0.001, 0, 8)).toBe(100);
});

test('a book of one side adds no sample: the mark is between index and last', () => {
  const window = FundingMedian.create({});
  const mark = FundingMedian.price(window, {
    ...calm,
    index: 80_000,
    ask: Number.NaN,
    bid: 99_000,
    last: 99_000,
  });
  expect(mark).toBe(80_000);
});
