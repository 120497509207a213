import { expect, test } from 'vitest';
import * as Price from './Price.js';

const SIZES = [1, 0.1, 0.5, 0.05, 0.01, 0.25, 0.001, 0.0001, 0.00001, 0.00000001, 2.5, 10, 0.0003];

test('ticks survive the way to a price and back, rounded either way', () => {
  for (const size of SIZES) {
    for (let i = 1; i < 3000; i++) {
      const ticks = i * 37 + i ** 3;
      const price = Price.toPrice(ticks, size);
      expect(Price.toTicksDown(price, size)).toBe(ticks);
      expect(Price.toTicksUp(price, size)).toBe(ticks);
      expect(Price.toTicksNearest(price, size)).toBe(ticks);
    }
  }
});

test('prices of decimal ticks are the decimals a reader expects', () => {
  expect(Price.toPrice(3, 0.1)).toBe(0.3);
  expect(Price.toPrice(65_123, 0.00001)).toBe(0.65123);
  expect(Price.toPrice(1_215_431, 0.1)).toBe(121_543.1);
  expect(Price.toPrice(7, 2.5)).toBe(17.5);
});

test('between two ticks: a bid rounds down, an ask up, a reference to the nearer', () => {
  expect(Price.toTicksDown(0.65129, 0.0001)).toBe(6512);
  expect(Price.toTicksUp(0.65121, 0.0001)).toBe(6513);
  expect(Price.toTicksNearest(0.65121, 0.0001)).toBe(6512);
  expect(Price.toTicksNearest(0.65129, 0.0001)).toBe(6513);
});

test('a decimal half goes up, although its double may lie below', () => {
  expect(0.145 / 0.01).toBeLessThan(14.5);
  expect(Price.toTicksNearest(0.145, 0.01)).toBe(15);
  expect(Price.toTicksNearest(0.1449999, 0.01)).toBe(14);
  expect(Price.toTicksNearest(2.5, 1)).toBe(3);
  expect(Price.toTicksNearest(-2.5, 1)).toBe(-2);
});

test('UNIT-1 refuses prices that have no ticks', () => {
  for (const [price, size] of [
    [1, 0],
    [Number.NaN, 0.1],
    [1e12, 1e-8],
  ] as const)
    for (const toTicks of [Price.toTicksDown, Price.toTicksUp, Price.toTicksNearest])
      expect(() => toTicks(price, size)).toThrow('UNIT-1');
});
