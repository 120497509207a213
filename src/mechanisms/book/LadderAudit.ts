/**
 * Models:     nothing of the market: digest and self-check of a Ladder.
 * Source:     none.
 * Units:      as in Ladder.
 * Simplified: nothing.
 * Invariants: BOOK-1
 */
import { invariant } from '../../base/assert.js';
import * as Digest from '../../base/Digest.js';
import * as Levels from './Levels.js';
import { BUY, SELL } from './Order.js';
import * as Orders from './Orders.js';
import * as PriceIndex from './PriceIndex.js';

/** 16 hex digits over policy and all resting orders in priority order, bids first; equal for books that behave the same. */
export function stateHash(orders: Orders.Orders, book: Levels.Ladder): string {
  const digest = Digest.create();
  Digest.mix(digest, book.id);
  Digest.mix(digest, book.selfTrade);
  for (const side of [BUY, SELL]) {
    for (
      let level = Levels.touch(book.levels, side);
      Levels.exists(level);
      level = Levels.after(book.levels, level)
    )
      for (let slot = Levels.headOf(book.levels, level); slot >= 0; slot = Orders.nextOf(orders, slot))
        Orders.mix(digest, orders, slot);
  }
  return Digest.hex(digest);
}

/** Walks every link, total and node of the book and compares. Throws InvariantError BOOK-1 on the first difference. */
export function validate(orders: Orders.Orders, book: Levels.Ladder): void {
  let orderSum = 0;
  let levelSum = 0;
  for (const side of [BUY, SELL]) {
    let nearer = side * Levels.LAYOUT.words;
    for (
      let level = Levels.touch(book.levels, side);
      Levels.exists(level);
      level = Levels.after(book.levels, level)
    ) {
      checkPlace(book, side, level, nearer);
      nearer = level;
      orderSum += checkQueue(orders, book, side, level);
      levelSum += 1;
    }
  }
  const bid = Levels.priceOf(book.levels, Levels.touch(book.levels, BUY));
  const ask = Levels.priceOf(book.levels, Levels.touch(book.levels, SELL));
  check(bid < ask, book, () => `crossed: bid ${bid}, ask ${ask}`);
  check(orderSum === book.orderCount, book, () => `${orderSum} orders linked, ${book.orderCount} counted`);
  const tally = { levels: 0, nodes: 0 };
  countNodes(book, PriceIndex.LAYOUT.root, 0, tally);
  check(
    tally.levels === levelSum,
    book,
    () => `${tally.levels} levels indexed, ${levelSum} reached from the touch`,
  );
  const { levels, index } = book;
  const freeLevels = chain(levels.words, Levels.LAYOUT.head, levels.free, levels.used);
  const levelsLost = levels.used / Levels.LAYOUT.words - Levels.LAYOUT.edges - levelSum - freeLevels;
  check(levelsLost === 0, book, () => `${levelsLost} level rows lost`);
  const freeNodes = chain(index.words, PriceIndex.LAYOUT.parent, index.free, index.used);
  const nodesLost = index.used / PriceIndex.LAYOUT.node - tally.nodes - freeNodes;
  check(nodesLost === 0, book, () => `${nodesLost} index nodes lost`);
}

/** A level behind `nearer` (the edge: at the touch) leads back to it and lies farther from the touch. */
function checkPlace(book: Levels.Ladder, side: number, level: number, nearer: number): void {
  const { levels } = book;
  const price = Levels.priceOf(levels, level);
  const isFarther =
    side === BUY ? price < Levels.priceOf(levels, nearer) : price > Levels.priceOf(levels, nearer);
  check(
    isFarther && levels.words[level + Levels.LAYOUT.nearer] === nearer,
    book,
    () => `level at ${price} is not linked in the order of prices`,
  );
}

function checkQueue(orders: Orders.Orders, book: Levels.Ladder, side: number, level: number): number {
  const { levels } = book;
  const price = Levels.priceOf(levels, level);
  let lots = 0;
  let count = 0;
  let prev = -1;
  for (let slot = Levels.headOf(levels, level); slot >= 0; slot = Orders.nextOf(orders, slot)) {
    const at = slot;
    const ok =
      Orders.bookOf(orders, at) === book.id &&
      Orders.sideOf(orders, at) === side &&
      Orders.priceOf(orders, at) === price &&
      Orders.queueOf(orders, at) === level &&
      Orders.prevOf(orders, at) === prev &&
      orders.lots[at]! >= 1;
    check(ok, book, () => `order ${at} at ${price} is mislinked`);
    lots += orders.lots[at]!;
    count += 1;
    prev = at;
  }
  check(Number.isSafeInteger(lots), book, () => `level ${price} holds ${lots} lots`);
  check(count > 0, book, () => `empty level at ${price}`);
  check(
    levels.words[level + Levels.LAYOUT.tail] === prev,
    book,
    () => `tail of ${price} is not the last order`,
  );
  check(
    Levels.lotsOf(levels, level) === lots,
    book,
    () => `level ${price}: ${Levels.lotsOf(levels, level)} lots, sum ${lots}`,
  );
  return count;
}

/** Adds up the nodes from `node` down and the levels they hold, whose prices all start with `prefix`. */
function countNodes(
  book: Levels.Ladder,
  node: number,
  prefix: number,
  tally: { levels: number; nodes: number },
): void {
  const { levels } = book;
  const { words } = book.index;
  const shift = words[node + PriceIndex.LAYOUT.shift]!;
  check(node === PriceIndex.LAYOUT.root || words[node] !== 0, book, () => `index node ${node} is empty`);
  tally.nodes += 1;
  for (let digit = 0; digit < 32; digit++) {
    if (((words[node]! >>> digit) & 1) === 0) continue;
    const child = words[node + PriceIndex.LAYOUT.child + digit]!;
    const ticks = prefix + (digit << shift);
    if (shift > 0) {
      check(words[child + PriceIndex.LAYOUT.parent] === node, book, () => `index is broken above ${ticks}`);
      countNodes(book, child, ticks, tally);
      continue;
    }
    const ok = Levels.priceOf(levels, child) === ticks && levels.words[child + Levels.LAYOUT.leaf] === node;
    check(ok, book, () => `index is broken at ${ticks}`);
    tally.levels += 1;
  }
}

/** Length of a free list, at most `bound` + 1 so that a loop is seen. */
function chain(words: Int32Array, next: number, first: number, bound: number): number {
  let count = 0;
  for (let row = first; row >= 0 && count <= bound; row = words[row + next]!) count += 1;
  return count;
}

function check(ok: boolean, book: Levels.Ladder, detail: () => string): void {
  invariant(ok, 'BOOK-1', () => `book ${book.id}: ${detail()}`);
}
