import { expect, test } from 'vitest';
import * as AverageBasis from './AverageBasis.js';

test('the basis window forgets the oldest sample and survives a copy', () => {
  const window = AverageBasis.create(3);
  expect(AverageBasis.value(window)).toBe(0);
  for (const basis of [1, 2, 3, 10]) AverageBasis.sample(window, basis);
  const copy = structuredClone(window);
  AverageBasis.sample(copy, Number.NaN);
  expect([AverageBasis.value(window), AverageBasis.value(copy)]).toEqual([5, 5]);
  AverageBasis.sample(copy, 17);
  expect([AverageBasis.value(window), AverageBasis.value(copy)]).toEqual([5, 10]);
});
