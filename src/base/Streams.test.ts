import { expect, test } from 'vitest';
import * as Streams from './Streams.js';

const N = 100_000;

function draws(
  seed: number,
  name: string,
  draw: (s: Streams.Streams, id: number) => number,
  n = N,
): Float64Array {
  const s = Streams.create(seed);
  const id = Streams.open(s, name);
  return Float64Array.from({ length: n }, () => draw(s, id));
}

/** Mean of f over the draws. */
function mean(xs: Float64Array, f: (x: number) => number = (x) => x): number {
  let sum = 0;
  for (const x of xs) sum += f(x);
  return sum / xs.length;
}

test('pinned: the first draws of seed 1', () => {
  const s = Streams.create(1);
  const id = Streams.open(s, 'agent/noise/17/size');
  const integers = Array.from({ length: 4 }, () => Streams.uint32(s, id));
  const reals = [Streams.unit(s, id), Streams.normal(s, id), Streams.exponential(s, id)];
  const shaped = [Streams.lognormal(s, id, 1, 0.5), Streams.pareto(s, id, 1.5), Streams.below(s, id, 1000)];
  expect({ integers, reals, shaped }).toMatchInlineSnapshot(`
    {
      "integers": [
        2529918042,
        2744155523,
        3453697050,
        4003220938,
      ],
      "reals": [
        0.17050590426341505,
        0.26781979289692737,
        1.3440034653786235,
      ],
      "shaped": [
        3.265326387867148,
        2.278349611096536,
        76,
      ],
    }
  `);
});

test('the generator is xoshiro128**: first outputs from state 1, 2, 3, 4 computed by hand', () => {
  const s = Streams.create(1);
  const id = Streams.open(s, 'any');
  s.words.set([1, 2, 3, 4], 4 * id);
  // rotl(2 * 5, 7) * 9 = 11520; the next state is (7, 0, 1026, 12288); then rotl(0) = 0; next (7 ^ 12288, ...).
  expect([Streams.uint32(s, id), Streams.uint32(s, id)]).toEqual([11520, 0]);
  expect(Array.from(s.words.subarray(4 * id, 4 * id + 4))).toEqual([12295, 1029, 1029, 25165824]);
});

test('opening and drawing from other streams shifts nobody', () => {
  const alone = Streams.create(5);
  const a = Streams.open(alone, 'a');
  const expected = Array.from({ length: 500 }, () => Streams.uint32(alone, a));
  const crowd = Streams.create(5);
  for (let i = 0; i < 50; i++) Streams.open(crowd, `before/${i}`);
  const b = Streams.open(crowd, 'a');
  const found = expected.map((_, i) => {
    Streams.normal(crowd, Streams.open(crowd, `between/${i}`));
    return Streams.uint32(crowd, b);
  });
  expect(found).toEqual(expected);
});

test('the same name is the same stream; other names and seeds are others', () => {
  const s = Streams.create(9);
  const id = Streams.open(s, 'x');
  expect(Streams.open(s, 'y')).not.toBe(id);
  expect(Streams.open(s, 'x')).toBe(id);
  const firsts = new Set<number>();
  for (const seed of [0, 1, -1, 2 ** 32, 2 ** 32 + 1, -(2 ** 40)])
    for (let i = 0; i < 500; i++) firsts.add(draws(seed, `n/${i}`, Streams.unit, 1)[0]!);
  expect(firsts.size).toBe(3000);
});

test('a clone continues with the same luck and leaves the original alone', () => {
  const s = Streams.create(2);
  const id = Streams.open(s, 'x');
  Streams.normal(s, id);
  const copy = structuredClone(s);
  const ahead = Array.from({ length: 20 }, () => Streams.normal(copy, Streams.open(copy, 'x')));
  expect(Array.from({ length: 20 }, () => Streams.normal(s, id))).toEqual(ahead);
});

test('unit: range, moments, serial correlation, independence of two streams', () => {
  const xs = draws(1, 'u', Streams.unit);
  const ys = draws(1, 'v', Streams.unit);
  expect(xs.every((x) => x >= 0 && x < 1)).toBe(true);
  expect(Math.abs(mean(xs) - 1 / 2)).toBeLessThan(0.004);
  expect(Math.abs(mean(xs, (x) => (x - 0.5) ** 2) - 1 / 12)).toBeLessThan(0.001);
  expect(Math.abs(mean(xs.map((x, i) => (x - 0.5) * (xs[(i + 1) % N]! - 0.5))))).toBeLessThan(0.0012);
  expect(Math.abs(mean(xs.map((x, i) => (x - 0.5) * (ys[i]! - 0.5))))).toBeLessThan(0.0012);
});

test('every bit of uint32 is set half of the time', () => {
  const xs = draws(4, 'bits', Streams.uint32);
  for (let bit = 0; bit < 32; bit++) {
    const share = mean(xs, (x) => (x >>> bit) & 1);
    expect(Math.abs(share - 0.5)).toBeLessThan(0.0075);
  }
});

