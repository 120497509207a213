import { expect, test } from 'vitest';
import * as Ema from './Ema.js';
import * as Mark from './Mark.js';

test('the basis window forgets the oldest sample and survives a copy', () => {
  const window = Mark.createWindow(3);
  expect(Mark.averageBasis(window)).toBe(0);
  for (const basis of [1, 2, 3, 10]) Mark.sample(window, basis);
  const copy = structuredClone(window);
  Mark.sample(copy, Number.NaN);
  expect([Mark.averageBasis(window), Mark.averageBasis(copy)]).toEqual([5, 5]);
  Mark.sample(copy, 17);
  expect([Mark.averageBasis(window), Mark.averageBasis(copy)]).toEqual([5, 10]);
});

test('in a crash the mark follows the averaged basis, not the last print', () => {
  const window = Mark.createWindow(30);
  for (let s = 0; s < 30; s++) Mark.sample(window, s < 20 ? 0 : -3000);
  const index = 100_000;
  const price2 = index + Mark.averageBasis(window);
  expect(price2).toBe(99_000);
  expect(Mark.binance(Mark.fundingPrice(index, 0, 0, 1), price2, 90_000)).toBe(99_000);
});

test('without an index the mark is the last price, without a last price the mean of the others', () => {
  expect(Mark.binance(Number.NaN, Number.NaN, 97)).toBe(97);
  expect(Mark.binance(100, 102, Number.NaN)).toBe(101);
});

test('price 1 carries the index by the funding still to come', () => {
  expect(Mark.fundingPrice(100, 0.001, 4, 8)).toBeCloseTo(100.05, 12);
  expect(Mark.fundingPrice(100, -0.001, 0, 8)).toBe(100);
});

test('oracle mark: median of three, and of three again when one is missing', () => {
  const mark = Mark.createOracleMark();
  expect(Mark.oracleMark(mark, 100, Number.NaN, Number.NaN)).toBeNaN();
  Mark.observe(mark, 100, 101, 103, 104, 3e6);
  expect(Ema.value(mark.basis)).toBe(2);
  expect(Ema.value(mark.book)).toBe(103);
  expect(Mark.bookPrice(101, 103, Number.NaN)).toBe(102);
  expect(Mark.oracleMark(mark, 100, 90, 101)).toBe(101);
  // Two inputs, 102 and 90; the 30 s book average of 103 joins, so the median is 102.
  expect(Mark.oracleMark(mark, 100, 90, Number.NaN)).toBe(102);
});

test('an empty side of the book leaves both averages as they are', () => {
  const mark = Mark.createOracleMark();
  Mark.observe(mark, 100, 101, 103, 104, 3e6);
  Mark.observe(mark, 100, Number.NaN, Number.NaN, Number.NaN, 3e6);
  expect([Ema.value(mark.basis), Ema.value(mark.book)]).toEqual([2, 103]);
});
