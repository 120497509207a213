import { expect, test } from 'vitest';
import * as Amount from './Amount.js';

test('every decimal input is exact in both directions', () => {
  for (const decimals of [0, 2, 4, 6, 8]) {
    for (let i = 0; i < 4000; i++) {
      const atoms = (i * 7_919 + i ** 3) * (i % 2 === 0 ? 1 : -1) + 0;
      const units = Number(`${atoms}e-${decimals}`);
      expect(Amount.toAtomsDown(units, decimals)).toBe(atoms);
      expect(Amount.toAtomsUp(units, decimals)).toBe(atoms);
      expect(Amount.toUnits(atoms, decimals)).toBe(units);
    }
  }
});

test('0.29 with two decimals is 29, and 1.005 with two is not 101 when rounded down', () => {
  expect(Amount.toAtomsDown(0.29, 2)).toBe(29);
  expect(Amount.toAtomsUp(1.1, 1)).toBe(11);
  expect(Amount.toAtomsDown(1.005, 2)).toBe(100);
  expect(Amount.toAtomsUp(1.005, 2)).toBe(101);
});

test('a real fraction of an atom is rounded in the stated direction, for both signs', () => {
  expect(Amount.toAtomsDown(1.23456, 4)).toBe(12345);
  expect(Amount.toAtomsUp(1.23451, 4)).toBe(12346);
  expect(Amount.toAtomsDown(-1.23451, 4)).toBe(-12346);
  expect(Amount.toAtomsUp(-1.23456, 4)).toBe(-12345);
  expect(Amount.toAtomsUp(1e-15, 4)).toBe(1);
  expect(Amount.toAtomsDown(-1e-15, 4)).toBe(-1);
});

test('the nudge is narrow: a billionth of an atom is still a fraction', () => {
  expect(Amount.toAtomsDown(99.999999999, 0)).toBe(99);
  expect(Amount.toAtomsUp(100.000000001, 0)).toBe(101);
});

test('no negative zero', () => {
  expect(Object.is(Amount.toAtomsUp(-1e-9, 4), 0)).toBe(true);
  expect(Object.is(Amount.toAtomsDown(-0, 4), 0)).toBe(true);
});

test.each([
  [Number.NaN, 4],
  [Number.POSITIVE_INFINITY, 4],
  [1e12, 4],
  [-1e12, 4],
  [1, -1],
  [1, 19],
  [1, 1.5],
])('UNIT-1 refuses %d units with %d decimals', (units, decimals) => {
  expect(() => Amount.toAtomsDown(units, decimals)).toThrow('UNIT-1');
  expect(() => Amount.toAtomsUp(units, decimals)).toThrow('UNIT-1');
});
