import * as Draw from './draw.js';
import type * as Flow from './flow.js';
import { type Benchmark, bytesOf, type Contender } from './harness.js';
import * as Ladder from './ladder.js';
import * as Peer from './peer.js';

const SHAPE = { seed: 1, messages: 2_000_000, books: 1, live: 3_000, crash: false };
const MIX = '41 % adds, 53 % cancels and replacements, 5 % aggressive';

export const benchmarks: Benchmark[] = [
  {
    name: 'book-calm',
    what: `one book, 2 million messages, about 3,000 live orders; ${MIX}`,
    contenders: () => bothOver(Draw.draw(SHAPE)),
  },
  {
    name: 'book-crash',
    what: 'the same while the price falls by 80 % and bids vanish, then rebounds',
    contenders: () => bothOver(Draw.draw({ ...SHAPE, crash: true })),
  },
  {
    name: 'book-1000',
    what: 'the same over 1,000 books chosen by Zipf 0.9, 6 million messages, about 340,000 live orders',
    contenders: () => [ladder(Draw.draw({ ...SHAPE, messages: 6_000_000, books: 1_000, live: 340 }))],
  },
];

export function bothOver(flow: Flow.Flow): Contender[] {
  return [ladder(flow), peer(flow)];
}

function ladder(flow: Flow.Flow): Contender {
  const prepare = () => {
    const player = Ladder.create(flow.books, flow.ids);
    const live = () => player.books.reduce((sum, book) => sum + book.orderCount, 0);
    return {
      play: (from: number, to: number) => Ladder.play(player, flow, from, to),
      counts: () => ({ ...work(player), live: live() }),
      bytes: () => ({ unit: 'live order', each: bytesOf([player.orders, player.books]) / live() }),
    };
  };
  return { name: 'ladder', operations: flow.count, latency: true, prepare };
}

/** A pass of the same messages takes it a dozen seconds, and passes differ by a tenth. */
function peer(flow: Flow.Flow): Contender {
  const prepare = () => {
    const player = Peer.create(flow.books, flow.ids);
    return {
      play: (from: number, to: number) => Peer.play(player, flow, from, to),
      counts: () => work(player),
    };
  };
  return { name: 'nodejs-order-book', operations: flow.count, passes: 3, prepare };
}

function work({ trades, filled, late }: Flow.Work): Record<string, number> {
  return { trades, filled, late };
}
