import * as Streams from '../src/base/Streams.js';

const ADD = 0;
/** Cancels, and adds again unless the books are fuller than at the start. */
const CANCEL_OR_REPLACE = 1;
const TAKE = 2;

/**
 * Order flow as columns, drawn once and played to every contender. Shares follow limit-order-book data: 41 % adds at
 * power-law distance from the touch, 53 % cancels and replacements, 5 % aggressive orders, here with 1 % more adds.
 * How the 53 % divide is decided in play, so that the books stay as full as the preload made them.
 */
export interface Flow {
  readonly count: number;
  readonly books: number;
  /** Operations at the start that only add, to fill the books. */
  readonly preload: number;
  readonly kind: Uint8Array;
  readonly book: Int32Array;
  readonly side: Uint8Array;
  /** Ticks. */
  readonly price: Int32Array;
  readonly lots: Int32Array;
  /** Uniform 32-bit number that chooses which live order to cancel. */
  readonly pick: Uint32Array;
}

export function draw(seed: number, books: number, preload: number, operations: number): Flow {
  const count = preload + operations;
  const flow: Flow = {
    count,
    books,
    preload,
    kind: new Uint8Array(count),
    book: new Int32Array(count),
    side: new Uint8Array(count),
    price: new Int32Array(count),
    lots: new Int32Array(count),
    pick: new Uint32Array(count),
  };
  const streams = Streams.create(seed);
  const id = Streams.open(streams, 'flow');
  const center = new Float64Array(books).fill(50_000);
  for (let i = 0; i < count; i++) drawOne(flow, i, streams, id, center);
  return flow;
}

function drawOne(flow: Flow, i: number, streams: Streams.Streams, id: number, center: Float64Array): void {
  const roll = i < flow.preload ? 0 : Streams.below(streams, id, 100);
  const kind = roll < 42 ? ADD : roll < 95 ? CANCEL_OR_REPLACE : TAKE;
  const book = i < flow.preload ? i % flow.books : Streams.below(streams, id, flow.books);
  // One tick per hundred takes: calm, so that adds seldom cross what rests.
  if (kind === TAKE && Streams.below(streams, id, 100) === 0)
    center[book]! += 2 * Streams.below(streams, id, 2) - 1;
  const side = Streams.below(streams, id, 2);
  const distance = Math.min(20_000, Math.floor(Streams.pareto(streams, id, 0.8)));
  flow.kind[i] = kind;
  flow.book[i] = book;
  flow.side[i] = side;
  flow.price[i] = center[book]! + (side === 0 ? -distance : distance);
  flow.lots[i] = 1 + Streams.below(streams, id, 20);
  flow.pick[i] = Streams.uint32(streams, id);
}

/** What a contender offers; an order is named by the number of the operation that added it. */
export interface Engine {
  add(i: number, book: number, side: number, price: number, lots: number): void;
  /** False when the order is gone already. */
  cancel(i: number): boolean;
  take(book: number, side: number, lots: number): void;
}

/** Operations by number of the order they added, unordered; executed orders are dropped when a cancel meets them. */
interface Live {
  readonly rows: Int32Array;
  count: number;
}

export function createLive(flow: Flow): Live {
  return { rows: new Int32Array(flow.count), count: 0 };
}

/** Plays operations `from` to `to` - 1. */
export function play(flow: Flow, live: Live, engine: Engine, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const kind = flow.kind[i]!;
    if (kind === TAKE) {
      engine.take(flow.book[i]!, flow.side[i]!, flow.lots[i]!);
      continue;
    }
    if (kind === CANCEL_OR_REPLACE) {
      const crowded = live.count > flow.preload;
      cancelOne(live, engine, flow.pick[i]!);
      if (crowded) continue;
    }
    engine.add(i, flow.book[i]!, flow.side[i]!, flow.price[i]!, flow.lots[i]!);
    live.rows[live.count++] = i;
  }
}

function cancelOne(live: Live, engine: Engine, pick: number): void {
  while (live.count > 0) {
    const at = pick % live.count;
    const i = live.rows[at]!;
    live.rows[at] = live.rows[--live.count]!;
    if (engine.cancel(i)) return;
  }
}
