/** Order-book cases worked by hand from the order-type rules, and random flow against an unrelated open-source book. */
import { type LimitOrderOptions, OrderBook, Side } from 'nodejs-order-book';
import { describe, expect, test } from 'vitest';
import * as Streams from '../../src/base/Streams.js';
import * as Fills from '../../src/mechanisms/book/Fills.js';
import * as Ladder from '../../src/mechanisms/book/Ladder.js';
import * as Order from '../../src/mechanisms/book/Order.js';
import * as Orders from '../../src/mechanisms/book/Orders.js';
import { type BookFamily, driven } from '../conformance/bookText.js';
import * as NaiveBook from '../twins/NaiveBook.js';

handVectors('Ladder', Ladder);
handVectors('Naive', NaiveBook);

function handVectors<B extends { selfTrade: number }>(name: string, family: BookFamily<B>): void {
  describe(`${name}: asks 101 x 2 (A), 101 x 3 (B), 102 x 5 (C)`, () => {
    const asks = () => {
      const t = driven(family);
      for (const line of ['A sell 2 @101', 'B sell 3 @101', 'C sell 5 @102']) t.place(line);
      return t;
    };

    test('IOC 6 at 101 fills A 2 and B 3, and 1 is cancelled', () => {
      expect(asks().place('Z buy 6 @101 ioc')).toBe('2A@101 3B@101 cancelled 1');
    });

    test('FOK 6 and post-only at 101 are rejected', () => {
      expect(asks().place('Z buy 6 @101 fok')).toBe('rejected: not in full 6');
      expect(asks().place('Z buy 6 @101 post')).toBe('rejected: would take 6');
    });

    test('market 8 with a band of 1 % of 101 (limit 102.01, in whole ticks 102) fills A 2, B 3, C 3', () => {
      expect(asks().place('Z buy 8 @102 ioc')).toBe('2A@101 3B@101 3C@102 filled');
    });
  });
}

const FORCES: Record<number, 'GTC' | 'IOC' | 'FOK'> = {
  [Order.GTC]: 'GTC',
  [Order.IOC]: 'IOC',
  [Order.FOK]: 'FOK',
};

test('3,000 random orders and cancels leave the same levels as nodejs-order-book', () => {
  const streams = Streams.create(11);
  const id = Streams.open(streams, 'flow');
  const below = (n: number) => Streams.below(streams, id, n);
  const orders = Orders.create();
  const book = Ladder.create(0);
  const fills = Fills.create();
  const other = new OrderBook();
  const order = Order.create();
  const slots: number[] = [];
  let traded = 0;

  function placeBoth(i: number): void {
    order.account = i;
    order.side = below(2);
    order.lots = 1 + below(9);
    order.timeInForce = [Order.GTC, Order.GTC, Order.GTC, Order.IOC, Order.FOK, Order.POST_ONLY][below(6)]!;
    order.limit =
      below(25) === 0 ? Order.NO_LIMIT : 1_000 + below(30) + (order.side === Order.BUY ? -20 : -10);
    if (order.limit === Order.NO_LIMIT) order.timeInForce = Order.IOC;
    Ladder.submit(orders, book, order, fills);
    slots[i] = fills.restedSlot;
    traded += fills.filledLots;
    const side = order.side === Order.BUY ? Side.BUY : Side.SELL;
    const size = order.lots;
    const postOnly = order.timeInForce === Order.POST_ONLY;
    const timeInForce = (FORCES[order.timeInForce] ?? 'GTC') as NonNullable<LimitOrderOptions['timeInForce']>;
    const result =
      order.limit === Order.NO_LIMIT
        ? other.market({ side, size })
        : other.limit({ id: String(i), side, size, price: order.limit, timeInForce, postOnly });
    expect(size - result.quantityLeft, `order ${i}`).toBe(fills.filledLots);
  }

  function cancelBoth(i: number): void {
    const slot = slots[i] ?? -1;
    const rests = slot >= 0 && Orders.bookOf(orders, slot) === 0 && Orders.accountOf(orders, slot) === i;
    expect(other.cancel(String(i)) !== undefined, `cancel ${i}`).toBe(rests);
    if (rests) Ladder.cancel(orders, book, slot);
  }

  for (let i = 0; i < 3_000; i++) {
    if (i > 0 && below(3) === 0) cancelBoth(below(i));
    else placeBoth(i);
    if (i % 20 === 0) expect(levelsOf(book)).toEqual(other.depth());
  }
  expect(traded).toBeGreaterThan(1_000);
});

/** [asks, bids] as [price, lots], both from the touch outward. */
function levelsOf(book: Ladder.Ladder): [number, number][][] {
  const asks: [number, number][] = [];
  const bids: [number, number][] = [];
  for (let t = Ladder.bestAsk(book); t >= 0; t = Ladder.nextLevel(book, 1, t))
    asks.push([t, Ladder.levelLots(book, 1, t)]);
  for (let t = Ladder.bestBid(book); t >= 0; t = Ladder.nextLevel(book, 0, t))
    bids.push([t, Ladder.levelLots(book, 0, t)]);
  return [asks, bids];
}
