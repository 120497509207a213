import { expect, test } from 'vitest';
import { InvariantError, invariant } from './assert.js';

test('a broken invariant carries its id and detail', () => {
  let thrown: unknown;
  try {
    invariant(1 > 2, 'BASE-9', () => 'one is not more than two');
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(InvariantError);
  expect(thrown).toMatchObject({
    name: 'InvariantError',
    id: 'BASE-9',
    message: 'BASE-9: one is not more than two',
  });
});

test('the detail of a kept invariant is never built', () => {
  invariant(true, 'BASE-9', () => {
    throw new Error('built');
  });
});
