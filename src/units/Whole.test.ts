import { expect, test } from 'vitest';
import * as Whole from './Whole.js';

test('down and up are toward the infinities, a half goes up', () => {
  expect([Whole.down(2.9), Whole.down(-2.1), Whole.up(2.1), Whole.up(-2.9)]).toEqual([2, -3, 3, -2]);
  expect([Whole.nearest(2.5), Whole.nearest(-2.5), Whole.nearest(2.49)]).toEqual([3, -2, 2]);
});

test('nothing is nudged: 0.29 of a hundred is 28', () => {
  expect(Whole.down(0.29 * 100)).toBe(28);
});
