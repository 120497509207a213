import { expect, test } from 'vitest';
import * as Digest from './Digest.js';
import * as Real from './Real.js';
import * as Streams from './Streams.js';

const BOUND = 2e-15;
const INF = Number.POSITIVE_INFINITY;

const s = Streams.create(11);
const id = Streams.open(s, 'points');
const between = (from: number, to: number) => from + (to - from) * Streams.unit(s, id);

/** Largest relative error over `points`, both functions finite and non-zero there. */
function worst(points: readonly number[], ours: (x: number) => number, host: (x: number) => number): number {
  let most = 0;
  for (const x of points) {
    const error = Math.abs(ours(x) - host(x)) / Math.abs(host(x));
    if (!(error <= most)) most = error;
  }
  return most;
}

test('exp agrees with the host over the whole range and near 0', () => {
  const points = Array.from({ length: 20_000 }, () => between(-708, 709.78));
  for (let e = -60; e < 0; e++) points.push(2 ** e, -(2 ** e));
  expect(worst(points, Real.exp, Math.exp)).toBeLessThan(BOUND);
});

test('log agrees with the host over the whole range, near 1 and on subnormals', () => {
  const points = Array.from({ length: 20_000 }, () => Math.exp(between(-708, 709)));
  for (let i = 0; i < 10_000; i++) points.push(between(0.5, 2), 1 + between(-1e-6, 1e-6));
  for (let e = -1074; e < 1024; e++) points.push(2 ** e);
  points.push(1 - 2 ** -53, 1 + 2 ** -52, Number.MAX_VALUE);
  const apart = points.filter((x) => x !== 1);
  expect(worst(apart, Real.log, Math.log)).toBeLessThan(BOUND);
});

test('pow agrees with the host up to the largest exponents, bases near and far from 1', () => {
  for (const spread of [1e-9, 1e-3, 0.7, 30, 700]) {
    for (let i = 0; i < 5000; i++) {
      const x = Math.exp(between(-spread, spread));
      if (x === 1) continue;
      const y = between(-707, 707) / Math.log(x);
      const error = Math.abs(Real.pow(x, y) / x ** y - 1);
      if (!(error < BOUND)) expect.fail(`pow(${x}, ${y}) is ${error} off`);
    }
  }
});

test('integer powers that fit are exact, and so are their inverses', () => {
  for (let n = 0; n <= 15; n++) {
    expect(Real.pow(10, n)).toBe(Number(`1e${n}`));
    expect(Real.pow(10, -n)).toBe(Number(`1e-${n}`));
  }
  for (let n = 0; n <= 52; n++) expect(Real.pow(-2, n)).toBe(n % 2 === 0 ? 2 ** n : -(2 ** n));
  expect(Real.pow(208_063, 3)).toBe(208_063 * 208_063 * 208_063);
});

test('overflow, underflow and the last finite values', () => {
  expect(Real.exp(709.782712893384)).toBeLessThan(INF);
  expect(Real.exp(709.7827128933841)).toBe(INF);
  expect(Real.exp(1e300)).toBe(INF);
  expect(Real.exp(-745.13)).toBe(5e-324);
  expect(Real.exp(-745.14)).toBe(0);
  expect(Real.exp(-1e300)).toBe(0);
  expect(Real.pow(1.5, 1e300)).toBe(INF);
  expect(Real.pow(1.5, -1e300)).toBe(0);
  expect(Real.pow(2, 1024)).toBe(INF);
  expect(Real.pow(2, 1023)).toBe(2 ** 1023);
  expect(Math.abs(Real.exp(-720) / Math.exp(-720) - 1)).toBeLessThan(1e-10);
});

test('special values are those of ECMAScript', () => {
  const values = [Number.NaN, INF, -INF, 0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e10, -1e10, 1e300, -1e300];
  for (const x of values) {
    if (!Number.isFinite(x) || x === 0) expect(Real.exp(x)).toBe(Math.exp(x));
    if (!(x > 0) || x === INF || x === 1) expect(Real.log(x)).toBe(Math.log(x));
    for (const y of values) {
      const host = x ** y;
      const ours = Real.pow(x, y);
      if (Number.isFinite(host) && host !== 0) expect(Math.abs(ours / host - 1)).toBeLessThan(BOUND);
      else expect([x, y, ours]).toEqual([x, y, host]);
    }
  }
});

test('pinned: the bits of 9,000 results', () => {
  const digest = Digest.create();
  const word = new DataView(new ArrayBuffer(8));
  const add = (x: number) => {
    word.setFloat64(0, x);
    Digest.mix(digest, word.getUint32(0));
    Digest.mix(digest, word.getUint32(4));
  };
  for (let i = 1; i <= 3000; i++) {
    add(Real.exp(i / 7 - 200));
    add(Real.log(i / 97));
    add(Real.pow(i / 89, i / 151 - 9));
  }
  expect(Digest.hex(digest)).toMatchInlineSnapshot(`"2f1d888966900f76"`);
});
