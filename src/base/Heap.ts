import { InvariantError } from './assert.js';

/**
 * 4-ary min-heap of event slots ordered by (time, phase, sequence). The caller keeps sequences
 * unique, which makes the order total. Plain columns: survives structuredClone.
 * Four children instead of two: half the depth, and the children share a cache line.
 */
export interface Heap {
  size: number;
  /** Two a row: the time, and phase * 2^48 + sequence. */
  key: Float64Array;
  slot: Int32Array;
}

const PHASE_UNIT = 2 ** 48;
const PHASES = 32;

export function create(): Heap {
  return { size: 0, key: new Float64Array(128), slot: new Int32Array(64) };
}

/**
 * Adds `slot` (int32 >= 0) at time (any number except NaN), phase (0..31), sequence (integer in
 * 0..2^48 - 1). Breaks BASE-3 outside these ranges.
 */
export function push(h: Heap, time: number, phase: number, sequence: number, slot: number): void {
  insert(h, time, rankOf(time, phase, sequence, slot), slot);
}

/** Phase and sequence as one number. Breaks BASE-3 when any part of the key is out of range. */
export function rankOf(time: number, phase: number, sequence: number, slot: number): number {
  const rank = phase * PHASE_UNIT + sequence;
  const phaseFits = phase >>> 0 === phase && phase < PHASES;
  if (!phaseFits || !(sequence >= 0 && sequence < PHASE_UNIT) || Math.floor(sequence) !== sequence)
    throw new InvariantError('BASE-3', `event key phase ${phase}, sequence ${sequence} out of range`);
  if (Number.isNaN(time) || (slot | 0) !== slot || slot < 0)
    throw new InvariantError('BASE-3', `event at time ${time} in slot ${slot}`);
  return rank;
}

/** Adds an event whose rank is checked already. */
export function insert(h: Heap, time: number, rank: number, slot: number): void {
  if (h.size === h.slot.length) grow(h);
  rise(h, h.size++, time, rank, slot);
}

/** Removes the first event and returns its slot, -1 when empty. */
export function pop(h: Heap): number {
  if (h.size === 0) return -1;
  const first = h.slot[0]!;
  const last = --h.size;
  if (last > 0) sink(h, h.key[2 * last]!, h.key[2 * last + 1]!, h.slot[last]!);
  return first;
}

/** Time of the first event, Infinity when empty. */
export function peekTime(h: Heap): number {
  return h.size === 0 ? Number.POSITIVE_INFINITY : h.key[0]!;
}

/** Moves the hole at `at` up until the new event fits in it. */
function rise(h: Heap, at: number, time: number, rank: number, slot: number): void {
  const { key } = h;
  while (at > 0) {
    const parent = (at - 1) >> 2;
    const t = key[2 * parent]!;
    if (t < time || (t === time && key[2 * parent + 1]! <= rank)) break;
    write(h, at, t, key[2 * parent + 1]!, h.slot[parent]!);
    at = parent;
  }
  write(h, at, time, rank, slot);
}

/** Moves the hole at the root down until the event that was last fits in it. */
function sink(h: Heap, time: number, rank: number, slot: number): void {
  const { key, size } = h;
  let at = 0;
  for (let child = 1; child < size; child = 4 * at + 1) {
    const least = leastOf(key, child, Math.min(child + 4, size));
    const t = key[2 * least]!;
    if (time < t || (time === t && rank <= key[2 * least + 1]!)) break;
    write(h, at, t, key[2 * least + 1]!, h.slot[least]!);
    at = least;
  }
  write(h, at, time, rank, slot);
}

/** Row with the smallest key in [from, to). */
function leastOf(key: Float64Array, from: number, to: number): number {
  let least = from;
  let best = key[2 * from]!;
  for (let i = from + 1; i < to; i++) {
    const t = key[2 * i]!;
    if (t > best || (t === best && key[2 * i + 1]! >= key[2 * least + 1]!)) continue;
    least = i;
    best = t;
  }
  return least;
}

function write(h: Heap, at: number, time: number, rank: number, slot: number): void {
  h.key[2 * at] = time;
  h.key[2 * at + 1] = rank;
  h.slot[at] = slot;
}

function grow(h: Heap): void {
  const { key, slot } = h;
  h.key = new Float64Array(key.length * 2);
  h.slot = new Int32Array(slot.length * 2);
  h.key.set(key);
  h.slot.set(slot);
}
