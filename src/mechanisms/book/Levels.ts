/**
 * Models:     the occupied prices of one book: per level a first-in-first-out queue of orders and its total.
 * Source:     price-time priority as on every central limit order book.
 * Units:      price in ticks, lots in lots.
 * Simplified: nothing.
 * Invariants: none (checked as part of BOOK-1)
 */
import * as Columns from './Columns.js';
import { BUY } from './Order.js';
import type { Orders } from './Orders.js';
import * as PriceIndex from './PriceIndex.js';

export interface Levels {
  used: number;
  /** First free row, linked through `head`; -1 when none. */
  free: number;
  price: Int32Array;
  /** Sum of the queue's lots. */
  lots: Float64Array;
  head: Int32Array;
  tail: Int32Array;
  /** Leaf of the price index that holds this level. */
  leaf: Int32Array;
  /** Neighbors on the same side, nearer the touch and farther from it; -1 when none. Walks need no search. */
  nearer: Int32Array;
  farther: Int32Array;
}

/** A book as plain data: structuredClone of it, together with its Orders, continues identically. */
export interface Ladder {
  readonly id: number;
  /** Self-trade policy; an intervention may change it between orders. */
  selfTrade: number;
  /** Level of the best bid and ask, -1 when that side is empty. Both sides share one index: the book is never crossed. */
  bidLevel: number;
  askLevel: number;
  orderCount: number;
  readonly index: PriceIndex.PriceIndex;
  readonly levels: Levels;
}

export function create(): Levels {
  const capacity = 16;
  return {
    used: 0,
    free: -1,
    price: new Int32Array(capacity),
    lots: new Float64Array(capacity),
    head: new Int32Array(capacity),
    tail: new Int32Array(capacity),
    leaf: new Int32Array(capacity),
    nearer: new Int32Array(capacity),
    farther: new Int32Array(capacity),
  };
}

/** Level at the touch of `side`, -1 when the side is empty. */
export function touch(book: Ladder, side: number): number {
  return side === BUY ? book.bidLevel : book.askLevel;
}

/** Whether `level` exists and its price is at `limit` or nearer the touch. */
export function within(book: Ladder, side: number, level: number, limit: number): boolean {
  if (level < 0) return false;
  const price = book.levels.price[level]!;
  return side === BUY ? price >= limit : price <= limit;
}

/** Next level of its side away from the touch; -1 when none. */
export function after(book: Ladder, level: number): number {
  return book.levels.farther[level]!;
}

/** Level of `side` next beyond `ticks` away from the touch, -1 when none; `node` = deepest(ticks). */
export function farther(book: Ladder, side: number, node: number, ticks: number): number {
  return side === BUY ? PriceIndex.below(book.index, node, ticks) : PriceIndex.above(book.index, node, ticks);
}

/** Level at `ticks`, made if the price is empty. */
export function reach(book: Ladder, side: number, ticks: number): number {
  const { index } = book;
  const node = PriceIndex.deepest(index, ticks);
  const found = PriceIndex.at(index, node, ticks);
  if (found >= 0) return found;
  const level = allocate(book.levels);
  const { levels } = book;
  levels.price[level] = ticks;
  levels.lots[level] = 0;
  levels.head[level] = -1;
  levels.tail[level] = -1;
  levels.leaf[level] = PriceIndex.insert(index, node, ticks, level);
  link(book, side, level);
  return level;
}

/** Puts a new level between its neighbors; only one behind the touch has to search for them. */
function link(book: Ladder, side: number, level: number): void {
  const { index, levels } = book;
  const ticks = levels.price[level]!;
  const best = touch(book, side);
  let nearer = -1;
  if (best >= 0 && within(book, side, best, ticks)) {
    const leaf = levels.leaf[level]!;
    nearer = side === BUY ? PriceIndex.above(index, leaf, ticks) : PriceIndex.below(index, leaf, ticks);
  }
  const farther = nearer < 0 ? best : levels.farther[nearer]!;
  levels.nearer[level] = nearer;
  levels.farther[level] = farther;
  if (farther >= 0) levels.nearer[farther] = level;
  if (nearer >= 0) levels.farther[nearer] = level;
  else if (side === BUY) book.bidLevel = level;
  else book.askLevel = level;
}

/** Puts the order at the end of the level's queue. */
export function append(levels: Levels, orders: Orders, level: number, slot: number): void {
  const tail = levels.tail[level]!;
  orders.level[slot] = level;
  orders.prev[slot] = tail;
  orders.next[slot] = -1;
  if (tail >= 0) orders.next[tail] = slot;
  else levels.head[level] = slot;
  levels.tail[level] = slot;
  levels.lots[level] = levels.lots[level]! + orders.lots[slot]!;
}

/** Takes the order and its remaining lots out of its level; an emptied level disappears from the book. */
export function unlink(book: Ladder, orders: Orders, slot: number): void {
  const { levels } = book;
  const level = orders.level[slot]!;
  const next = orders.next[slot]!;
  const prev = orders.prev[slot]!;
  if (next >= 0) orders.prev[next] = prev;
  else levels.tail[level] = prev;
  if (prev >= 0) orders.next[prev] = next;
  else levels.head[level] = next;
  levels.lots[level] = levels.lots[level]! - orders.lots[slot]!;
  if (next < 0 && prev < 0) drop(book, level);
}

function drop(book: Ladder, level: number): void {
  const { levels } = book;
  const nearer = levels.nearer[level]!;
  const farther = levels.farther[level]!;
  if (farther >= 0) levels.nearer[farther] = nearer;
  if (nearer >= 0) levels.farther[nearer] = farther;
  else if (level === book.bidLevel) book.bidLevel = farther;
  else book.askLevel = farther;
  PriceIndex.remove(book.index, levels.leaf[level]!, levels.price[level]!);
  levels.head[level] = levels.free;
  levels.free = level;
}

function allocate(levels: Levels): number {
  const level = levels.free;
  if (level >= 0) {
    levels.free = levels.head[level]!;
    return level;
  }
  if (levels.used === levels.price.length) grow(levels);
  return levels.used++;
}

function grow(levels: Levels): void {
  const capacity = levels.price.length * 2;
  levels.price = Columns.int32(levels.price, capacity);
  levels.lots = Columns.float64(levels.lots, capacity);
  levels.head = Columns.int32(levels.head, capacity);
  levels.tail = Columns.int32(levels.tail, capacity);
  levels.leaf = Columns.int32(levels.leaf, capacity);
  levels.nearer = Columns.int32(levels.nearer, capacity);
  levels.farther = Columns.int32(levels.farther, capacity);
}