test('below: uniform over small and huge ranges, refuses the impossible', () => {
  const counts = new Float64Array(7);
  for (const x of draws(1, 'seven', (s, id) => Streams.below(s, id, 7))) counts[x]! += 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - N / 7) ** 2 / (N / 7), 0);
  expect(chiSquare).toBeLessThan(22.5); // 6 degrees of freedom, p = 0.001
  // Three quarters of 2^32: without rejection, the lowest third would be drawn half of the time.
  const low = draws(1, 'bias', (s, id) => Streams.below(s, id, 3 * 2 ** 30));
  expect(Math.abs(mean(low, (x) => (x < 2 ** 30 ? 1 : 0)) - 1 / 3)).toBeLessThan(0.006);
  const huge = 3 * 2 ** 51;
  const wide = draws(1, 'wide', (s, id) => Streams.below(s, id, huge), 20_000);
  expect(wide.every((x) => Number.isSafeInteger(x) && x >= 0 && x < huge)).toBe(true);
  expect(Math.abs(mean(wide) / huge - 0.5)).toBeLessThan(0.01);
  expect(draws(1, 'one', (s, id) => Streams.below(s, id, 1), 10).every((x) => x === 0)).toBe(true);
  for (const n of [0, -1, 1.5, Number.NaN, 2 ** 53])
    expect(() => draws(1, 'x', (s, id) => Streams.below(s, id, n), 1)).toThrow('BASE-4');
});

test('normal: four moments, tails, no memory between draws', () => {
  const xs = draws(1, 'z', Streams.normal);
  expect(Math.abs(mean(xs))).toBeLessThan(0.013);
  expect(Math.abs(mean(xs, (x) => x * x) - 1)).toBeLessThan(0.018);
  expect(Math.abs(mean(xs, (x) => x ** 3))).toBeLessThan(0.05);
  expect(Math.abs(mean(xs, (x) => x ** 4) - 3)).toBeLessThan(0.13);
  expect(Math.abs(mean(xs, (x) => (Math.abs(x) > 3 ? 1 : 0)) - 0.0027)).toBeLessThan(0.0007);
  expect(Math.abs(mean(xs.map((x, i) => x * xs[(i + 1) % N]!)))).toBeLessThan(0.013);
});

test('exponential, lognormal and pareto: mean, median, tail', () => {
  const e = draws(1, 'e', Streams.exponential);
  expect(e.every((x) => x >= 0)).toBe(true);
  expect(Math.abs(mean(e) - 1)).toBeLessThan(0.013);
  expect(Math.abs(mean(e, (x) => (x - 1) ** 2) - 1)).toBeLessThan(0.04);
  expect(Math.abs(mean(e, (x) => (x > 5 ? 1 : 0)) - Math.exp(-5))).toBeLessThan(0.0012);
  const l = draws(1, 'l', (s, id) => Streams.lognormal(s, id, 2, 0.5));
  expect(Math.abs(mean(l) / Math.exp(2.125) - 1)).toBeLessThan(0.008);
  expect(Math.abs(mean(l, (x) => (x < Math.exp(2) ? 1 : 0)) - 0.5)).toBeLessThan(0.007);
  const p = draws(1, 'p', (s, id) => Streams.pareto(s, id, 1.5));
  expect(p.every((x) => x >= 1)).toBe(true);
  expect(Math.abs(mean(p, (x) => (x > 10 ? 1 : 0)) - 10 ** -1.5)).toBeLessThan(0.0025);
  expect(() => draws(1, 'p', (s, id) => Streams.pareto(s, id, 0), 1)).toThrow('BASE-4');
});

test('pick: proportional to the weights, never a weight of zero', () => {
  const cumulative = Float64Array.from([0, 1, 1, 4, 10]);
  const counts = new Float64Array(5);
  for (const i of draws(1, 'pick', (s, id) => Streams.pick(s, id, cumulative))) counts[i]! += 1 / N;
  [0, 0.1, 0, 0.3, 0.6].forEach((share, i) => {
    expect(Math.abs(counts[i]! - share)).toBeLessThan(share === 0 ? 1e-12 : 0.007);
  });
  for (const none of [new Float64Array(0), Float64Array.from([0, 0])])
    expect(() => draws(1, 'x', (s, id) => Streams.pick(s, id, none), 1)).toThrow('BASE-4');
});

test('shuffle: all permutations of three alike, typed arrays too', () => {
  const s = Streams.create(1);
  const id = Streams.open(s, 'shuffle');
  const counts = new Map<string, number>();
  for (let i = 0; i < 12_000; i++) {
    const array = Int32Array.from([1, 2, 3]);
    Streams.shuffle(s, id, array);
    counts.set(array.join(''), (counts.get(array.join('')) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(180);
});

test('BASE-4 refuses a seed that is not a safe integer', () => {
  for (const seed of [0.5, Number.NaN, 2 ** 53]) expect(() => Streams.create(seed)).toThrow('BASE-4');
});
