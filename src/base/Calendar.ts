import * as Buckets from './Buckets.js';
import * as Heap from './Heap.js';

/**
 * The queue of Heap for a run's many events: same order, same promises. What is due later than `base` waits unsorted in
 * buckets, one for each digit in which its time first differs from `base`. So the nearest events lie in the lowest level,
 * and those of the first bucket there come before all others: one that fills a chunk at most is sorted where it lies and
 * becomes the run that is popped next, a fuller one is spread over the levels below. An event moves once or twice in all,
 * whatever is pending, always to the end of a chunk: buckets are few enough that their ends stay in the cache. What is
 * pushed at or before `base` goes into a heap beside the run; nothing depends on how times are spread. Plain columns:
 * survives structuredClone.
 */
export interface Calendar extends Buckets.Buckets {
  size: number;
  /** `base` in whole µs is high * 2^30 + low: every event due by then is in the run or in `near`, all buckets are later. */
  high: number;
  low: number;
  /** The run: rows of `fields` from `at` to before `end`, of one chunk, in order. */
  at: number;
  end: number;
  near: Heap.Heap;
}

/** Numbers of a row: time, rank, slot. */
const ROW = 3;
const HALF = 2 ** 30;
/** `time` is not later than `base`. */
const DUE = -1;
/** Six levels reach past 2^53: digits of 13, 12 and 5 bits of `low`, then of 8, 8 and 7 of `high`. */
const FIRST_1 = 1 << 13;
const FIRST_2 = FIRST_1 + (1 << 12);
const FIRST_3 = FIRST_2 + (1 << 5);
const FIRST_4 = FIRST_3 + (1 << 8);
const FIRST_5 = FIRST_4 + (1 << 8);
const BUCKETS = FIRST_5 + (1 << 7);
const LEVELS = [
  { first: 0, bits: 13, shift: 0 },
  { first: FIRST_1, bits: 12, shift: 13 },
  { first: FIRST_2, bits: 5, shift: 25 },
  { first: FIRST_3, bits: 8, shift: 0 },
  { first: FIRST_4, bits: 8, shift: 8 },
  { first: FIRST_5, bits: 7, shift: 16 },
] as const;

export function create(): Calendar {
  return { size: 0, high: 0, low: 0, at: 0, end: 0, near: Heap.create(), ...Buckets.create(BUCKETS) };
}

/** As Heap.push. A time before those already popped is allowed, and comes next. */
export function push(c: Calendar, time: number, phase: number, sequence: number, slot: number): void {
  const rank = Heap.rankOf(time, phase, sequence, slot);
  c.size += 1;
  const bucket = bucketOf(c, time);
  if (bucket === DUE) {
    Heap.insert(c.near, time, rank, slot);
    return;
  }
  const to = Buckets.room(c, bucket);
  const { fields } = c;
  fields[to] = time;
  fields[to + 1] = rank;
  fields[to + 2] = slot;
}

/** Removes the first event and returns its slot, -1 when empty. */
export function pop(c: Calendar): number {
  if (c.size === 0) return -1;
  if (c.at === c.end && c.near.size === 0) advance(c);
  c.size -= 1;
  if (c.near.size > 0 && isNearFirst(c)) return Heap.pop(c.near);
  const { at } = c;
  c.at = at + ROW;
  return c.fields[at + 2]! | 0;
}

/** Time of the first event, Infinity when empty. */
export function peekTime(c: Calendar): number {
  if (c.at === c.end && c.near.size === 0 && c.size > 0) advance(c);
  if (c.at === c.end) return Heap.peekTime(c.near);
  const time = c.fields[c.at]!;
  return c.near.size > 0 ? Math.min(time, Heap.peekTime(c.near)) : time;
}

function isNearFirst(c: Calendar): boolean {
  if (c.at === c.end) return true;
  const { key } = c.near;
  const time = c.fields[c.at]!;
  return key[0]! < time || (key[0]! === time && key[1]! < c.fields[c.at + 1]!);
}

