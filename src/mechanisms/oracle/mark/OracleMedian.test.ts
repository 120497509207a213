import { expect, test } from 'vitest';
import * as Ema from '../Ema.js';
import * as OracleMedian from './OracleMedian.js';

test('median of three, and of three again when one is missing', () => {
  const mark = OracleMedian.create();
  expect(OracleMedian.median(mark, 100, Number.NaN, Number.NaN)).toBeNaN();
  OracleMedian.observe(mark, 100, 102, 103, 3e6);
  expect(Ema.value(mark.basis)).toBe(2);
  expect(Ema.value(mark.book)).toBe(103);
  expect(OracleMedian.bookPrice(101, 103, Number.NaN)).toBe(102);
  expect(OracleMedian.median(mark, 100, 90, 101)).toBe(101);
  // Two inputs, 102 and 90; the 30 s book average of 103 joins, so the median is 102.
  expect(OracleMedian.median(mark, 100, 90, Number.NaN)).toBe(102);
});

test('an empty side of the book leaves both averages as they are', () => {
  const mark = OracleMedian.create();
  OracleMedian.observe(mark, 100, 102, 103, 3e6);
  OracleMedian.observe(mark, 100, Number.NaN, Number.NaN, 3e6);
  expect([Ema.value(mark.basis), Ema.value(mark.book)]).toEqual([2, 103]);
});
