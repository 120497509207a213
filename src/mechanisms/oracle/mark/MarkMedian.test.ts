import { expect, test } from 'vitest';
import * as Ema from '../Ema.js';
import * as MarkMedian from './MarkMedian.js';

test('median of three, and of three again when one is missing', () => {
  const mark = MarkMedian.create();
  expect(MarkMedian.median(mark, 100, Number.NaN, Number.NaN)).toBe(100);
  MarkMedian.observe(mark, 100, 102, 103, 3e6);
  expect(Ema.value(mark.basis)).toBe(2);
  expect(Ema.value(mark.book)).toBe(103);
  expect(MarkMedian.bookPrice(101, 103, Number.NaN)).toBe(102);
  expect(MarkMedian.median(mark, 100, 90, 101)).toBe(101);
  // Two inputs, 102 and 90; the 30 s book average of 103 joins, so the median is 102.
  expect(MarkMedian.median(mark, 100, 90, Number.NaN)).toBe(102);
});

test('a book of one side has no price: the oracle is the mark (case T)', () => {
  const mark = MarkMedian.create();
  const inputs = {
    index: 80_000,
    bid: 99_000,
    ask: Number.NaN,
    last: 100_000,
    fundingRate: 0,
    untilFundingUs: 0,
    intervalUs: 1,
    passedUs: 3e6,
    peers: Number.NaN,
  };
  expect(MarkMedian.price(mark, inputs)).toBe(80_000);
  expect(MarkMedian.price(mark, { ...inputs, bid: Number.NaN, ask: 60_000 })).toBe(80_000);
  expect(MarkMedian.price(mark, { ...inputs, peers: 79_000 })).toBe(79_500);
});

test('an empty side of the book leaves both averages as they are', () => {
  const mark = MarkMedian.create();
  MarkMedian.observe(mark, 100, 102, 103, 3e6);
  MarkMedian.observe(mark, 100, Number.NaN, Number.NaN, 3e6);
  expect([Ema.value(mark.basis), Ema.value(mark.book)]).toEqual([2, 103]);
});
