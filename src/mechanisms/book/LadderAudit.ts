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
import { BUY, MAX_TICKS, SELL } from './Order.js';
import * as Orders from './Orders.js';
import * as PriceIndex from './PriceIndex.js';

/** 16 hex digits over policy and all resting orders in priority order, bids first; equal for books that behave the same. */
export function stateHash(orders: Orders.Orders, book: Levels.Ladder): string {
  const digest = Digest.create();
  Digest.mix(digest, book.id);
  Digest.mix(digest, book.selfTrade);
  for (const side of [BUY, SELL]) {
    for (let level = Levels.touch(book, side); level >= 0; level = Levels.after(book, level))
      for (let slot = book.levels.head[level]!; slot >= 0; slot = orders.next[slot]!)
        Orders.mix(digest, orders, slot);
  }
  return Digest.hex(digest);
}

/** Walks every link, total and node of the book and compares. Throws InvariantError BOOK-1 on the first difference. */
export function validate(orders: Orders.Orders, book: Levels.Ladder): void {
  let orderSum = 0;
  let levelSum = 0;
  for (const side of [BUY, SELL]) {
    let nearer = -1;
    for (let level = Levels.touch(book, side); level >= 0; level = Levels.after(book, level)) {
      checkPlace(book, side, level, nearer);
      nearer = level;
      orderSum += checkQueue(orders, book, side, level);
      levelSum += 1;
    }
  }
  const bid = book.bidLevel < 0 ? 0 : book.levels.price[book.bidLevel]!;
  const ask = book.askLevel < 0 ? MAX_TICKS + 1 : book.levels.price[book.askLevel]!;
  check(bid < ask, book, () => `crossed: bid ${bid}, ask ${ask}`);
  check(orderSum === book.orderCount, book, () => `${orderSum} orders linked, ${book.orderCount} counted`);
  const tally = { levels: 0, nodes: 0 };
  countNodes(book, PriceIndex.ROOT, 0, tally);
  check(
    tally.levels === levelSum,
    book,
    () => `${tally.levels} levels indexed, ${levelSum} reached from the touch`,
  );
  const { levels, index } = book;
  const levelsLost = levels.used - levelSum - chain(levels.head, levels.free, levels.used);
  check(levelsLost === 0, book, () => `${levelsLost} level rows lost`);
  const nodesLost = index.used - tally.nodes - chain(index.parent, index.free, index.used);
  check(nodesLost === 0, book, () => `${nodesLost} index nodes lost`);
}

/** A level behind `nearer` (-1: at the touch) leads back to it and lies farther from the touch. */
function checkPlace(book: Levels.Ladder, side: number, level: number, nearer: number): void {
  const { price } = book.levels;
  const isFarther =
    nearer < 0 || (side === BUY ? price[level]! < price[nearer]! : price[level]! > price[nearer]!);
  check(
    isFarther && book.levels.nearer[level] === nearer,
    book,
    () => `level at ${price[level]} is not linked in the order of prices`,
  );
}

function checkQueue(orders: Orders.Orders, book: Levels.Ladder, side: number, level: number): number {
  const { levels } = book;
  let lots = 0;
  let count = 0;
  let prev = -1;
  for (let slot = levels.head[level]!; slot >= 0; slot = orders.next[slot]!) {
    const at = slot;
    const ok =
      orders.book[at] === book.id &&
      orders.side[at] === side &&
      orders.price[at] === levels.price[level] &&
      orders.level[at] === level &&
      orders.prev[at] === prev &&
      orders.lots[at]! >= 1;
    check(ok, book, () => `order ${at} at ${levels.price[level]} is mislinked`);
    lots += orders.lots[at]!;
    count += 1;
    prev = at;
  }
  check(Number.isSafeInteger(lots), book, () => `level ${levels.price[level]} holds ${lots} lots`);
  check(count > 0, book, () => `empty level at ${levels.price[level]}`);
  check(levels.tail[level] === prev, book, () => `tail of ${levels.price[level]} is not the last order`);
  check(
    levels.lots[level] === lots,
    book,
    () => `level ${levels.price[level]}: ${levels.lots[level]} lots, sum ${lots}`,
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
  const { index, levels } = book;
  const shift = index.shift[node]!;
  check(node === PriceIndex.ROOT || index.mask[node] !== 0, book, () => `index node ${node} is empty`);
  tally.nodes += 1;
  for (let digit = 0; digit < 32; digit++) {
    if (((index.mask[node]! >>> digit) & 1) === 0) continue;
    const child = index.child[node * 32 + digit]!;
    const ticks = prefix + (digit << shift);
    if (shift > 0) {
      check(index.parent[child] === node, book, () => `index is broken above ${ticks}`);
      countNodes(book, child, ticks, tally);
      continue;
    }
    const ok = levels.price[child] === ticks && levels.leaf[child] === node;
    check(ok, book, () => `index is broken at ${ticks}`);
    tally.levels += 1;
  }
}

/** Length of a free list, at most `bound` + 1 so that a loop is seen. */
function chain(next: Int32Array, first: number, bound: number): number {
  let count = 0;
  for (let row = first; row >= 0 && count <= bound; row = next[row]!) count += 1;
  return count;
}

function check(ok: boolean, book: Levels.Ladder, detail: () => string): void {
  invariant(ok, 'BOOK-1', () => `book ${book.id}: ${detail()}`);
}
