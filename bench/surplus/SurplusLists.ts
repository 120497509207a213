/**
 * Models:     copies of accounts with their positions, in one list to a level, read and written from front to back.
 * Source:     none.
 * Units:      dollars, weights in units.
 * Simplified: an account has a fixed number of positions.
 * Invariants: none
 *
 * A record is one entry for the cash and one for each position. Its place changes with every look: what a sequential read
 * costs is a small part of what a visit to a far line costs. Lists are stacks of chunks; a record that is
 * given up stays behind as dead until its level is swept.
 */
export interface SurplusLists {
  /** Cash, then weights. */
  value: Float64Array;
  /** Minus 1 minus the account (or DEAD), then twice the instrument, plus 1 where a rise hurts. */
  tag: Int32Array;
  /** Next chunk of the same list or, of those not in use, of the free ones; -1 at the end. */
  below: Int32Array;
  /** First entry not in use. */
  end: Int32Array;
  level: Uint8Array;
  readonly span: number;
  /** Uppermost chunk by level, and how many lie below it. */
  readonly head: Int32Array;
  readonly full: Int32Array;
  /** Entries of dead records by level. */
  readonly dead: Int32Array;
  /** Where an account's record begins, -1 for none. */
  readonly slot: Int32Array;
  free: number;
}

export const DEAD = -(2 ** 31);
const LEAST_SPAN = 512;
const MOST_DEAD = 0.2;

/**
 * Room for `entries` in records of at most `longest`, for as many dead ones as lie about before levels count as crowded,
 * and for what is free in the last chunks of the levels.
 */
export function create(accounts: number, entries: number, longest: number, levels: number): SurplusLists {
  const span = Math.max(LEAST_SPAN, 4 * longest);
  const chunks = Math.ceil(entries / (1 - MOST_DEAD) / (span - longest)) + 2 * levels + 2;
  const l: SurplusLists = {
    value: new Float64Array(chunks * span),
    tag: new Int32Array(chunks * span),
    below: Int32Array.from({ length: chunks }, (_, c) => (c + 1 < chunks ? c + 1 : -1)),
    end: new Int32Array(chunks),
    level: new Uint8Array(chunks),
    span,
    head: new Int32Array(levels).fill(-1),
    full: new Int32Array(levels).fill(-1),
    dead: new Int32Array(levels),
    slot: new Int32Array(accounts).fill(-1),
    free: 0,
  };
  for (let level = 0; level < levels; level++) push(l, level);
  return l;
}

/** Place for a record of `length` entries at the end of a list. */
export function room(l: SurplusLists, level: number, length: number): number {
  let chunk = l.head[level]!;
  // One entry stays free for the mark behind the last record.
  if (l.end[chunk]! + length >= (chunk + 1) * l.span) chunk = push(l, level);
  const at = l.end[chunk]!;
  l.end[chunk] = at + length;
  return at;
}

/** Copies the record at `from` up to `to` to a level's list; the old one is the caller's. */
export function copy(l: SurplusLists, level: number, from: number, to: number): void {
  let at = room(l, level, to - from);
  const { value, tag } = l;
  l.slot[~tag[from]!] = at;
  for (let entry = from; entry < to; entry++, at++) {
    value[at] = value[entry]!;
    tag[at] = tag[entry]!;
  }
}

/** Gives up an account's record, if there is one, of so many entries. */
export function forget(l: SurplusLists, account: number, length: number): void {
  const at = l.slot[account]!;
  if (at < 0) return;
  l.tag[at] = DEAD;
  l.slot[account] = -1;
  l.dead[levelAt(l, at)]! += length;
}

/** Level in whose list the entry lies. */
export function levelAt(l: SurplusLists, entry: number): number {
  return l.level[Math.floor(entry / l.span)]!;
}

/** Entries in a level's list, dead ones included. */
export function entries(l: SurplusLists, level: number): number {
  const chunk = l.head[level]!;
  return l.full[level]! * l.span + l.end[chunk]! - chunk * l.span;
}

/** Whether so much of a list is dead that it is better swept. */
export function isCrowded(l: SurplusLists, level: number): boolean {
  return l.dead[level]! > MOST_DEAD * entries(l, level);
}

/** Empties a level's list; its uppermost chunk, for `release` to go on from. */
export function take(l: SurplusLists, level: number): number {
  const chunk = l.head[level]!;
  l.head[level] = -1;
  l.full[level] = -1;
  l.dead[level] = 0;
  push(l, level);
  return chunk;
}

/** Frees a chunk; the next one of its list, -1 after the last. */
export function release(l: SurplusLists, chunk: number): number {
  const next = l.below[chunk]!;
  l.below[chunk] = l.free;
  l.free = chunk;
  return next;
}

function push(l: SurplusLists, level: number): number {
  if (l.free < 0) grow(l);
  const chunk = l.free;
  l.free = l.below[chunk]!;
  l.below[chunk] = l.head[level]!;
  l.head[level] = chunk;
  l.full[level]! += 1;
  l.end[chunk] = chunk * l.span;
  l.level[chunk] = level;
  return chunk;
}

/** Half as many chunks again. */
function grow(l: SurplusLists): void {
  const old = l.end.length;
  const chunks = Math.ceil(1.5 * old);
  l.value = widened(l.value, new Float64Array(chunks * l.span));
  l.tag = widened(l.tag, new Int32Array(chunks * l.span));
  l.below = widened(l.below, new Int32Array(chunks));
  l.end = widened(l.end, new Int32Array(chunks));
  l.level = widened(l.level, new Uint8Array(chunks));
  for (let chunk = old; chunk < chunks; chunk++) release(l, chunk);
}

function widened<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
