import { expect, test } from 'vitest';
import * as Digest from './Digest.js';

function of(...values: readonly (number | string)[]): string {
  const d = Digest.create();
  for (const value of values) typeof value === 'number' ? Digest.mix(d, value) : Digest.mixText(d, value);
  return Digest.hex(d);
}

test('pinned: a change here changes every run digest and every stream', () => {
  expect([of(), of(0), of(1, 2, 3), of('unwind'), of(-1, 2 ** 40)]).toMatchInlineSnapshot(`
    [
      "6975619f418e7ed9",
      "c5e58df358e40817",
      "c3949c08397efbe0",
      "adb041974a64ed06",
      "3a584a8da266ec25",
    ]
  `);
});

test('hex is 16 characters and does not disturb the running digest', () => {
  const d = Digest.create();
  Digest.mix(d, 5);
  expect(Digest.hex(d)).toMatch(/^[0-9a-f]{16}$/);
  Digest.hex(d);
  Digest.mix(d, 6);
  expect(Digest.hex(d)).toBe(of(5, 6));
});

test('near inputs, negatives and both 32-bit halves do not collide', () => {
  const seen = new Set<string>();
  let count = 0;
  const add = (...values: readonly (number | string)[]) => {
    seen.add(of(...values));
    count++;
  };
  for (let i = -20_000; i < 20_000; i++) add(i);
  for (let i = 1; i < 20_000; i++) add(i * 2 ** 32);
  for (let i = 1; i < 20_000; i++) add(2 ** 53 - 20_000 - i);
  for (let a = 0; a < 150; a++) for (let b = 0; b < 150; b++) add(a, b);
  for (const bit of Array(53).keys()) for (const other of Array(53).keys()) add(7, 2 ** bit, 2 ** other);
  for (let zeros = 0; zeros < 50; zeros++) add('zeros', ...Array<number>(zeros).fill(0));
  expect(seen.size).toBe(count);
});

test('order, text boundaries and the two halves of a number matter', () => {
  expect(of(1, 2)).not.toBe(of(2, 1));
  expect(of('ab', 'c')).not.toBe(of('a', 'bc'));
  expect(of('a')).not.toBe(of('a\0'));
  expect(of('')).not.toBe(of());
  expect(of(-1)).not.toBe(of(2 ** 32 - 1));
  expect(of(2 ** 32)).not.toBe(of(1));
});

test('avalanche: one flipped input bit flips about half of the 64 output bits, each of them', () => {
  const flips = new Float64Array(64);
  let trials = 0;
  for (let sample = 0; sample < 100; sample++) {
    const x = sample * 0x9e3779b9;
    const before = BigInt(`0x${of(x, 3)}`);
    for (let bit = 0; bit < 52; bit++) {
      const flipped = Number(BigInt(x) ^ (1n << BigInt(bit)));
      const changed = before ^ BigInt(`0x${of(flipped, 3)}`);
      for (let i = 0; i < 64; i++) flips[i]! += Number((changed >> BigInt(i)) & 1n);
      trials++;
    }
  }
  // 5200 trials per output bit: standard deviation 0.007.
  for (const count of flips) expect(Math.abs(count / trials - 0.5)).toBeLessThan(0.035);
});

test('-0 equals 0; anything but a safe integer breaks BASE-2', () => {
  expect(of(-0)).toBe(of(0));
  for (const x of [0.5, 2 ** 53, Number.NaN, Number.NEGATIVE_INFINITY]) expect(() => of(x)).toThrow('BASE-2');
});

test('survives a structured clone mid-way', () => {
  const d = Digest.create();
  Digest.mix(d, 42);
  const copy = structuredClone(d);
  Digest.mix(copy, 43);
  expect(Digest.hex(copy)).toBe(of(42, 43));
});
