import * as Heap from './Heap.js';

/**
 * The queue of Heap for a run's many events: same order, same promises. A small heap holds what is due soon; what is due
 * after `base` waits unsorted in buckets, one for each digit (of 10 bits) in which its time first differs from `base`.
 * So the nearest events lie in the lowest level, and those of the first bucket there come before all others: the bucket
 * goes into the heap when it holds few, else it is spread over the levels below. An event moves once or twice in all,
 * whatever is pending; nothing depends on how times are spread. Plain columns: survives structuredClone.
 */
export interface Calendar {
  size: number;
  near: Heap.Heap;
  /** Every event due up to this time (whole µs) is in `near`, and all buckets are later. */
  base: number;
  /** First waiting event of each bucket, by level * 1024 + digit; meaningful where `count` is not 0. */
  first: Int32Array;
  count: Int32Array;
  /** Bit d of word w of a level: its bucket 32 * w + d holds something. */
  occupied: Int32Array;
  /** Bit w of a level: its word w of `occupied` is not 0. */
  summary: Int32Array;
  /** Waiting events, FIELDS numbers each: time, rank, slot, next of the same bucket. */
  fields: Float64Array;
  /** First free event, linked through next, -1 when none; rows from `used` on were never taken. */
  free: number;
  used: number;
}

const FIELDS = 4;
const DIGIT_BITS = 10;
const DIGITS = 1 << DIGIT_BITS;
/** Six digits reach past 2^53. */
const LEVELS = 6;
const WORDS_PER_LEVEL = DIGITS / 32;
const HALF = 2 ** 30;
/** Microseconds that a bucket of each level spans. */
const UNITS = [1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40, 2 ** 50] as const;
/** A bucket with at most so many events goes into the heap as it is. */
const FEW = 8;

export function create(): Calendar {
  return {
    size: 0,
    near: Heap.create(),
    base: -1,
    first: new Int32Array(LEVELS * DIGITS),
    count: new Int32Array(LEVELS * DIGITS),
    occupied: new Int32Array(LEVELS * WORDS_PER_LEVEL),
    summary: new Int32Array(LEVELS),
    fields: new Float64Array(FIELDS * 64),
    free: -1,
    used: 0,
  };
}

/** As Heap.push. A time before those already popped is allowed, and comes next. */
export function push(c: Calendar, time: number, phase: number, sequence: number, slot: number): void {
  const rank = Heap.rankOf(time, phase, sequence, slot);
  c.size += 1;
  const key = keyOf(time);
  if (key <= c.base) Heap.insert(c.near, time, rank, slot);
  else file(c, allocate(c, time, rank, slot), key);
}

/** Removes the first event and returns its slot, -1 when empty. */
export function pop(c: Calendar): number {
  if (c.size === 0) return -1;
  if (c.near.size === 0) advance(c);
  c.size -= 1;
  return Heap.pop(c.near);
}

/** Time of the first event, Infinity when empty. */
export function peekTime(c: Calendar): number {
  if (c.near.size === 0 && c.size > 0) advance(c);
  return Heap.peekTime(c.near);
}

/** Whole microseconds that the digits are taken of; what is later than they can tell shares the last one. */
function keyOf(time: number): number {
  return time < Number.MAX_SAFE_INTEGER ? Math.floor(time) : Number.MAX_SAFE_INTEGER;
}

/** Puts a waiting event into its bucket; `key` is later than `base`. */
function file(c: Calendar, event: number, key: number): void {
  const bucket = bucketOf(c.base, key);
  const count = c.count[bucket]!;
  c.fields[event * FIELDS + 3] = count === 0 ? -1 : c.first[bucket]!;
  c.first[bucket] = event;
  c.count[bucket] = count + 1;
  if (count > 0) return;
  const word = bucket >> 5;
  c.occupied[word] = c.occupied[word]! | (1 << (bucket & 31));
  c.summary[word >> 5] = c.summary[word >> 5]! | (1 << (word & 31));
}

