/**
 * Models:     the resting orders of all books of one world, as one table of typed columns.
 * Source:     none; a pool with a free list, so that no order is ever a heap object.
 * Units:      price in ticks, lots in lots, owner and origin opaque integers.
 * Simplified: nothing.
 * Invariants: none (BOOK-1 is checked by the books that link these rows)
 */
import * as Digest from '../../base/Digest.js';
import * as Columns from './Columns.js';
import type { Order } from './Order.js';

/** Bit of `flags`: the order may only shrink its account's position. */
export const REDUCE_ONLY = 1;

/** A row is live while `book[slot] >= 0`. All columns have `capacity` elements; rows from `used` on were never taken. */
export interface Orders {
  capacity: number;
  used: number;
  /** First free row, linked through `next`; -1 when none. Last freed is first reused. */
  free: number;
  account: Int32Array;
  /** Ticks. */
  price: Int32Array;
  /** Lots still open, at least 1 while live. */
  lots: Float64Array;
  /** 0 buy, 1 sell. */
  side: Uint8Array;
  /** Id of the book it rests in; -1 when free. */
  book: Int32Array;
  /** Free for whoever placed the order, for example the index of a quote. */
  owner: Int32Array;
  /** Id of the journaled cause; 0 is ordinary flow. */
  origin: Float64Array;
  flags: Uint8Array;
  /** Grows by one each time the row is freed: (slot, generation) names one order for good. */
  generation: Int32Array;
  /** Neighbors in the queue of its level; -1 at the ends. */
  next: Int32Array;
  prev: Int32Array;
  /** Level of the book it rests in; private to the book. */
  level: Int32Array;
}

export function create(capacity = 1024): Orders {
  return {
    capacity,
    used: 0,
    free: -1,
    account: new Int32Array(capacity),
    price: new Int32Array(capacity),
    lots: new Float64Array(capacity),
    side: new Uint8Array(capacity),
    book: new Int32Array(capacity).fill(-1),
    owner: new Int32Array(capacity),
    origin: new Float64Array(capacity),
    flags: new Uint8Array(capacity),
    generation: new Int32Array(capacity),
    next: new Int32Array(capacity),
    prev: new Int32Array(capacity),
    level: new Int32Array(capacity),
  };
}

/** Whether the handle (slot, generation) still names a resting order. */
export function isLive(orders: Orders, slot: number, generation: number): boolean {
  return orders.book[slot]! >= 0 && orders.generation[slot] === generation;
}

/** Mixes everything about one order that later behavior can depend on. */
export function mix(digest: Digest.Digest, orders: Orders, slot: number): void {
  Digest.mix(digest, slot);
  Digest.mix(digest, orders.generation[slot]!);
  Digest.mix(digest, orders.account[slot]!);
  Digest.mix(digest, orders.side[slot]!);
  Digest.mix(digest, orders.price[slot]!);
  Digest.mix(digest, orders.lots[slot]!);
  Digest.mix(digest, orders.owner[slot]!);
  Digest.mix(digest, orders.origin[slot]!);
  Digest.mix(digest, orders.flags[slot]!);
}

/** Takes a row for the rest of `order`; the book sets `next`, `prev` and `level`. Columns may be replaced by wider ones. */
export function allocate(orders: Orders, book: number, order: Order, lots: number): number {
  let slot = orders.free;
  if (slot >= 0) orders.free = orders.next[slot]!;
  else {
    if (orders.used === orders.capacity) grow(orders);
    slot = orders.used++;
  }
  orders.account[slot] = order.account;
  orders.price[slot] = order.limit;
  orders.lots[slot] = lots;
  orders.side[slot] = order.side;
  orders.book[slot] = book;
  orders.owner[slot] = order.owner;
  orders.origin[slot] = order.origin;
  orders.flags[slot] = order.reduceOnly === 1 ? REDUCE_ONLY : 0;
  return slot;
}

/** Gives a row back and makes every handle to it stale. */
export function release(orders: Orders, slot: number): void {
  orders.book[slot] = -1;
  orders.generation[slot] = orders.generation[slot]! + 1;
  orders.next[slot] = orders.free;
  orders.free = slot;
}

function grow(orders: Orders): void {
  const capacity = Math.max(16, orders.capacity * 2);
  orders.account = Columns.int32(orders.account, capacity);
  orders.price = Columns.int32(orders.price, capacity);
  orders.lots = Columns.float64(orders.lots, capacity);
  orders.side = Columns.uint8(orders.side, capacity);
  orders.book = Columns.int32(orders.book, capacity, -1);
  orders.owner = Columns.int32(orders.owner, capacity);
  orders.origin = Columns.float64(orders.origin, capacity);
  orders.flags = Columns.uint8(orders.flags, capacity);
  orders.generation = Columns.int32(orders.generation, capacity);
  orders.next = Columns.int32(orders.next, capacity);
  orders.prev = Columns.int32(orders.prev, capacity);
  orders.level = Columns.int32(orders.level, capacity);
  orders.capacity = capacity;
}
