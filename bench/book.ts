import { OrderBook, Side } from 'nodejs-order-book';
import * as Fills from '../src/mechanisms/book/Fills.js';
import * as Ladder from '../src/mechanisms/book/Ladder.js';
import * as Order from '../src/mechanisms/book/Order.js';
import * as Orders from '../src/mechanisms/book/Orders.js';
import * as Flow from './flow.js';
import type { Benchmark, Contender } from './harness.js';

export const benchmarks: Benchmark[] = [
  {
    name: 'book-calm',
    what: 'one book, 7,000 to 10,000 orders resting; adds, cancels, replacements, takes',
    contenders: () => {
      const long = Flow.draw(1, 1, 10_000, 2_000_000);
      const short = Flow.draw(1, 1, 10_000, 50_000);
      return [contender('ladder', long, ladder), contender('nodejs-order-book', short, nodejsOrderBook)];
    },
  },
  {
    name: 'book-thousand',
    what: 'a thousand books, about 185 orders resting in each, messages spread at random',
    contenders: () => [contender('ladder', Flow.draw(1, 1_000, 200_000, 2_000_000), ladder)],
  },
];

function contender(name: string, flow: Flow.Flow, engine: (flow: Flow.Flow) => Flow.Engine): Contender {
  const prepare = () => {
    const fresh = engine(flow);
    const live = Flow.createLive(flow);
    Flow.play(flow, live, fresh, 0, flow.preload);
    return () => Flow.play(flow, live, fresh, flow.preload, flow.count);
  };
  return { name, operations: flow.count - flow.preload, prepare };
}

function ladder(flow: Flow.Flow): Flow.Engine {
  const orders = Orders.create(1 << 14);
  const books = Array.from({ length: flow.books }, (_, id) => Ladder.create(id));
  const order = Order.create();
  const fills = Fills.create();
  const slots = new Int32Array(flow.count).fill(-1);
  const generations = new Int32Array(flow.count);
  const submit = (book: number, account: number, side: number, limit: number, lots: number) => {
    order.account = account;
    order.side = side;
    order.limit = limit;
    order.lots = lots;
    Ladder.submit(orders, books[book]!, order, fills);
  };
  return {
    add(i, book, side, price, lots) {
      // Every order has its own account: no self-trade, as in the other contenders.
      submit(book, i, side, price, lots);
      slots[i] = fills.restedSlot;
      if (fills.restedSlot >= 0) generations[i] = orders.generation[fills.restedSlot]!;
    },
    cancel(i) {
      const slot = slots[i]!;
      if (slot < 0 || !Orders.isLive(orders, slot, generations[i]!)) return false;
      Ladder.cancel(orders, books[orders.book[slot]!]!, slot);
      return true;
    },
    take(book, side, lots) {
      submit(book, -1, side, Order.NO_LIMIT, lots);
    },
  };
}

function nodejsOrderBook(flow: Flow.Flow): Flow.Engine {
  const books = Array.from({ length: flow.books }, () => new OrderBook());
  const ids = Array.from({ length: flow.count }, (_, i) => String(i));
  const sides = [Side.BUY, Side.SELL] as const;
  return {
    add(i, book, side, price, lots) {
      books[book]!.limit({ id: ids[i]!, side: sides[side]!, price, size: lots });
    },
    cancel(i) {
      return books[flow.book[i]!]!.cancel(ids[i]!) !== undefined;
    },
    take(book, side, lots) {
      books[book]!.market({ side: sides[side]!, size: lots });
    },
  };
}
