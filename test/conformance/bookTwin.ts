/**
 * Runs the fast book and its naive twin side by side on random commands: several books in one table of orders, prices that
 * travel far, every order type and self-trade policy, and forks by structuredClone on the way.
 */
import { expect } from 'vitest';
import * as Streams from '../../src/base/Streams.js';
import * as Fills from '../../src/mechanisms/book/Fills.js';
import * as Ladder from '../../src/mechanisms/book/Ladder.js';
import * as Order from '../../src/mechanisms/book/Order.js';
import * as Orders from '../../src/mechanisms/book/Orders.js';
import * as NaiveBook from '../twins/NaiveBook.js';

const BOOKS = 3;
/** Orders per book above which the flow turns to cancelling; the naive twin is linear in it. */
const CROWDED = 120;
const CHECK_EVERY = 1_000;
const FORK_EVERY = 17_000;

type Scratch = readonly [Fills.Fills, Fills.Fills];

interface Twins {
  fast: { orders: Orders.Orders; books: Ladder.Ladder[] };
  plain: { orders: Orders.Orders; books: NaiveBook.Naive[] };
}

interface Luck {
  streams: Streams.Streams;
  id: number;
  /** Where each book trades now, in ticks. */
  center: number[];
}

/** Counts of what happened, so that a test can require that the commands reached every rule. */
interface Coverage {
  statuses: number[];
  fills: number;
  expired: number;
  cancels: number;
  reduces: number;
  forks: number;
}

export function runTwins(seed: number, commands: number): Coverage {
  let twins = createTwins();
  const luck = createLuck(seed);
  const scratch: Scratch = [Fills.create(1), Fills.create(1)];
  const seen: Coverage = {
    statuses: Array(8).fill(0),
    fills: 0,
    expired: 0,
    cancels: 0,
    reduces: 0,
    forks: 0,
  };
  for (let i = 1; i <= commands; i++) {
    step(twins, luck, scratch, seen, `seed ${seed}, command ${i}`);
    if (i % CHECK_EVERY === 0) compareStates(twins, luck);
    if (i % FORK_EVERY === 0) {
      twins = forkTwins(twins, luck, scratch, seen);
      seen.forks += 1;
    }
  }
  compareStates(twins, luck);
  return seen;
}

function createTwins(): Twins {
  const ids = Array.from({ length: BOOKS }, (_, id) => id);
  return {
    fast: { orders: Orders.create(1), books: ids.map((id) => Ladder.create(id)) },
    plain: { orders: Orders.create(1), books: ids.map((id) => NaiveBook.create(id)) },
  };
}

function createLuck(seed: number): Luck {
  const streams = Streams.create(seed);
  return { streams, id: Streams.open(streams, 'twin'), center: [100, 50_000, 2 ** 26] };
}

/** Branches: the original goes on and leaves its copy alone, then the copy goes on and reaches the same state. */
function forkTwins(twins: Twins, luck: Luck, scratch: Scratch, seen: Coverage): Twins {
  const copy = structuredClone(twins);
  const sameLuck = structuredClone(luck);
  const before = hashes(twins);
  for (let i = 0; i < 200; i++) step(twins, luck, scratch, seen, 'original');
  expect(hashes(copy)).toEqual(before);
  for (let i = 0; i < 200; i++) step(copy, sameLuck, scratch, seen, 'fork');
  expect(hashes(copy)).toEqual(hashes(twins));
  expect(hashes(copy)).not.toEqual(before);
  return copy;
}

function hashes(twins: Twins): string[] {
  return twins.fast.books.map((book) => Ladder.stateHash(twins.fast.orders, book));
}

function step(twins: Twins, luck: Luck, scratch: Scratch, seen: Coverage, at: string): void {
  const { fast, plain } = twins;
  const b = draw(luck, BOOKS);
  const ladder = fast.books[b]!;
  const naive = plain.books[b]!;
  wander(luck, b);
  if (draw(luck, 500) === 0) ladder.selfTrade = naive.selfTrade = draw(luck, 4);
  const crowded = Ladder.orderCount(ladder) > CROWDED;
  if (draw(luck, 100) < (crowded ? 80 : 30)) {
    const slot = draw(luck, Math.max(1, fast.orders.used));
    if (Orders.bookOf(fast.orders, slot) !== b) return;
    if (draw(luck, 4) > 0) {
      seen.cancels += 1;
      expectSame(Ladder.cancel(fast.orders, ladder, slot), NaiveBook.cancel(plain.orders, naive, slot), at);
      return;
    }
    const lots = draw(luck, 12);
    seen.reduces += 1;
    expectSame(
      Ladder.reduce(fast.orders, ladder, slot, lots),
      NaiveBook.reduce(plain.orders, naive, slot, lots),
      at,
    );
    return;
  }
  const order = randomOrder(luck, b);
  Ladder.submit(fast.orders, ladder, order, scratch[0]);
  NaiveBook.submit(plain.orders, naive, order, scratch[1]);
  compareFills(scratch[0], scratch[1], at);
  seen.statuses[scratch[0].status]! += 1;
  seen.fills += scratch[0].count;
  seen.expired += scratch[0].expiredCount;
}

/** Small steps, and now and then a crash or a rally, or a move of the whole market to another scale. */
function wander(luck: Luck, b: number): void {
  const now = luck.center[b]!;
  const roll = draw(luck, 4_000);
  let next = now + draw(luck, 5) - 2;
  if (roll === 0) next = Math.ceil(now / 100);
  else if (roll === 1) next = now * 100;
  else if (roll < 20) next = now + Math.trunc((now * (draw(luck, 21) - 10)) / 100);
  luck.center[b] = Math.max(1, Math.min(Order.MAX_TICKS, next));
}

