/**
 * Models:     the occupied prices of one book: per level a first-in-first-out queue of orders and its total.
 * Source:     price-time priority as on every central limit order book.
 * Units:      price in ticks, lots in lots.
 * Simplified: nothing.
 * Invariants: none (checked as part of BOOK-1)
 */
import * as Columns from './Columns.js';
import { BUY, MAX_TICKS, type Order } from './Order.js';
import * as Orders from './Orders.js';
import * as PriceIndex from './PriceIndex.js';

/**
 * A level is a row of eight integers, named by its address in `words`; the last two are the bytes of its total, so that a
 * level costs one cache line.
 *
 * The levels of both sides form one ring, in which two rows that are no levels mark where a side begins: the edge of the
 * bids, all bids from the touch outward, the edge of the asks, all asks. An edge is priced beyond every limit, as seen from
 * the side that ends there as from the one that begins there: nothing that walks or links levels has to ask for an end.
 */
export interface Levels {
  /** Words of levels ever taken. */
  used: number;
  /** First free level, linked through word 0; -1 when none. */
  free: number;
  words: Int32Array;
  /** Sum of the queue's lots, over the same memory: by address / 2 + TOTAL. */
  lots: Float64Array;
}

/** Not exported, as in Orders, which keeps the first order of the queue in word 0 and the last in word 1. */
const SHIFT = 3;
const TAIL = 1;
const PRICE = 2;
/** Leaf of the price index that holds this level; an edge has its root, 0. */
const LEAF = 3;
/** Neighbors in the ring, nearer the touch of this side and farther from it. Walks need no search. */
const NEARER = 4;
const FARTHER = 5;
const TOTAL = 3;
/** The edge of side s is row s; levels come after both. */
const FIRST = 2 << SHIFT;

/** The same for the self-check. */
export const LAYOUT = { words: 8, edges: 2, head: 0, tail: TAIL, leaf: LEAF, nearer: NEARER } as const;

/** A book as plain data: structuredClone of it, together with its Orders, continues identically. */
export interface Ladder {
  readonly id: number;
  /** Self-trade policy; an intervention may change it between orders. */
  selfTrade: number;
  orderCount: number;
  /** Both sides share one index: the book is never crossed. */
  readonly index: PriceIndex.PriceIndex;
  readonly levels: Levels;
}

export function create(): Levels {
  const words = new Int32Array(16 << SHIFT);
  for (const edge of [0, 1 << SHIFT]) {
    const other = (1 << SHIFT) - edge;
    words[edge | PRICE] = edge === 0 ? MAX_TICKS + 1 : 0;
    words[edge | NEARER] = other;
    words[edge | FARTHER] = other;
  }
  return { used: FIRST, free: -1, words, lots: new Float64Array(words.buffer) };
}

/** Whether this is a level, not the edge at which a walk ends or which is the touch of an empty side. */
export function exists(level: number): boolean {
  return level >= FIRST;
}

export function priceOf(levels: Levels, level: number): number {
  return levels.words[level | PRICE]!;
}

/** First order of the level's queue. */
export function headOf(levels: Levels, level: number): number {
  return levels.words[level]!;
}

export function lotsOf(levels: Levels, level: number): number {
  return levels.lots[(level >> 1) | TOTAL]!;
}

/** Raises the level's total. */
export function addLots(levels: Levels, level: number, lots: number): void {
  const { lots: totals } = levels;
  const at = (level >> 1) | TOTAL;
  totals[at] = totals[at]! + lots;
}

/** Level at the touch of `side`, an edge when the side is empty. */
export function touch(levels: Levels, side: number): number {
  return levels.words[(side << SHIFT) | FARTHER]!;
}

/** Next level of its side away from the touch, an edge when there is none. */
export function after(levels: Levels, level: number): number {
  return levels.words[level | FARTHER]!;
}

/** Whether `level` exists and its price is at `limit` or nearer the touch. */
export function within(levels: Levels, side: number, level: number, limit: number): boolean {
  return exists(level) && meets(levels, side, level, limit);
}

