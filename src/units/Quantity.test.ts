import { expect, test } from 'vitest';
import * as Quantity from './Quantity.js';

test('lots survive the way to a quantity and back, long and short', () => {
  for (const size of [1, 0.1, 0.001, 0.00001, 5, 100]) {
    for (let i = -2000; i < 2000; i++) {
      const quantity = Quantity.toQuantity(i * 997, size);
      expect(Quantity.toLotsDown(quantity, size)).toBe(i * 997);
      expect(Quantity.toLotsUp(quantity, size)).toBe(i * 997);
    }
  }
});

test('a part of a lot rounds in the stated direction', () => {
  expect(Quantity.toLotsDown(0.0019, 0.001)).toBe(1);
  expect(Quantity.toLotsUp(0.0011, 0.001)).toBe(2);
  expect(Quantity.toLotsDown(-0.0011, 0.001)).toBe(-2);
  expect(Quantity.toLotsUp(-0.0019, 0.001)).toBe(-1);
  expect(Quantity.toLotsDown(0.3, 0.1)).toBe(3);
});

test('UNIT-1 refuses quantities that have no lots', () => {
  expect(() => Quantity.toLotsDown(1, 0)).toThrow('UNIT-1');
  expect(() => Quantity.toLotsUp(Number.NaN, 1)).toThrow('UNIT-1');
  expect(() => Quantity.toLotsUp(1e10, 1e-8)).toThrow('UNIT-1');
});
