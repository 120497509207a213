/**
 * Models:     the resting orders of all books of one world, as one table of records.
 * Source:     none; a pool with a free list, so that no order is ever a heap object.
 * Units:      price in ticks, lots in lots, owner and origin opaque integers.
 * Simplified: nothing.
 * Invariants: none (BOOK-1 is checked by the books that link these rows)
 */
import * as Digest from '../../base/Digest.js';
import * as Columns from './Columns.js';
import type { Order } from './Order.js';

/** Bit of `flagsOf`: the order may only shrink its account's position. */
export const REDUCE_ONLY = 1;

/**
 * A row of `words` is eight integers side by side, so that an order costs one cache line wherever it lies: neighbors in
 * the queue of its level (-1 at the ends), that level, the book it rests in (-1 when free), account, price, owner, and
 * a tag that is side + 2 * flags + 4 * generation. Rows from `used` on were never taken.
 */
export interface Orders {
  capacity: number;
  used: number;
  /** First free row, linked through NEXT; -1 when none. Last freed is first reused. */
  free: number;
  words: Int32Array;
  /** Lots still open, at least 1 while live. */
  lots: Float64Array;
  /** Id of the journaled cause; 0 is ordinary flow. */
  origin: Float64Array;
}

/**
 * Words of a row as a shift, and their places; NEXT is 0. Not exported: the compiler of the host folds constants of a
 * module into its functions, also where those are inlined elsewhere, but loads what is exported from memory each time.
 */
const SHIFT = 3;
const PREV = 1;
const QUEUE = 2;
const BOOK = 3;
const ACCOUNT = 4;
const PRICE = 5;
const OWNER = 6;
const TAG = 7;

const NEXT_GENERATION = 4;

export function create(capacity = 1024): Orders {
  return {
    capacity,
    used: 0,
    free: -1,
    words: new Int32Array(capacity << SHIFT),
    lots: new Float64Array(capacity),
    origin: new Float64Array(capacity),
  };
}

/** Id of the book the order rests in; -1 when the row is free or was never taken. */
export function bookOf(orders: Orders, slot: number): number {
  return slot < orders.used ? orders.words[(slot << SHIFT) | BOOK]! : -1;
}

export function accountOf(orders: Orders, slot: number): number {
  return orders.words[(slot << SHIFT) | ACCOUNT]!;
}

/** Ticks. */
export function priceOf(orders: Orders, slot: number): number {
  return orders.words[(slot << SHIFT) | PRICE]!;
}

/** 0 buy, 1 sell. */
export function sideOf(orders: Orders, slot: number): number {
  return orders.words[(slot << SHIFT) | TAG]! & 1;
}

/** Free for whoever placed the order, for example the index of a quote. */
export function ownerOf(orders: Orders, slot: number): number {
  return orders.words[(slot << SHIFT) | OWNER]!;
}

export function flagsOf(orders: Orders, slot: number): number {
  return (orders.words[(slot << SHIFT) | TAG]! >> 1) & 1;
}

/** Grows by one each time the row is freed, modulo 2^30: (slot, generation) names one order. */
export function generationOf(orders: Orders, slot: number): number {
  return orders.words[(slot << SHIFT) | TAG]! >>> 2;
}

/** Whether the handle (slot, generation) still names a resting order. */
export function isLive(orders: Orders, slot: number, generation: number): boolean {
  return bookOf(orders, slot) >= 0 && generationOf(orders, slot) === generation;
}

/** Next order in the queue of its level, -1 at the end; private to the book, as the links below. */
export function nextOf(orders: Orders, slot: number): number {
  return orders.words[slot << SHIFT]!;
}

export function prevOf(orders: Orders, slot: number): number {
  return orders.words[(slot << SHIFT) | PREV]!;
}

export function queueOf(orders: Orders, slot: number): number {
  return orders.words[(slot << SHIFT) | QUEUE]!;
}

/** Mixes everything about one order that later behavior can depend on. */
export function mix(digest: Digest.Digest, orders: Orders, slot: number): void {
  Digest.mix(digest, slot);
  Digest.mix(digest, generationOf(orders, slot));
  Digest.mix(digest, accountOf(orders, slot));
  Digest.mix(digest, sideOf(orders, slot));
  Digest.mix(digest, priceOf(orders, slot));
  Digest.mix(digest, orders.lots[slot]!);
  Digest.mix(digest, ownerOf(orders, slot));
  Digest.mix(digest, orders.origin[slot]!);
  Digest.mix(digest, flagsOf(orders, slot));
}

/** Takes a row for the rest of `order`; the book sets its links. Columns may be replaced by wider ones. */
export function allocate(orders: Orders, book: number, order: Order, lots: number): number {
  let slot = orders.free;
  if (slot < 0) {
    if (orders.used === orders.capacity) grow(orders);
    slot = orders.used++;
  } else orders.free = orders.words[slot << SHIFT]!;
  const { words } = orders;
  const at = slot << SHIFT;
  words[at | BOOK] = book;
  words[at | ACCOUNT] = order.account;
  words[at | PRICE] = order.limit;
  words[at | OWNER] = order.owner;
  const reduceOnly = order.reduceOnly === 1 ? 2 : 0;
  words[at | TAG] = (words[at | TAG]! & ~3) | reduceOnly | order.side;
  orders.lots[slot] = lots;
  orders.origin[slot] = order.origin;
  return slot;
}

/** Gives a row back and makes every handle to it stale. */
export function release(orders: Orders, slot: number): void {
  const { words } = orders;
  const at = slot << SHIFT;
  words[at | BOOK] = -1;
  words[at | TAG] = words[at | TAG]! + NEXT_GENERATION;
  words[at] = orders.free;
  orders.free = slot;
}

/**
 * Puts a row that was just taken at the back of a queue. The first order of a queue and the last are two words of its
 * owner's table, side by side from `queue` on, an even address; -1 when it is empty.
 */
export function join(orders: Orders, ends: Int32Array, queue: number, slot: number): void {
  const { words } = orders;
  const at = slot << SHIFT;
  const last = ends[queue | 1]!;
  words[at] = -1;
  words[at | PREV] = last;
  words[at | QUEUE] = queue;
  ends[queue | 1] = slot;
  if (last >= 0) words[last << SHIFT] = slot;
  else ends[queue] = slot;
}

/**
 * Takes an order out of its queue, whose `ends` are given as above, and gives its row back. Whether the queue is empty now;
 * its ends are stale then.
 */
export function leave(orders: Orders, ends: Int32Array, queue: number, slot: number): boolean {
  const { words } = orders;
  const at = slot << SHIFT;
  const next = words[at]!;
  const prev = words[at | PREV]!;
  release(orders, slot);
  if ((next & prev) < 0) return true;
  if (next >= 0) words[(next << SHIFT) | PREV] = prev;
  else ends[queue | 1] = prev;
  if (prev >= 0) words[prev << SHIFT] = next;
  else ends[queue] = next;
  return false;
}

function grow(orders: Orders): void {
  const capacity = Math.max(16, orders.capacity * 2);
  orders.words = Columns.int32(orders.words, capacity << SHIFT);
  orders.lots = Columns.float64(orders.lots, capacity);
  orders.origin = Columns.float64(orders.origin, capacity);
  orders.capacity = capacity;
}
