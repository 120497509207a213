import { expect, test } from 'vitest';
import * as Bits from './Bits.js';

function members(words: Int32Array, from: number, width: number): number[] {
  const found: number[] = [];
  for (let one = Bits.next(words, from, width, -1); one >= 0; one = Bits.next(words, from, width, one))
    found.push(one);
  return found;
}

test('a set is walked in ascending order, and its neighbors in the column are not seen', () => {
  const width = Bits.wordsFor(70);
  const words = new Int32Array(3 * width);
  for (const member of [69, 0, 31, 32, 63, 5]) Bits.add(words, width, member);
  Bits.add(words, 0, 69);
  Bits.add(words, 2 * width, 0);
  expect(members(words, width, width)).toEqual([0, 5, 31, 32, 63, 69]);
  Bits.remove(words, width, 31);
  Bits.remove(words, width, 69);
  expect(members(words, width, width)).toEqual([0, 5, 32, 63]);
});

test('what is added during a walk is met when it lies ahead', () => {
  const words = new Int32Array(2);
  Bits.add(words, 0, 3);
  expect(Bits.next(words, 0, 2, -1)).toBe(3);
  Bits.add(words, 0, 40);
  expect(Bits.next(words, 0, 2, 3)).toBe(40);
  expect(Bits.next(words, 0, 2, 40)).toBe(-1);
  expect(Bits.next(words, 0, 2, 63)).toBe(-1);
  expect(Bits.wordsFor(0)).toBe(0);
  expect(Bits.next(words, 0, 0, -1)).toBe(-1);
});
