import { InvariantError } from './assert.js';
import * as Digest from './Digest.js';
import * as Real from './Real.js';

/**
 * Named random streams. Each is a xoshiro128** generator (Blackman and Vigna, 2018) whose state
 * depends on (seed, name) alone, so opening another stream shifts nobody's draws. Plain data.
 */
export interface Streams {
  readonly seed: number;
  readonly ids: Map<string, number>;
  /** Four words of state per stream. */
  words: Uint32Array;
}

const TWO_32 = 2 ** 32;
const TWO_53 = 2 ** 53;

/** `seed`: any safe integer. */
export function create(seed: number): Streams {
  if (!Number.isSafeInteger(seed)) throw new InvariantError('BASE-4', `seed ${seed} is not a safe integer`);
  return { seed, ids: new Map(), words: new Uint32Array(32) };
}

/** Id of the stream called `name`; opens it on first use, later calls return the same id. */
export function open(s: Streams, name: string): number {
  const known = s.ids.get(name);
  if (known !== undefined) return known;
  const id = s.ids.size;
  s.ids.set(name, id);
  if (4 * id === s.words.length) grow(s);
  s.words.set(initialWords(s.seed, name), 4 * id);
  return id;
}

/** Uniform integer in [0, 2^32). */
export function uint32(s: Streams, id: number): number {
  const w = s.words;
  const i = 4 * id;
  const s1 = w[i + 1]!;
  const product = Math.imul(s1, 5);
  const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
  const s2 = w[i + 2]! ^ w[i]!;
  const s3 = w[i + 3]! ^ s1;
  w[i + 1] = s1 ^ s2;
  w[i] = w[i]! ^ s3;
  w[i + 2] = s2 ^ (s1 << 9);
  w[i + 3] = (s3 << 11) | (s3 >>> 21);
  return result;
}

/** Uniform in [0, 1) with 53 bits. */
export function unit(s: Streams, id: number): number {
  return bits53(s, id) / TWO_53;
}

/** Uniform integer in [0, n), without bias; n an integer in 1..2^53 - 1. Breaks BASE-4 otherwise. */
export function below(s: Streams, id: number, n: number): number {
  if (!(n >= 1) || !Number.isSafeInteger(n)) throw new InvariantError('BASE-4', `no integer in [0, ${n})`);
  // Draws at or past the largest multiple of n are rejected: they would favor small results.
  if (n <= TWO_32) {
    const limit = TWO_32 - (TWO_32 % n);
    let x = uint32(s, id);
    while (x >= limit) x = uint32(s, id);
    return x % n;
  }
  const limit = TWO_53 - (TWO_53 % n);
  let x = bits53(s, id);
  while (x >= limit) x = bits53(s, id);
  return x % n;
}

/**
 * Standard normal (Marsaglia's polar method). The second normal of each pair is thrown away: kept,
 * it would be state outside the generator.
 */
export function normal(s: Streams, id: number): number {
  for (;;) {
    const u = 2 * unit(s, id) - 1;
    const v = 2 * unit(s, id) - 1;
    const q = u * u + v * v;
    if (q < 1 && q > 0) return u * Math.sqrt((-2 * Real.log(q)) / q);
  }
}

/** Exponential with mean 1. */
export function exponential(s: Streams, id: number): number {
  return 0 - Real.log(1 - unit(s, id));
}

/** exp(mu + sigma * normal): median exp(mu). */
export function lognormal(s: Streams, id: number, mu: number, sigma: number): number {
  return Real.exp(mu + sigma * normal(s, id));
}

/** Pareto with minimum 1: P(X > x) = x^-alpha; alpha > 0. */
export function pareto(s: Streams, id: number, alpha: number): number {
  if (!(alpha > 0)) throw new InvariantError('BASE-4', `pareto exponent ${alpha} must be positive`);
  return Real.exp(exponential(s, id) / alpha);
}

/** Index i with probability (cumulative[i] - cumulative[i-1]) / last; non-decreasing, last > 0. */
export function pick(s: Streams, id: number, cumulative: Float64Array): number {
  const total = cumulative[cumulative.length - 1] ?? 0;
  if (!(total > 0)) throw new InvariantError('BASE-4', `pick from a total weight of ${total}`);
  const x = unit(s, id) * total;
  let from = 0;
  let to = cumulative.length - 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (cumulative[middle]! > x) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Uniform permutation in place (Fisher-Yates), of an array or typed array. */
export function shuffle<T>(
  s: Streams,
  id: number,
  array: { [index: number]: T; readonly length: number },
): void {
  for (let i = array.length - 1; i > 0; i--) {
    const j = below(s, id, i + 1);
    const held = array[i]!;
    array[i] = array[j]!;
    array[j] = held;
  }
}

function bits53(s: Streams, id: number): number {
  const high = uint32(s, id) >>> 5;
  return high * 67108864 + (uint32(s, id) >>> 6);
}

/** 128 bits from two digests of (seed, name, 0 or 1); the all-zero state, a fixed point, is avoided. */
function initialWords(seed: number, name: string): number[] {
  const digest = Digest.create();
  Digest.mix(digest, seed);
  Digest.mixText(digest, name);
  const words: number[] = [];
  for (const half of [0, 1]) {
    Digest.mix(digest, half);
    const text = Digest.hex(digest);
    words.push(Number.parseInt(text.slice(0, 8), 16), Number.parseInt(text.slice(8), 16));
  }
  if (!words.some((word) => word !== 0)) words[0] = 1;
  return words;
}

function grow(s: Streams): void {
  const words = new Uint32Array(s.words.length * 2);
  words.set(s.words);
  s.words = words;
}
