import * as Streams from '../src/base/Streams.js';

export const ADD = 0;
export const CANCEL = 1;
export const REPLACE = 2;
export const TAKE = 3;

/**
 * Order flow as columns, drawn once and played to every contender. Shares follow limit-order-book data: 41 % adds at
 * power-law distance from the touch, 53 % cancels and replacements, 5 % aggressive orders, here with 1 % more adds.
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
  const kind = roll < 42 ? ADD : roll < 78 ? CANCEL : roll < 95 ? REPLACE : TAKE;
  const book = i < flow.preload ? i % flow.books : Streams.below(streams, id, flow.books);
  if (kind === TAKE) center[book]! += Streams.below(streams, id, 3) - 1;
  const side = Streams.below(streams, id, 2);
  const distance = Math.min(20_000, Math.floor(Streams.pareto(streams, id, 0.8)));
  flow.kind[i] = kind;
  flow.book[i] = book;
  flow.side[i] = side;
  flow.price[i] = center[book]! + (side === 0 ? -distance : distance);
  flow.lots[i] = 1 + Streams.below(streams, id, kind === TAKE ? 30 : 20);
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
    if (kind !== ADD) cancelOne(live, engine, flow.pick[i]!);
    if (kind === CANCEL) continue;
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
