import { beforeEach, expect, test } from 'vitest';
import * as Fills from '../mechanisms/book/Fills.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import * as Order from '../mechanisms/book/Order.js';
import * as Orders from '../mechanisms/book/Orders.js';
import type { Market } from '../state/Engine.js';
import * as Path from './Path.js';

/* Asks of 3, 2 (own), 4 lots at 10, 10 and 11 ticks, bids of 5 and 6 at 9 and 8; account 7 comes. */
const OWN = 7;
const TABLE = [
  [Order.SELL, 10, 3, 1],
  [Order.SELL, 10, 2, OWN],
  [Order.SELL, 11, 4, 2],
  [Order.BUY, 9, 5, 1],
  [Order.BUY, 8, 6, 2],
] as const;

let orders: Orders.Orders;
let market: Market;
beforeEach(() => {
  orders = Orders.create(16);
  const book = Ladder.create(0, Order.EXPIRE_MAKER);
  const fills = Fills.create();
  for (const [side, limit, lots, account] of TABLE)
    Ladder.submit(orders, book, { ...Order.create(), side, limit, lots, account }, fills);
  market = { book } as Market;
});

/** Lots shown and lots open at each visit, when each resting order fills `share` of what it shows. */
function visits(over: Partial<Order.Order>, share = 1): [shown: number, open: number][] {
  const seen: [number, number][] = [];
  Path.walk(orders, market, { ...Order.create(), account: OWN, ...over }, (slot, open) => {
    const lots = orders.lots[slot]!;
    seen.push([lots, open]);
    return Math.min(open, lots * share);
  });
  return seen;
}

test.each([
  [
    'a purchase meets the cheapest first, and none of its own',
    { side: 0, limit: 11, lots: 6 },
    [
      [3, 6],
      [4, 3],
    ],
  ],
  ['it stops at its limit', { side: 0, limit: 10, lots: 6 }, [[3, 6]]],
  ['it stops once it is filled', { side: 0, limit: 11, lots: 3 }, [[3, 3]]],
  [
    'without a limit it goes through the book',
    { side: 0, limit: Order.NO_LIMIT, lots: 99 },
    [
      [3, 99],
      [4, 96],
    ],
  ],
  [
    'a sale meets the dearest first',
    { side: 1, limit: 8, lots: 6 },
    [
      [5, 6],
      [6, 1],
    ],
  ],
  ['nothing lies below a bid that is too high', { side: 1, limit: 10, lots: 6 }, []],
] as const)('%s', (_, order, expected) => {
  expect(visits(order)).toEqual(expected);
});

test('an order that fills less than it shows leaves more for the next', () => {
  expect(visits({ side: 0, limit: 11, lots: 6 }, 0)).toEqual([
    [3, 6],
    [4, 6],
  ]);
});

test('a visit may take the order away: the walk goes on behind it', () => {
  const seen: number[] = [];
  Path.walk(orders, market, { ...Order.create(), account: OWN, side: 0, limit: 11, lots: 9 }, (slot) => {
    seen.push(orders.lots[slot]!);
    Ladder.cancel(orders, market.book, slot);
    return 0;
  });
  expect([seen, Ladder.bestAsk(market.book)]).toEqual([[3, 4], 10]);
});
