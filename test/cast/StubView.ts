import * as Streams from '../../src/base/Streams.js';
import type { Call } from '../../src/messages/Call.js';
import * as Intent from '../../src/messages/Intent.js';
import * as Outbox from '../../src/messages/Outbox.js';
import type { View } from '../../src/state/View.js';

/** One spot market of coin 0 against dollar 1, tick 0.01, lot 0.001, atoms of a millionth. */
export interface Book {
  bid: number;
  ask: number;
}

export interface Order {
  readonly market: number;
  readonly side: number;
  readonly price: number;
  readonly units: number;
}

/** A view of a few books of one coin worth 100, one venue each; `balances[account][asset]` in units. */
export function create(books: Book[], balances: number[][]) {
  const streams = Streams.create(1);
  const box = Outbox.create(
    Intent.create(),
    Int32Array.from(books, (_, id) => id),
    books.length,
  );
  const view = {
    nowUs: 1e9,
    box,
    streams,
    feed: {
      bid: Float64Array.from(books, (book) => book.bid),
      ask: Float64Array.from(books, (book) => book.ask),
      price: Float64Array.from(books, (book) => book.bid),
    },
    news: { atUs: [], logImpulse: [], beta: [1, 0], origin: 0 },
    markets: books.map((_, id) => {
      return { id, venue: id, base: 0, quote: 1, perp: false, tick: 0.01, lot: 0.001, takerFeePpm: 400 };
    }),
    assets: [
      { unit: 1e6, openUsd: 100, dollar: false },
      { unit: 1e6, openUsd: 1, dollar: true },
    ],
    balance: (account: number, asset: number) => balances[account]![asset]! * 1e6,
    depthUsd: () => 1e9,
    state: () => 0,
    resting: () => 0,
  };
  return { view: view as unknown as View & { nowUs: number }, streams, stream: Streams.open(streams, 'one') };
}

/** What was placed and called since the last look, emptied. */
export function take(view: View): { orders: Order[]; calls: Call[] } {
  const { box } = view;
  const { intents } = box;
  const orders: Order[] = [];
  for (let venue = 0; venue < box.head.length; venue++) {
    for (let slot = box.head[venue]!; slot >= 0; slot = intents.next[slot]!) {
      if (intents.op[slot] !== Intent.PLACE) continue;
      const [market, side] = [intents.market[slot]!, intents.side[slot]!];
      const { tick, lot } = view.markets[market]!;
      orders.push({ market, side, price: intents.limit[slot]! * tick, units: intents.lots[slot]! * lot });
    }
    box.head[venue] = -1;
    box.tail[venue] = -1;
  }
  const calls = box.calls;
  box.calls = [];
  return { orders, calls };
}
