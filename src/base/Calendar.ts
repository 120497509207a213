import * as Bits from './Bits.js';
import * as Heap from './Heap.js';

/**
 * The queue of Heap for a run's many events: same order, same promises. What is due up to `base` lies in a small heap; the
 * rest waits unsorted in a ring of buckets by time, as in Brown's calendar (1988), and a bucket goes into the heap when
 * its turn comes. So an event moves once, whatever is pending. What is due more than a lap ahead waits in the bucket
 * of its place in the ring until its lap. The first event of a bucket lies in the bucket's own row: filing it is one miss
 * of the cache, taking it none, because turns follow each other in memory. Number and width of the buckets follow
 * the events. Plain columns: survives structuredClone.
 */
export interface Calendar {
  size: number;
  near: Heap.Heap;
  /** Every event due up to this time (whole µs) is in `near`, and everything that waits is later. */
  base: number;
  /** Rows of buckets, a power of two; those after them hold what shares a bucket. */
  buckets: number;
  /** Buckets a microsecond: a bucket spans a power of two of them. */
  pace: number;
  /** The set of buckets that are not empty. */
  occupied: Int32Array;
  /** Waiting events, FIELDS numbers each: time, rank, slot, next of the same bucket. */
  fields: Float64Array;
  /** First free row after the buckets, linked through next, -1 when none; rows from `used` on were never taken. */
  free: number;
  used: number;
  /** Since the buckets were last thought over: events gathered, and what was done in vain or had to be sorted. */
  gathered: number;
  extra: number;
}

const FIELDS = 4;
const FEWEST = 64;
/** Events of one bucket beyond which sorting them counts as work too much. */
const FEW = 8;
/** A lap is this many times the time within which half of the events are due. */
const LAP = 4;
const SAMPLE = 64;

export function create(): Calendar {
  return {
    size: 0,
    near: Heap.create(),
    base: -1,
    buckets: FEWEST,
    pace: 1 / 1024,
    occupied: new Int32Array(Bits.wordsFor(FEWEST)),
    fields: new Float64Array(FIELDS * 2 * FEWEST),
    free: -1,
    used: FEWEST,
    gathered: 0,
    extra: 0,
  };
}