/** The same for a limit that a book accepts: no edge meets it. */
export function meets(levels: Levels, side: number, level: number, limit: number): boolean {
  const price = levels.words[level | PRICE]!;
  return side === BUY ? price >= limit : price <= limit;
}

/** Whether an order of `side` with a limit that a book accepts trades. */
export function crosses({ words }: Levels, side: number, limit: number): boolean {
  const touch = words[((1 - side) << SHIFT) | FARTHER]!;
  const price = words[touch | PRICE]!;
  return side === BUY ? price <= limit : price >= limit;
}

/** Level of `side` next beyond `ticks` away from the touch, which is not beyond; an edge or -1 when there is none. */
export function beyond(book: Ladder, side: number, ticks: number): number {
  const { index, levels } = book;
  const found = PriceIndex.find(index, ticks);
  if (found >= 0) return after(levels, found);
  return side === BUY ? PriceIndex.below(index, ~found, ticks) : PriceIndex.above(index, ~found, ticks);
}

/**
 * Rests `lots` of an order at the back of its level, which is made if the price is empty. Returns its slot. Most orders come
 * close to their touch, so the search starts there.
 */
export function join(orders: Orders.Orders, book: Ladder, order: Order, lots: number): number {
  const { levels, index } = book;
  const { side, limit } = order;
  const { words } = levels;
  const best = words[(side << SHIFT) | FARTHER]!;
  const found = PriceIndex.findNear(index, words[best | LEAF]!, words[best | PRICE]!, limit);
  const level = found < 0 ? open(book, side, ~found, limit) : found;
  const { lots: totals } = levels;
  totals[(level >> 1) | TOTAL]! += lots;
  book.orderCount += 1;
  const slot = Orders.allocate(orders, book.id, order, lots);
  Orders.join(orders, levels.words, level, slot);
  return slot;
}

function open(book: Ladder, side: number, node: number, ticks: number): number {
  const level = allocate(book.levels);
  const { words, lots } = book.levels;
  words[level] = -1;
  words[level | TAIL] = -1;
  words[level | PRICE] = ticks;
  words[level | LEAF] = PriceIndex.insert(book.index, node, ticks, level);
  lots[(level >> 1) | TOTAL] = 0;
  const nearer = nearerOf(book, side, level);
  const farther = words[nearer | FARTHER]!;
  words[level | NEARER] = nearer;
  words[level | FARTHER] = farther;
  words[farther | NEARER] = level;
  words[nearer | FARTHER] = level;
  return level;
}

/** What a new level comes to lie behind; only one behind the touch has to search for it. */
function nearerOf(book: Ladder, side: number, level: number): number {
  const { levels, index } = book;
  const ticks = priceOf(levels, level);
  if (!meets(levels, side, touch(levels, side), ticks)) return side << SHIFT;
  const leaf = levels.words[level | LEAF]!;
  return side === BUY ? PriceIndex.above(index, leaf, ticks) : PriceIndex.below(index, leaf, ticks);
}

/** Takes an order, of which `lots` remain, out of the book; an emptied level disappears. */
export function leave(orders: Orders.Orders, book: Ladder, slot: number, lots: number): void {
  const { levels } = book;
  const level = Orders.queueOf(orders, slot);
  book.orderCount -= 1;
  if (Orders.leave(orders, levels.words, level, slot)) drop(book, level);
  else addLots(levels, level, -lots);
}

function drop(book: Ladder, level: number): void {
  const { levels } = book;
  const { words } = levels;
  const nearer = words[level | NEARER]!;
  const farther = words[level | FARTHER]!;
  words[farther | NEARER] = nearer;
  words[nearer | FARTHER] = farther;
  PriceIndex.remove(book.index, words[level | LEAF]!, words[level | PRICE]!);
  words[level] = levels.free;
  levels.free = level;
}

function allocate(levels: Levels): number {
  const level = levels.free;
  if (level >= 0) {
    levels.free = levels.words[level]!;
    return level;
  }
  if (levels.used === levels.words.length) {
    levels.words = Columns.int32(levels.words, levels.words.length * 2);
    levels.lots = new Float64Array(levels.words.buffer);
  }
  levels.used += 1 << SHIFT;
  return levels.used - (1 << SHIFT);
}
