/**
 * Models:     the occupied prices of one book: per level a first-in-first-out queue of orders and its total.
 * Source:     price-time priority as on every central limit order book.
 * Units:      price in ticks, lots in lots.
 * Simplified: nothing.
 * Invariants: none (checked as part of BOOK-1)
 */
import * as Columns from './Columns.js';
import * as Orders from './Orders.js';
import * as PriceIndex from './PriceIndex.js';

/** A level is WORDS integers side by side, named by their address in `words`, and its total. */
export interface Levels {
  /** Words of levels ever taken. */
  used: number;
  /** First free level, linked through HEAD; -1 when none. */
  free: number;
  words: Int32Array;
  /** Sum of the queue's lots, by address / WORDS. */
  lots: Float64Array;
}

const BUY = 0;

/** Not exported, as in Orders. PRICE is 0. */
const WORDS = 8;
const HEAD = 1;
const TAIL = 2;
/** Leaf of the price index that holds this level. */
const LEAF = 3;
/** Neighbors on the same side, nearer the touch and farther from it; -1 when none. Walks need no search. */
const NEARER = 4;
const FARTHER = 5;

/** The same for the self-check. */
export const LAYOUT = { words: WORDS, head: HEAD, tail: TAIL, leaf: LEAF, nearer: NEARER } as const;

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
    words: new Int32Array(capacity * WORDS),
    lots: new Float64Array(capacity),
  };
}

export function priceOf(levels: Levels, level: number): number {
  return levels.words[level]!;
}

/** First order of the level's queue. */
export function headOf(levels: Levels, level: number): number {
  return levels.words[level + HEAD]!;
}

export function lotsOf(levels: Levels, level: number): number {
  return levels.lots[level >> 3]!;
}

/** Raises the level's total. */
export function addLots(levels: Levels, level: number, lots: number): void {
  levels.lots[level >> 3] = levels.lots[level >> 3]! + lots;
}

/** Level at the touch of `side`, -1 when the side is empty. */
export function touch(book: Ladder, side: number): number {
  return side === BUY ? book.bidLevel : book.askLevel;
}

/** Whether `level` exists and its price is at `limit` or nearer the touch. */
export function within(book: Ladder, side: number, level: number, limit: number): boolean {
  if (level < 0) return false;
  const price = book.levels.words[level]!;
  return side === BUY ? price >= limit : price <= limit;
}

/** Next level of its side away from the touch; -1 when none. */
export function after(book: Ladder, level: number): number {
  return book.levels.words[level + FARTHER]!;
}

/** Level of `side` next beyond `ticks` away from the touch, -1 when none; `node` = deepest(ticks). */
export function farther(book: Ladder, side: number, node: number, ticks: number): number {
  return side === BUY ? PriceIndex.below(book.index, node, ticks) : PriceIndex.above(book.index, node, ticks);
}

/** Level at `ticks`, made if the price is empty. */
export function reach(book: Ladder, side: number, ticks: number): number {
  const { index } = book;
  const node = nodeOf(book, side, ticks);
  const found = PriceIndex.at(index, node, ticks);
  if (found >= 0) return found;
  const level = allocate(book.levels);
  const { words } = book.levels;
  words[level] = ticks;
  words[level + HEAD] = -1;
  words[level + TAIL] = -1;
  words[level + LEAF] = PriceIndex.insert(index, node, ticks, level);
  book.levels.lots[level >> 3] = 0;
  link(book, side, level);
  return level;
}

/** Deepest node for `ticks`; most orders come close to their touch, so the search starts there. */
function nodeOf(book: Ladder, side: number, ticks: number): number {
  const best = touch(book, side);
  if (best < 0) return PriceIndex.deepest(book.index, ticks);
  const { words } = book.levels;
  return PriceIndex.deepestNear(book.index, words[best + LEAF]!, words[best]!, ticks);
}

/** Puts a new level between its neighbors; only one behind the touch has to search for them. */
function link(book: Ladder, side: number, level: number): void {
  const { index } = book;
  const { words } = book.levels;
  const ticks = words[level]!;
  const best = touch(book, side);
  let nearer = -1;
  if (best >= 0 && within(book, side, best, ticks)) {
    const leaf = words[level + LEAF]!;
    nearer = side === BUY ? PriceIndex.above(index, leaf, ticks) : PriceIndex.below(index, leaf, ticks);
  }
  const farther = nearer < 0 ? best : words[nearer + FARTHER]!;
  words[level + NEARER] = nearer;
  words[level + FARTHER] = farther;
  if (farther >= 0) words[farther + NEARER] = level;
  if (nearer >= 0) words[nearer + FARTHER] = level;
  else if (side === BUY) book.bidLevel = level;
  else book.askLevel = level;
}

/** Puts the order at the end of the level's queue. */
export function append(levels: Levels, orders: Orders.Orders, level: number, slot: number): void {
  const { words } = levels;
  const tail = words[level + TAIL]!;
  Orders.setNext(orders, slot, -1);
  Orders.setPrev(orders, slot, tail);
  Orders.setLevel(orders, slot, level);
  if (tail >= 0) Orders.setNext(orders, tail, slot);
  else words[level + HEAD] = slot;
  words[level + TAIL] = slot;
  addLots(levels, level, orders.lots[slot]!);
}

/** Takes the order and its remaining lots out of its level; an emptied level disappears from the book. */
export function unlink(book: Ladder, orders: Orders.Orders, slot: number): void {
  const { words } = book.levels;
  const next = Orders.nextOf(orders, slot);
  const prev = Orders.prevOf(orders, slot);
  const level = Orders.levelOf(orders, slot);
  if (next < 0 && prev < 0) {
    drop(book, level);
    return;
  }
  if (next >= 0) Orders.setPrev(orders, next, prev);
  else words[level + TAIL] = prev;
  if (prev >= 0) Orders.setNext(orders, prev, next);
  else words[level + HEAD] = next;
  addLots(book.levels, level, -orders.lots[slot]!);
}

function drop(book: Ladder, level: number): void {
  const { levels } = book;
  const { words } = levels;
  const nearer = words[level + NEARER]!;
  const farther = words[level + FARTHER]!;
  if (farther >= 0) words[farther + NEARER] = nearer;
  if (nearer >= 0) words[nearer + FARTHER] = farther;
  else if (level === book.bidLevel) book.bidLevel = farther;
  else book.askLevel = farther;
  PriceIndex.remove(book.index, words[level + LEAF]!, words[level]!);
  words[level + HEAD] = levels.free;
  levels.free = level;
}

function allocate(levels: Levels): number {
  const level = levels.free;
  if (level >= 0) {
    levels.free = levels.words[level + HEAD]!;
    return level;
  }
  if (levels.used === levels.words.length) {
    levels.words = Columns.int32(levels.words, levels.words.length * 2);
    levels.lots = Columns.float64(levels.lots, levels.lots.length * 2);
  }
  levels.used += WORDS;
  return levels.used - WORDS;
}
