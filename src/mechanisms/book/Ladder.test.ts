import { expect, test } from 'vitest';
import { conformsToBook } from '../../../test/conformance/book.js';
import { runTwins } from '../../../test/conformance/bookTwin.js';
import * as Fills from './Fills.js';
import * as Ladder from './Ladder.js';
import * as Order from './Order.js';
import * as Orders from './Orders.js';

conformsToBook('Ladder', Ladder);

test('the ladder and its naive twin agree on 100,000 random commands', () => {
  const seen = runTwins(1, 100_000);
  for (const count of [...seen.statuses, seen.fills, seen.expired, seen.cancels, seen.reduces])
    expect(count).toBeGreaterThan(100);
  expect(seen.forks).toBe(5);
});

test('memory follows live levels, not the way the price has gone', () => {
  const orders = Orders.create(1);
  const book = Ladder.create(0);
  const fills = Fills.create();
  const order = { ...Order.create(), account: 1, lots: 1 };
  const resting: number[] = [];
  // A fall by 99.9 %, with 20 bids alive at any time.
  for (let ticks = 2 ** 27; ticks > 2 ** 17; ticks -= 9_973) {
    order.limit = ticks;
    Ladder.submit(orders, book, order, fills);
    resting.push(fills.restedSlot);
    if (resting.length > 20) Ladder.cancel(orders, book, resting.shift()!);
  }
  Ladder.validate(orders, book);
  expect(Ladder.orderCount(book)).toBe(20);
  // 20 isolated prices need at most 20 leaves and the nodes above them.
  expect(book.index.words.length).toBeLessThanOrEqual(128 * 36);
  expect(book.levels.words.length).toBeLessThanOrEqual(32 * 8);
  expect(orders.capacity).toBeLessThanOrEqual(32);
});

test('a fresh book is small, so that thousands fit in one process', () => {
  const { index, levels } = Ladder.create(0);
  const columns = [...Object.values(index), ...Object.values(levels)].filter((c) => ArrayBuffer.isView(c));
  const buffers = new Set(columns.map(({ buffer }) => buffer));
  expect(buffers.size).toBe(2);
  expect([...buffers].reduce((bytes, { byteLength }) => bytes + byteLength, 0)).toBeLessThan(2_048);
});

test('lots within a limit are counted no further than asked for', () => {
  const orders = Orders.create(16);
  const book = Ladder.create(0);
  const order = Order.create();
  const fills = Fills.create();
  for (const [at, limit] of [103, 101, 102, 109].entries()) {
    Object.assign(order, { account: at, side: Order.SELL, limit, lots: 10 });
    Ladder.submit(orders, book, order, fills);
  }
  expect(Ladder.depthLots(book, Order.SELL, 105)).toBe(30);
  expect(Ladder.depthLots(book, Order.SELL, 105, 11)).toBe(20);
  expect(Ladder.depthLots(book, Order.SELL, 105, 10)).toBe(10);
  Ladder.validate(orders, book);
});

test('walks end at the last level, whatever the limit, and lots may need more than 32 bits', () => {
  const orders = Orders.create(16);
  const book = Ladder.create(0);
  const order = { ...Order.create(), account: 1, lots: 2 ** 40 };
  const fills = Fills.create();
  for (const [side, limit] of [
    [Order.BUY, 1],
    [Order.BUY, 2 ** 20],
    [Order.SELL, 2 ** 20 + 1],
    [Order.SELL, Order.MAX_TICKS],
  ] as const) {
    Ladder.submit(orders, book, { ...order, side, limit }, fills);
    expect([fills.status, fills.restedLots, fills.cancelledLots]).toEqual([Fills.RESTED, 2 ** 40, 0]);
  }
  for (const limit of [1, 0, -5, 0.5, Number.NEGATIVE_INFINITY])
    expect(Ladder.depthLots(book, Order.BUY, limit)).toBe(2 * 2 ** 40);
  for (const limit of [2 ** 27, 2 ** 27 + 1, Number.POSITIVE_INFINITY])
    expect(Ladder.depthLots(book, Order.SELL, limit)).toBe(2 * 2 ** 40);
  expect(Ladder.nextLevel(book, Order.BUY, 1)).toBe(-1);
  expect(Ladder.nextLevel(book, Order.SELL, Order.MAX_TICKS)).toBe(-1);
  Ladder.validate(orders, book);
});
