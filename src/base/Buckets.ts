import * as Bits from './Bits.js';

/**
 * Events laid aside in numbered buckets, in no order within one. Each bucket is a chain of chunks, filled from front to
 * back and walked from the last chunk to the first; a freed chunk is the next one taken. So an event is written to where
 * the one before it was, and a bucket is read almost from end to end. Plain columns: survives structuredClone.
 */
export interface Buckets {
  /** Where the next event of a bucket goes; a multiple of CHUNK when its last chunk is full, 0 when it holds none. */
  tail: Int32Array;
  /** Buckets that hold something, as a set of Bits. */
  occupied: Int32Array;
  /** Words of `occupied` that are not 0, likewise. */
  summary: Int32Array;
  /** Chunks: the tail before this one was added (0 when it is a bucket's only one), then rows of time, rank and slot. */
  fields: Float64Array;
  /** First free chunk, linked through its first number; 0 when none. Numbers from `used` on were never taken. */
  free: number;
  used: number;
}

/** Not exported, as in the book's Orders: what is exported is loaded from memory each time. */
const ROW = 3;
/** One number and 21 rows. */
const CHUNK = 64;
const IN_CHUNK = CHUNK - 1;

/** `count` empty buckets. */
export function create(count: number): Buckets {
  return {
    tail: new Int32Array(count),
    occupied: new Int32Array((count >> 5) + 1),
    summary: new Int32Array((count >> 10) + 1),
    fields: new Float64Array(16 * CHUNK),
    free: 0,
    used: CHUNK,
  };
}

/** Address in `fields` for one more row of a bucket; `fields` may have been replaced by wider ones. */
export function room(b: Buckets, bucket: number): number {
  const { tail } = b;
  let to = tail[bucket]!;
  if ((to & IN_CHUNK) === 0) to = extend(b, bucket, to);
  tail[bucket] = to + ROW;
  return to;
}

/** Adds a chunk to a bucket whose tail is `tail`; returns the address of its first row. */
function extend(b: Buckets, bucket: number, tail: number): number {
  let chunk = b.free;
  if (chunk !== 0) b.free = b.fields[chunk]! | 0;
  else {
    if (b.used + CHUNK > b.fields.length) grow(b);
    chunk = b.used;
    b.used += CHUNK;
  }
  b.fields[chunk] = tail;
  if (tail === 0) {
    Bits.add(b.occupied, 0, bucket);
    Bits.add(b.summary, 0, bucket >> 5);
  }
  return chunk + 1;
}

function grow(b: Buckets): void {
  const { fields } = b;
  b.fields = new Float64Array(2 * fields.length);
  b.fields.set(fields);
}

/** The lowest bucket that holds something; one must. */
export function lowest(b: Buckets): number {
  const word = Bits.next(b.summary, 0, b.summary.length, -1);
  return 32 * word + Bits.next(b.occupied, word, 1, -1);
}

/** Empties a bucket and returns its tail: whoever takes it walks the chunks and releases them. */
export function take(b: Buckets, bucket: number): number {
  const word = bucket >> 5;
  const tail = b.tail[bucket]!;
  b.tail[bucket] = 0;
  Bits.remove(b.occupied, 0, bucket);
  if (b.occupied[word] === 0) Bits.remove(b.summary, 0, word);
  return tail;
}

/** First row of the chunk whose rows end at `tail`. */
export function firstRow(tail: number): number {
  return ((tail - 1) & ~IN_CHUNK) + 1;
}

/** Tail of the chunk before this one in its bucket, 0 when there is none. */
export function before(b: Buckets, tail: number): number {
  return b.fields[(tail - 1) & ~IN_CHUNK]! | 0;
}

/** Frees the chunk whose rows end at `tail`. */
export function release(b: Buckets, tail: number): void {
  const chunk = (tail - 1) & ~IN_CHUNK;
  b.fields[chunk] = b.free;
  b.free = chunk;
}