function randomOrder(luck: Luck, b: number): Order.Order {
  const { streams, id } = luck;
  const order = Order.create();
  order.account = draw(luck, 6);
  order.side = draw(luck, 2);
  const distance = Math.floor(Math.min(2 ** 27, Streams.pareto(streams, id, 0.7))) - draw(luck, 4);
  order.limit = luck.center[b]! + (order.side === Order.BUY ? -distance : distance);
  // Out of range now and then on purpose: both must refuse. 0 and below would be a market order's sentinel.
  if (order.limit < 0) order.limit = 0;
  const kind = draw(luck, 100);
  if (kind < 6) order.timeInForce = Order.IOC;
  else if (kind < 14) order.timeInForce = Order.FOK;
  else if (kind < 24) order.timeInForce = Order.POST_ONLY;
  if (draw(luck, 30) === 0) order.limit = Order.NO_LIMIT;
  order.lots = 1 + draw(luck, draw(luck, 20) === 0 ? 200 : 10);
  order.reduceOnly = draw(luck, 10) === 0 ? 1 : 0;
  order.reduceCap = draw(luck, 8) - 1;
  order.bypassSelfTrade = draw(luck, 20) === 0 ? 1 : 0;
  order.owner = draw(luck, 1_000) - 1;
  order.origin = draw(luck, 2 ** 40);
  return order;
}

function compareFills(a: Fills.Fills, b: Fills.Fills, at: string): void {
  expectSame(summary(a), summary(b), at);
  for (let i = 0; i < a.count; i++) expectSame(fillRow(a, i), fillRow(b, i), at);
  for (let i = 0; i < a.expiredCount; i++) expectSame(expiredRow(a, i), expiredRow(b, i), at);
}

function summary(f: Fills.Fills): string {
  const rest = `${f.restedSlot} ${f.restedLots} ${f.cancelledLots}`;
  return `${f.status} ${f.filledLots} ${f.notionalTickLots} ${f.count} ${f.expiredCount} ${rest}`;
}

function fillRow(f: Fills.Fills, i: number): string {
  const who = `${f.makerSlot[i]} ${f.makerAccount[i]} ${f.makerOwner[i]} ${f.makerOrigin[i]} ${f.makerFlags[i]}`;
  return `${who} ${f.makerLeft[i]} ${f.price[i]} ${f.lots[i]}`;
}

function expiredRow(f: Fills.Fills, i: number): string {
  const who = `${f.expiredSlot[i]} ${f.expiredAccount[i]} ${f.expiredOwner[i]} ${f.expiredOrigin[i]}`;
  return `${who} ${f.expiredFlags[i]} ${f.expiredPrice[i]} ${f.expiredLots[i]}`;
}

function compareStates(twins: Twins, luck: Luck): void {
  const { fast, plain } = twins;
  for (let b = 0; b < BOOKS; b++) {
    const ladder = fast.books[b]!;
    const naive = plain.books[b]!;
    Ladder.validate(fast.orders, ladder);
    NaiveBook.validate(plain.orders, naive);
    expect(Ladder.stateHash(fast.orders, ladder)).toBe(NaiveBook.stateHash(plain.orders, naive));
    expect(Ladder.orderCount(ladder)).toBe(NaiveBook.orderCount(naive));
    expect([Ladder.bestBid(ladder), Ladder.bestAsk(ladder)]).toEqual([
      NaiveBook.bestBid(naive),
      NaiveBook.bestAsk(naive),
    ]);
    for (let i = 0; i < 20; i++) compareQueries(ladder, naive, i % 2, luck, b);
  }
}

function compareQueries(
  ladder: Ladder.Ladder,
  naive: NaiveBook.Naive,
  side: number,
  luck: Luck,
  b: number,
): void {
  const reach = 1 << draw(luck, 28);
  const ticks = Math.max(0, Math.min(Order.MAX_TICKS + 1, luck.center[b]! + draw(luck, 2 * reach) - reach));
  expectSame(Ladder.levelLots(ladder, side, ticks), NaiveBook.levelLots(naive, side, ticks), 'levelLots');
  expectSame(Ladder.nextLevel(ladder, side, ticks), NaiveBook.nextLevel(naive, side, ticks), 'nextLevel');
  expectSame(Ladder.depth(ladder, side, ticks), NaiveBook.depth(naive, side, ticks), 'depth');
  expectSame(Ladder.depthLots(ladder, side, ticks), NaiveBook.depthLots(naive, side, ticks), 'depthLots');
  const notional = draw(luck, 1_000) * luck.center[b]!;
  const fast = Ladder.impactTicks(ladder, side, notional);
  const plain = NaiveBook.impactTicks(naive, side, notional);
  // The twin adds order by order, the ladder level by level: the last digits may differ.
  if (Number.isNaN(plain)) expect(fast).toBeNaN();
  else expect(Math.abs(fast - plain)).toBeLessThanOrEqual(1e-12 * plain);
}

function expectSame(fast: number | string, plain: number | string, at: string): void {
  if (fast !== plain) expect(`${at}: ${fast}`).toBe(`${at}: ${plain}`);
}

function draw(luck: Luck, n: number): number {
  return Streams.below(luck.streams, luck.id, n);
}
