import * as Streams from '../src/base/Streams.js';
import * as Ladder from '../src/mechanisms/book/Ladder.js';
import * as Order from '../src/mechanisms/book/Order.js';
import * as Flow from './flow.js';
import * as Player from './ladder.js';

/** Ticks; an order farther away is drawn again. */
const FARTHEST = 20_000;
const START = 200_000;
/** Shares of the messages after which a crash falls and rebounds. */
const FALL = 0.2;
const REBOUND = 0.6;

/** What one flow is to look like. `live` orders are kept in each book; `crash` follows a fall by 80 % and a rebound. */
export interface Spec {
  readonly seed: number;
  readonly messages: number;
  readonly books: number;
  readonly live: number;
  readonly crash: boolean;
}

interface Drawing {
  readonly spec: Spec;
  readonly flow: Flow.Flow;
  readonly player: Player.Player;
  readonly streams: Streams.Streams;
  readonly id: number;
  readonly weights: Float64Array;
  /** Price of the last news of each book, ticks. */
  readonly news: Float64Array;
  /** Ids that may be live, by book; executed ones are dropped when a pick meets them. */
  readonly live: number[][];
  /** Last order cancelled in each book, -1 for none: late duplicates name it again. */
  readonly gone: Int32Array;
  readonly sideOf: Uint8Array;
}

/**
 * Shares after limit-order-book data: 41 % adds at a distance d from the touch with P(d) ~ (d+1)^-1.6, 53 % cancels and
 * replacements (1 % of them late duplicates), 5 % aggressive orders, and 1 % more adds. Books are chosen by Zipf's law
 * with exponent 0.9. Which orders are alive is read off a Ladder that plays along.
 */
export function draw(spec: Spec): Flow.Flow {
  const streams = Streams.create(spec.seed);
  const flow = Flow.create(spec.messages, spec.books);
  const weights = new Float64Array(spec.books);
  let sum = 0;
  for (let k = 0; k < spec.books; k++) weights[k] = sum += (k + 1) ** -0.9;
  const drawing: Drawing = {
    spec,
    flow,
    player: Player.create(spec.books, spec.messages),
    streams,
    id: Streams.open(streams, 'flow'),
    weights,
    news: new Float64Array(spec.books).fill(START),
    live: Array.from({ length: spec.books }, () => []),
    gone: new Int32Array(spec.books).fill(-1),
    sideOf: new Uint8Array(spec.messages),
  };
  while (flow.count < spec.messages) drawOne(drawing);
  return flow;
}

function drawOne(drawing: Drawing): void {
  const { spec, flow, streams, id, player } = drawing;
  const book = spec.books === 1 ? 0 : Streams.pick(streams, id, drawing.weights);
  const roll = Streams.below(streams, id, 100);
  const from = flow.count;
  if (roll < 42) add(drawing, book, flow.ids++, Flow.NEW);
  else if (roll < 95) cancelOrReplace(drawing, book);
  else take(drawing, book);
  Player.play(player, flow, from, flow.count);
}

function add(drawing: Drawing, book: number, order: number, kind: number): void {
  const { flow, streams, id } = drawing;
  const bidsPercent = isFalling(drawing) ? 15 : 50;
  const isReplaced = kind === Flow.REPLACE;
  if (!isReplaced)
    drawing.sideOf[order] = Streams.below(streams, id, 100) < bidsPercent ? Order.BUY : Order.SELL;
  const side = drawing.sideOf[order]!;
  let distance = FARTHEST + 1;
  while (distance > FARTHEST) distance = Math.floor(Streams.pareto(streams, id, 0.6)) - 1;
  const price = opposite(drawing, book, side) + (side === Order.BUY ? -1 - distance : 1 + distance);
  if (!isReplaced) drawing.live[book]!.push(order);
  Flow.push(flow, kind, side, 0, order, book, price, 1 + Streams.below(streams, id, 100));
}

function cancelOrReplace(drawing: Drawing, book: number): void {
  const { flow, streams, id, player, spec } = drawing;
  const order = Streams.below(streams, id, 100) === 0 ? drawing.gone[book]! : pickLive(drawing, book);
  if (order < 0) return;
  if (Ladder.orderCount(player.books[book]!) <= spec.live) add(drawing, book, order, Flow.REPLACE);
  else {
    drawing.gone[book] = order;
    Flow.push(flow, Flow.CANCEL, drawing.sideOf[order]!, 0, order, book, 0, 0);
  }
}

/** A live order at random; while the price falls a bid if three draws meet one. */
function pickLive(drawing: Drawing, book: number): number {
  const { streams, id, player } = drawing;
  const live = drawing.live[book]!;
  let tries = isFalling(drawing) ? 3 : 0;
  while (live.length > 0) {
    const at = Streams.below(streams, id, live.length);
    const order = live[at]!;
    if (player.slots[order]! >= 0) {
      if (tries-- <= 0 || drawing.sideOf[order] === Order.BUY) return order;
      continue;
    }
    live[at] = live[live.length - 1]!;
    live.pop();
  }
  return -1;
}

function take(drawing: Drawing, book: number): void {
  const { flow, streams, id } = drawing;
  const side = isFalling(drawing) ? Order.SELL : Streams.below(streams, id, 2);
  const price = opposite(drawing, book, side) + (side === Order.BUY ? 5 : -5);
  Flow.push(flow, Flow.NEW, side, 1, flow.ids++, book, price, 1 + Streams.below(streams, id, 100));
  // The news moves by a tick every tenth time.
  if (Streams.below(streams, id, 10) === 0) drawing.news[book]! += 2 * Streams.below(streams, id, 2) - 1;
}

/**
 * The price from which an order of `side` measures its distance: the news, or the touch opposite where that is nearer,
 * so that adds do not trade. In a crash the news alone: what rests beyond it trades or is cancelled.
 */
function opposite(drawing: Drawing, book: number, side: number): number {
  const { player, spec, flow } = drawing;
  const news = drawing.news[book]!;
  const at = flow.count / spec.messages;
  if (spec.crash && at > FALL) {
    const fall = Math.min(1, (at - FALL) / (REBOUND - FALL));
    const rebound = Math.max(0, (at - REBOUND) / (1 - REBOUND));
    return Math.round(news * (1 - 0.8 * fall + 0.4 * rebound));
  }
  const ladder = player.books[book]!;
  const touch = side === Order.BUY ? Ladder.bestAsk(ladder) : Ladder.bestBid(ladder);
  if (touch < 0) return news;
  return side === Order.BUY ? Math.min(news, touch) : Math.max(news, touch);
}

function isFalling(drawing: Drawing): boolean {
  const at = drawing.flow.count / drawing.spec.messages;
  return drawing.spec.crash && at > FALL && at < REBOUND;
}
