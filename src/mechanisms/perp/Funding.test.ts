import { expect, test } from 'vitest';
import * as Funding from './Funding.js';

const hourly: Funding.Terms = { interest: 0.0001, clamp: 0.0005, cap: 0.04, intervalHours: 1 };

test('hourly rate is an eighth of the eight-hour rate, capped afterwards', () => {
  expect(Funding.rate(0, hourly)).toBeCloseTo(0.0001 / 8, 15);
  expect(Funding.rate(0.0012, hourly)).toBeCloseTo(0.0007 / 8, 15);
  expect(Funding.rate(1, hourly)).toBe(0.04);
  expect(Funding.rate(-1, hourly)).toBe(-0.04);
});

test('positive rate: longs pay, shorts receive; negative the other way', () => {
  expect(Funding.payment(1_000_000, 100_000)).toBe(100);
  expect(Funding.payment(-1_000_000, 100_000)).toBe(-100);
  expect(Funding.payment(1_000_000, -100_000)).toBe(-100);
  expect(Funding.payment(-1_000_000, -100_000)).toBe(100);
});

test('payers round up and receivers down, so a market never pays out more than it takes', () => {
  expect([Funding.payment(1, 1), Funding.payment(-1, 1)]).toEqual([1, 0]);
  const longs = [333, 333, 334].map((n) => Funding.payment(n, 7_000_001));
  expect(longs.reduce((a, b) => a + b) + Funding.payment(-1000, 7_000_001)).toBe(9 - 7);
});

test('nothing is paid without a position or a rate, and never a negative zero', () => {
  for (const [notional, rate] of [
    [0, 5],
    [0, -5],
    [5, 0],
    [-5, 0],
  ] as const)
    expect(Object.is(Funding.payment(notional, rate), 0)).toBe(true);
});

test('large notionals stay exact', () => {
  expect(Funding.payment(9_000_000_000_000_000, 123_456_789)).toBe(1_111_111_101_000_000);
});

test('stored rates are nearest parts of 1e-9', () => {
  expect([0.0001, -0.00000000051, 0, -0.0000000001].map(Funding.toNano)).toEqual([100_000, -1, 0, 0]);
});