/** Bucket of the highest digit in which `key` differs from the earlier `base`. */
function bucketOf(base: number, key: number): number {
  // Before anything is due `base` is -1: digits are then taken against 0, and 0 itself is its first bucket.
  const from = base < 0 ? 0 : base;
  const high = Math.floor(key / HALF);
  const highFrom = Math.floor(from / HALF);
  if (high !== highFrom) return 3 * DIGITS + digitOf(high, high ^ highFrom);
  const low = key - high * HALF;
  return digitOf(low, low ^ (from - high * HALF));
}

/** Level * 1024 + digit within one half of a key, where `differing` tells the level. */
function digitOf(half: number, differing: number): number {
  if (differing < DIGITS) return half & (DIGITS - 1);
  if (differing < DIGITS * DIGITS) return DIGITS + ((half >> DIGIT_BITS) & (DIGITS - 1));
  return 2 * DIGITS + (half >> (2 * DIGIT_BITS));
}

/** Moves on to the first bucket until the heap holds something; at least one event waits. */
function advance(c: Calendar): void {
  while (c.near.size === 0) {
    const bucket = firstBucket(c);
    const level = bucket >> DIGIT_BITS;
    const unit = UNITS[level]!;
    const start =
      (Math.floor(Math.max(0, c.base) / (unit * DIGITS)) * DIGITS + (bucket & (DIGITS - 1))) * unit;
    const count = c.count[bucket]!;
    empty(c, bucket);
    if (count <= FEW || level === 0) {
      c.base = start + (unit - 1);
      gather(c, c.first[bucket]!);
    } else {
      c.base = start;
      spread(c, c.first[bucket]!);
    }
  }
}

function firstBucket(c: Calendar): number {
  let level = 0;
  while (c.summary[level] === 0) level += 1;
  const word = level * WORDS_PER_LEVEL + lowestBit(c.summary[level]!);
  return word * 32 + lowestBit(c.occupied[word]!);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function empty(c: Calendar, bucket: number): void {
  const word = bucket >> 5;
  c.count[bucket] = 0;
  c.occupied[word] = c.occupied[word]! & ~(1 << (bucket & 31));
  if (c.occupied[word] === 0) c.summary[word >> 5] = c.summary[word >> 5]! & ~(1 << (word & 31));
}

/** Puts a chain of events into the heap. */
function gather(c: Calendar, first: number): void {
  const { fields } = c;
  for (let event = first; event >= 0; ) {
    const at = event * FIELDS;
    const next = fields[at + 3]!;
    Heap.insert(c.near, fields[at]!, fields[at + 1]!, fields[at + 2]!);
    fields[at + 3] = c.free;
    c.free = event;
    event = next;
  }
}

/** Files a chain of events anew below `base`, which is the first instant of their bucket; that instant is due now. */
function spread(c: Calendar, first: number): void {
  const { fields } = c;
  for (let event = first; event >= 0; ) {
    const at = event * FIELDS;
    const next = fields[at + 3]!;
    const key = keyOf(fields[at]!);
    if (key > c.base) file(c, event, key);
    else {
      Heap.insert(c.near, fields[at]!, fields[at + 1]!, fields[at + 2]!);
      fields[at + 3] = c.free;
      c.free = event;
    }
    event = next;
  }
}

function allocate(c: Calendar, time: number, rank: number, slot: number): number {
  let event = c.free;
  if (event >= 0) c.free = c.fields[event * FIELDS + 3]!;
  else {
    if (c.used * FIELDS === c.fields.length) grow(c);
    event = c.used++;
  }
  const at = event * FIELDS;
  c.fields[at] = time;
  c.fields[at + 1] = rank;
  c.fields[at + 2] = slot;
  return event;
}

function grow(c: Calendar): void {
  const { fields } = c;
  c.fields = new Float64Array(fields.length * 2);
  c.fields.set(fields);
}
