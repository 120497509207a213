import { expect, test } from 'vitest';
import * as Integer from './Integer.js';
import * as Streams from './Streams.js';

const MAX = Number.MAX_SAFE_INTEGER;

test('exact against arbitrary precision, narrow and wide, both directions', () => {
  const s = Streams.create(7);
  const id = Streams.open(s, 'operands');
  const draw = () => Streams.below(s, id, 2 ** (1 + Streams.below(s, id, 53)) - 1);
  let wide = 0;
  for (let i = 0; i < 40_000; i++) {
    const [a, b, c] = [draw(), draw(), draw() + 1];
    const product = BigInt(a) * BigInt(b);
    const down = product / BigInt(c);
    if (down >= BigInt(MAX)) continue;
    if (product > BigInt(MAX)) wide++;
    expect(BigInt(Integer.mulDivDown(a, b, c))).toBe(down);
    expect(BigInt(Integer.mulDivUp(a, b, c))).toBe(down * BigInt(c) === product ? down : down + 1n);
  }
  expect(wide).toBeGreaterThan(5000);
});

test('quotients one part in 2^53 below an integer are not rounded up', () => {
  for (let c = 2; c < 3000; c++) {
    const product = Math.floor(MAX / c) * c - 1;
    expect(Integer.mulDivDown(product, 1, c)).toBe(Math.floor(MAX / c) - 1);
    expect(Integer.mulDivUp(product, 1, c)).toBe(Math.floor(MAX / c));
  }
});

test('edges: zero, identity, the largest result', () => {
  expect(Integer.mulDivUp(0, MAX, 3)).toBe(0);
  expect(Integer.mulDivDown(MAX, MAX, MAX)).toBe(MAX);
  expect(Integer.mulDivUp(MAX, MAX - 1, MAX)).toBe(MAX - 1);
});

test.each([
  [-1, 2, 3],
  [1, -2, 3],
  [1, 2, 0],
  [1, 2, -3],
  [1.5, 2, 3],
  [2 ** 53, 1, 1],
  [Number.NaN, 1, 1],
  [MAX, 3, 2],
])('BASE-1 refuses %d * %d / %d', (a, b, c) => {
  expect(() => Integer.mulDivDown(a, b, c)).toThrow('BASE-1');
  expect(() => Integer.mulDivUp(a, b, c)).toThrow('BASE-1');
});

test('isSafe', () => {
  expect([0, -MAX, MAX, 2 ** 53, 0.5, Number.NaN, Number.POSITIVE_INFINITY].map(Integer.isSafe)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
