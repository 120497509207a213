import { expect, test } from 'vitest';
import * as Fills from './Fills.js';
import * as Ladder from './Ladder.js';
import * as Order from './Order.js';
import * as Orders from './Orders.js';

test('an order sweeps two levels and rests', () => {
  const orders = Orders.create(1);
  const book = Ladder.create(0);
  const fills = Fills.create(1);
  const place = (over: Partial<Order.Order>) =>
    Ladder.submit(orders, book, { ...Order.create(), ...over }, fills);
  place({ account: 1, side: Order.SELL, limit: 101, lots: 2 });
  place({ account: 2, side: Order.SELL, limit: 2 ** 27, lots: 3 });
  Ladder.validate(orders, book);
  expect(Ladder.depth(book, Order.SELL, 2 ** 27)).toBe(202 + 3 * 2 ** 27);
  place({ account: 3, side: Order.BUY, limit: 2 ** 27, lots: 6 });
  expect([fills.count, fills.filledLots, fills.restedLots]).toEqual([2, 5, 1]);
  Ladder.validate(orders, book);
  expect([Ladder.bestBid(book), Ladder.bestAsk(book)]).toEqual([2 ** 27, -1]);
  expect(Ladder.cancel(orders, book, fills.restedSlot)).toBe(1);
  expect(Ladder.orderCount(book)).toBe(0);
  expect(() => Ladder.cancel(orders, book, 0)).toThrow('BOOK-1');
});
