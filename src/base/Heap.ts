import { InvariantError } from './assert.js';

/**
 * 4-ary min-heap of event slots ordered by (time, phase, sequence). The caller keeps sequences
 * unique, which makes the order total. Plain columns: survives structuredClone.
 * Four children instead of two: half the depth, and the children share a cache line.
 */
export interface Heap {
  size: number;
  time: Float64Array;
  /** phase * 2^48 + sequence. */
  rank: Float64Array;
  slot: Int32Array;
}

const PHASE_UNIT = 2 ** 48;
const PHASES = 32;

export function create(): Heap {
  return { size: 0, time: new Float64Array(64), rank: new Float64Array(64), slot: new Int32Array(64) };
}

/**
 * Adds `slot` (int32 >= 0) at time (any number except NaN), phase (0..31), sequence (integer in
 * 0..2^48 - 1). Breaks BASE-3 outside these ranges.
 */
export function push(h: Heap, time: number, phase: number, sequence: number, slot: number): void {
  const rank = phase * PHASE_UNIT + sequence;
  const phaseFits = (phase | 0) === phase && phase >= 0 && phase < PHASES;
  if (!phaseFits || !(sequence >= 0 && sequence < PHASE_UNIT) || !Number.isSafeInteger(rank))
    throw new InvariantError('BASE-3', `event key phase ${phase}, sequence ${sequence} out of range`);
  if (Number.isNaN(time) || (slot | 0) !== slot || slot < 0)
    throw new InvariantError('BASE-3', `event at time ${time} in slot ${slot}`);
  if (h.size === h.slot.length) grow(h);
  rise(h, h.size++, time, rank, slot);
}

/** Removes the first event and returns its slot, -1 when empty. */
export function pop(h: Heap): number {
  if (h.size === 0) return -1;
  const first = h.slot[0]!;
  const last = --h.size;
  if (last > 0) sink(h, h.time[last]!, h.rank[last]!, h.slot[last]!);
  return first;
}

/** Time of the first event, Infinity when empty. */
export function peekTime(h: Heap): number {
  return h.size === 0 ? Number.POSITIVE_INFINITY : h.time[0]!;
}

/** Moves the hole at `at` up until the new event fits in it. */
function rise(h: Heap, at: number, time: number, rank: number, slot: number): void {
  while (at > 0) {
    const parent = (at - 1) >> 2;
    const t = h.time[parent]!;
    if (t < time || (t === time && h.rank[parent]! <= rank)) break;
    move(h, parent, at);
    at = parent;
  }
  write(h, at, time, rank, slot);
}

/** Moves the hole at the root down until the event that was last fits in it. */
function sink(h: Heap, time: number, rank: number, slot: number): void {
  let at = 0;
  for (let child = 1; child < h.size; child = 4 * at + 1) {
    const least = leastOf(h, child, Math.min(child + 4, h.size));
    const t = h.time[least]!;
    if (time < t || (time === t && rank <= h.rank[least]!)) break;
    move(h, least, at);
    at = least;
  }
  write(h, at, time, rank, slot);
}

function leastOf(h: Heap, from: number, to: number): number {
  let least = from;
  for (let i = from + 1; i < to; i++) {
    const t = h.time[i]!;
    const best = h.time[least]!;
    if (t < best || (t === best && h.rank[i]! < h.rank[least]!)) least = i;
  }
  return least;
}

function move(h: Heap, from: number, to: number): void {
  write(h, to, h.time[from]!, h.rank[from]!, h.slot[from]!);
}

function write(h: Heap, at: number, time: number, rank: number, slot: number): void {
  h.time[at] = time;
  h.rank[at] = rank;
  h.slot[at] = slot;
}

function grow(h: Heap): void {
  const length = h.slot.length * 2;
  const { time, rank, slot } = h;
  h.time = new Float64Array(length);
  h.rank = new Float64Array(length);
  h.slot = new Int32Array(length);
  h.time.set(time);
  h.rank.set(rank);
  h.slot.set(slot);
}