/** As Heap.push. A time before those already popped is allowed, and comes next. */
export function push(c: Calendar, time: number, phase: number, sequence: number, slot: number): void {
  const rank = Heap.rankOf(time, phase, sequence, slot);
  c.size += 1;
  if (keyOf(time) <= c.base) {
    Heap.insert(c.near, time, rank, slot);
    return;
  }
  file(c, time, rank, slot);
  if (c.size > c.buckets) resize(c);
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

/** Whole microseconds by which events are put into buckets; what is later than they can tell shares the last one. */
function keyOf(time: number): number {
  return time < Number.MAX_SAFE_INTEGER ? Math.floor(time) : Number.MAX_SAFE_INTEGER;
}

/** Puts an event that is due after `base` into its bucket. */
function file(c: Calendar, time: number, rank: number, slot: number): void {
  // Counted from the start of time buckets pass 2^32: the mask takes their low bits.
  const bucket = Math.floor(keyOf(time) * c.pace) & (c.buckets - 1);
  if (!Bits.has(c.occupied, 0, bucket)) {
    Bits.add(c.occupied, 0, bucket);
    write(c, bucket, time, rank, slot, -1);
    return;
  }
  const row = allocate(c);
  write(c, row, time, rank, slot, c.fields[bucket * FIELDS + 3]!);
  c.fields[bucket * FIELDS + 3] = row;
}

function write(c: Calendar, row: number, time: number, rank: number, slot: number, next: number): void {
  const { fields } = c;
  const at = row * FIELDS;
  fields[at] = time;
  fields[at + 1] = rank;
  fields[at + 2] = slot;
  fields[at + 3] = next;
}

/** Moves on from bucket to bucket until the heap holds something; at least one event waits. */
function advance(c: Calendar): void {
  if (c.gathered > c.size + FEWEST) review(c);
  let passed = 0;
  while (c.near.size === 0) {
    if (passed > c.buckets) skip(c);
    const from = Math.floor((c.base + 1) * c.pace);
    const at = from & (c.buckets - 1);
    const ahead = occupiedFrom(c, at);
    passed += ahead + 1;
    c.base = (from + ahead + 1) / c.pace - 1;
    gather(c, (at + ahead) & (c.buckets - 1));
  }
}

/** Buckets from `at` on to the first that is not empty, around the ring. */
function occupiedFrom(c: Calendar, at: number): number {
  const words = c.occupied.length;
  const found = Bits.next(c.occupied, 0, words, at - 1);
  return found >= 0 ? found - at : Bits.next(c.occupied, 0, words, -1) + c.buckets - at;
}

/** Puts the events of a bucket that are due into the heap and leaves those of later laps. */
function gather(c: Calendar, bucket: number): void {
  const { fields } = c;
  let row = fields[bucket * FIELDS + 3]!;
  let left = -1;
  let count = take(c, bucket) ? 1 : 0;
  const isOpen = count > 0;
  while (row >= 0) {
    const next = fields[row * FIELDS + 3]!;
    if (take(c, row)) {
      release(c, row);
      count += 1;
    } else {
      fields[row * FIELDS + 3] = left;
      left = row;
    }
    row = next;
  }
  if (!isOpen) fields[bucket * FIELDS + 3] = left;
  else if (left < 0) Bits.remove(c.occupied, 0, bucket);
  else {
    // What is left needs a first event in the bucket's own row.
    fields.copyWithin(bucket * FIELDS, left * FIELDS, (left + 1) * FIELDS);
    release(c, left);
  }
  c.gathered += count;
  if (count > FEW) c.extra += count;
}

/** Puts the event of a row into the heap if it is due. */
function take(c: Calendar, row: number): boolean {
  const { fields } = c;
  const at = row * FIELDS;
  if (keyOf(fields[at]!) > c.base) {
    c.extra += 1;
    return false;
  }
  Heap.insert(c.near, fields[at]!, fields[at + 1]!, fields[at + 2]!);
  return true;
}

/** Nothing was due in a whole lap: goes on to the earliest event there is. */
function skip(c: Calendar): void {
  let least = Number.POSITIVE_INFINITY;
  for (const row of rows(c)) least = Math.min(least, keyOf(c.fields[row * FIELDS]!));
  c.base = Math.floor(least * c.pace) / c.pace - 1;
  c.extra += c.buckets / 8;
}

/** Fits the buckets to the events anew when they are too many for them or cost too much. */
function review(c: Calendar): void {
  const isSparse = c.buckets > FEWEST && c.size < c.buckets / 8;
  const isDear = c.extra > 2 * c.gathered;
  c.gathered = 0;
  c.extra = 0;
  if (isSparse || isDear) resize(c);
}

/** As many buckets as events or more, and a lap that holds most of them. */
function resize(c: Calendar): void {
  const { fields } = c;
  const waiting = rows(c);
  c.buckets = FEWEST;
  while (c.buckets < c.size) c.buckets *= 2;
  const lapUs = LAP * median(c, waiting);
  c.pace = 1;
  while (c.buckets / c.pace < lapUs) c.pace /= 2;
  c.occupied = new Int32Array(Bits.wordsFor(c.buckets));
  c.fields = new Float64Array(FIELDS * 2 * c.buckets);
  c.free = -1;
  c.used = c.buckets;
  for (const row of waiting)
    file(c, fields[row * FIELDS]!, fields[row * FIELDS + 1]!, fields[row * FIELDS + 2]!);
}

/** Time from `base` within which half of some of the waiting events are due. */
function median({ fields, base }: Calendar, waiting: readonly number[]): number {
  const stride = Math.max(1, Math.floor(waiting.length / SAMPLE));
  const some = waiting.filter((_, i) => i % stride === 0);
  const delays = some.map((row) => keyOf(fields[row * FIELDS]!) - base).sort((x, y) => x - y);
  return delays[delays.length >> 1] ?? 0;
}

/** Rows of all waiting events. */
function rows({ occupied, fields }: Calendar): number[] {
  const found: number[] = [];
  const next = (bucket: number) => Bits.next(occupied, 0, occupied.length, bucket);
  for (let bucket = next(-1); bucket >= 0; bucket = next(bucket))
    for (let row = bucket; row >= 0; row = fields[row * FIELDS + 3]!) found.push(row);
  return found;
}

function allocate(c: Calendar): number {
  const row = c.free;
  if (row < 0) {
    if (c.used * FIELDS === c.fields.length) grow(c);
    return c.used++;
  }
  c.free = c.fields[row * FIELDS + 3]!;
  return row;
}

function release(c: Calendar, row: number): void {
  c.fields[row * FIELDS + 3] = c.free;
  c.free = row;
}

function grow(c: Calendar): void {
  const { fields } = c;
  c.fields = new Float64Array(fields.length * 2);
  c.fields.set(fields);
}
