import { InvariantError } from './assert.js';

/** Running order-sensitive 64-bit digest of a sequence of integers: two int32 lanes, mutated by mix. */
export interface Digest {
  a: number;
  b: number;
}

const TWO_32 = 4294967296;

export function create(): Digest {
  return { a: 0x6a09e667, b: 0x3c6ef372 };
}

/**
 * Absorbs one safe integer (breaks BASE-2 on anything else; -0 equals 0).
 * Source: rounds and constants of MurmurHash3_x86_128 (A. Appleby, public domain), two lanes of
 * its four. Each step is a bijection of the state, so two sequences that differ in one
 * element never collide there.
 */
export function mix(d: Digest, x: number): void {
  if (!Number.isSafeInteger(x)) throw new InvariantError('BASE-2', `digest of ${x}, not a safe integer`);
  // Two's complement halves, so that -1 and 2^32 - 1 differ.
  absorb(d, x | 0, Math.floor(x / TWO_32) | 0);
}

/** Absorbs the length and the UTF-16 units of `text`, so that 'ab','c' and 'a','bc' differ. */
export function mixText(d: Digest, text: string): void {
  absorb(d, text.length, -1);
  for (let i = 0; i < text.length; i += 2) absorb(d, text.charCodeAt(i), text.charCodeAt(i + 1) | 0);
}

/** 16 lower-case hex characters; leaves `d` unchanged, so it can be read at any time. */
export function hex(d: Digest): string {
  const a = finish((d.a + d.b) | 0);
  const b = finish((d.b + a) | 0);
  return word((a + b) | 0) + word(b);
}

function absorb(d: Digest, low: number, high: number): void {
  let { a, b } = d;
  a ^= Math.imul(rotate(Math.imul(low, 0x239b961b), 15), 0xab0e9789);
  a = (Math.imul((rotate(a, 19) + b) | 0, 5) + 0x561ccd1b) | 0;
  b ^= Math.imul(rotate(Math.imul(high, 0xab0e9789), 16), 0x38b34ae5);
  b = (Math.imul((rotate(b, 17) + a) | 0, 5) + 0x0bcaa747) | 0;
  d.a = a;
  d.b = b;
}

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function rotate(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function word(x: number): string {
  return (x >>> 0).toString(16).padStart(8, '0');
}