/** Bucket of the highest digit in which `time` differs from `base`; DUE when it is not later. */
function bucketOf(c: Calendar, time: number): number {
  const ahead = time - c.high * HALF;
  if (ahead < c.low + 1) return DUE;
  if (ahead >= HALF) return farBucket(c, time);
  const low = ahead | 0;
  const differing = low ^ c.low;
  if (differing < 1 << 13) return low & (FIRST_1 - 1);
  return differing < 1 << 25 ? FIRST_1 + ((low >> 13) & 4095) : FIRST_2 + (low >> 25);
}

/** The same for a time that differs in its upper half; what is later than the digits can tell shares the last bucket. */
function farBucket(c: Calendar, time: number): number {
  if (time > Number.MAX_SAFE_INTEGER) return bucketOf(c, Number.MAX_SAFE_INTEGER);
  const high = Math.floor(time / HALF);
  const differing = high ^ c.high;
  if (differing < 1 << 8) return FIRST_3 + (high & 255);
  return differing < 1 << 16 ? FIRST_4 + ((high >> 8) & 255) : FIRST_5 + (high >> 16);
}

/** Moves on to the first bucket until something is due; at least one event waits, and the run and `near` are empty. */
function advance(c: Calendar): void {
  if (c.end > 0) Buckets.release(c, c.end);
  c.at = 0;
  c.end = 0;
  while (c.end === 0 && c.near.size === 0) {
    const bucket = Buckets.lowest(c);
    const tail = Buckets.take(c, bucket);
    let level = 0;
    while (level < LEVELS.length - 1 && bucket >= LEVELS[level + 1]!.first) level += 1;
    const isFew = Buckets.before(c, tail) === 0;
    move(c, level, bucket, isFew);
    if (isFew) run(c, tail);
    else spread(c, tail);
  }
}

/** Sets `base` to the last instant of a bucket when all of it is due, else to its first. */
function move(c: Calendar, level: number, bucket: number, isAllDue: boolean): void {
  const { first, bits, shift } = LEVELS[level]!;
  const half = bucket < FIRST_3 ? c.low : c.high;
  const start = (((half >> (shift + bits)) << bits) | (bucket - first)) << shift;
  const to = isAllDue ? start + (1 << shift) - 1 : start;
  if (bucket < FIRST_3) c.low = to;
  else {
    c.high = to;
    c.low = isAllDue ? HALF - 1 : 0;
  }
}

/** Sorts the only chunk of a bucket and makes it the run. */
function run(c: Calendar, end: number): void {
  const { fields } = c;
  const first = Buckets.firstRow(end);
  for (let row = first + ROW; row < end; row += ROW) {
    const time = fields[row]!;
    const before = fields[row - ROW]!;
    if (before > time || (before === time && fields[row - ROW + 1]! > fields[row + 1]!))
      sink(fields, first, row);
  }
  c.at = first;
  c.end = end;
}

/** Moves a row down among those from `first` on, which are in order. */
function sink(fields: Float64Array, first: number, row: number): void {
  const time = fields[row]!;
  const rank = fields[row + 1]!;
  const slot = fields[row + 2]!;
  let to = row;
  do {
    fields[to] = fields[to - ROW]!;
    fields[to + 1] = fields[to - ROW + 1]!;
    fields[to + 2] = fields[to - ROW + 2]!;
    to -= ROW;
  } while (
    to > first &&
    (fields[to - ROW]! > time || (fields[to - ROW] === time && fields[to - ROW + 1]! > rank))
  );
  fields[to] = time;
  fields[to + 1] = rank;
  fields[to + 2] = slot;
}

/** Files the events of a bucket anew now that `base` is its first instant, and frees its chunks. */
function spread(c: Calendar, tail: number): void {
  for (let end = tail; end > 0; ) {
    for (let row = Buckets.firstRow(end); row < end; row += ROW) refile(c, row);
    const before = Buckets.before(c, end);
    Buckets.release(c, end);
    end = before;
  }
}

function refile(c: Calendar, row: number): void {
  const time = c.fields[row]!;
  const bucket = bucketOf(c, time);
  if (bucket === DUE) {
    Heap.insert(c.near, time, c.fields[row + 1]!, c.fields[row + 2]!);
    return;
  }
  const to = Buckets.room(c, bucket);
  const { fields } = c;
  fields[to] = time;
  fields[to + 1] = fields[row + 1]!;
  fields[to + 2] = fields[row + 2]!;
}
