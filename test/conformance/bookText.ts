/**
 * Drives a book by text: orders read as `A sell 2 @101 post`, books are drawn with asks above bids, one line per level, where
 * `101 | 2A 3B` means two lots of A, then three of B, at 101.
 */
import { expect } from 'vitest';
import * as Fills from '../../src/mechanisms/book/Fills.js';
import * as Order from '../../src/mechanisms/book/Order.js';
import * as Orders from '../../src/mechanisms/book/Orders.js';

/** What Ladder and Naive have in common. */
export interface BookFamily<B extends { selfTrade: number }> {
  create(id: number, selfTrade?: number): B;
  submit(orders: Orders.Orders, book: B, order: Order.Order, fills: Fills.Fills): void;
  cancel(orders: Orders.Orders, book: B, slot: number): number;
  reduce(orders: Orders.Orders, book: B, slot: number, lots: number): number;
  bestBid(book: B): number;
  bestAsk(book: B): number;
  orderCount(book: B): number;
  levelLots(book: B, side: number, ticks: number): number;
  nextLevel(book: B, side: number, ticks: number): number;
  depth(book: B, side: number, limitTicks: number): number;
  depthLots(book: B, side: number, limitTicks: number): number;
  impactTicks(book: B, side: number, notionalTickLots: number): number;
  stateHash(orders: Orders.Orders, book: B): string;
  validate(orders: Orders.Orders, book: B): void;
}

const FLAGS: Record<string, Partial<Order.Order>> = {
  ioc: { timeInForce: Order.IOC },
  fok: { timeInForce: Order.FOK },
  post: { timeInForce: Order.POST_ONLY },
  forced: { bypassSelfTrade: 1 },
};

const STATUS: Record<number, string> = {
  [Fills.FILLED]: 'filled',
  [Fills.RESTED]: 'rested',
  [Fills.CANCELLED]: 'cancelled',
  [Fills.EXPIRED]: 'expired',
  [Fills.REJECTED_POST_ONLY]: 'rejected: would take',
  [Fills.REJECTED_FOK]: 'rejected: not in full',
  [Fills.REJECTED_REDUCE_ONLY]: 'rejected: nothing to reduce',
  [Fills.REJECTED_MALFORMED]: 'rejected: malformed',
};

/** `A buy 6 @101 ioc`; no price is a market order; `cap 3` makes it reduce-only with that cap. */
export function parse(text: string): Order.Order {
  const match = /^([A-Z]) (buy|sell) (\S+)(?: @(\S+))?(?: cap (\S+))?((?: [a-z]+)*)$/.exec(text);
  if (match === null) throw new Error(`cannot read order "${text}"`);
  const [, account, side, lots, limit, cap, flags] = match;
  const order = Order.create();
  order.account = account!.charCodeAt(0);
  order.side = side === 'buy' ? Order.BUY : Order.SELL;
  order.lots = Number(lots);
  order.limit = limit === undefined ? Order.NO_LIMIT : Number(limit);
  order.reduceOnly = cap === undefined ? 0 : 1;
  order.reduceCap = cap === undefined ? 0 : Number(cap);
  order.owner = order.account * 10;
  order.origin = order.account * 100;
  for (const flag of flags!.split(' ').slice(1)) Object.assign(order, FLAGS[flag]);
  return order;
}

/** A book, its orders and the scratch records, driven by text. */
export function driven<B extends { selfTrade: number }>(family: BookFamily<B>, selfTrade?: number) {
  const orders = Orders.create(2);
  const book = family.create(7, selfTrade);
  const fills = Fills.create(1);
  const resting = new Map<number, string>();

  function place(text: string): string {
    const order = parse(text);
    family.submit(orders, book, order, fills);
    family.validate(orders, book);
    expect(fills.filledLots + fills.restedLots + fills.cancelledLots).toEqual(order.lots);
    for (let i = 0; i < fills.count; i++) if (fills.makerLeft[i] === 0) resting.delete(fills.makerSlot[i]!);
    for (let i = 0; i < fills.expiredCount; i++) resting.delete(fills.expiredSlot[i]!);
    if (fills.restedSlot >= 0) resting.set(fills.restedSlot, text[0]!);
    return report();
  }

  function report(): string {
    const parts: string[] = [];
    for (let i = 0; i < fills.count; i++)
      parts.push(`${fills.lots[i]}${String.fromCharCode(fills.makerAccount[i]!)}@${fills.price[i]}`);
    for (let i = 0; i < fills.expiredCount; i++)
      parts.push(`-${fills.expiredLots[i]}${String.fromCharCode(fills.expiredAccount[i]!)}`);
    const left = fills.restedLots + fills.cancelledLots;
    parts.push(left > 0 ? `${STATUS[fills.status]} ${left}` : STATUS[fills.status]!);
    return parts.join(' ');
  }

  /** Levels through the book's own queries, orders of each level through the table. */
  function draw(): string {
    const asks: string[] = [];
    const bids: string[] = [];
    for (let t = family.bestAsk(book); t >= 0; t = family.nextLevel(book, Order.SELL, t))
      asks.unshift(line(t, 1));
    for (let t = family.bestBid(book); t >= 0; t = family.nextLevel(book, Order.BUY, t))
      bids.push(line(t, 0));
    return [...asks, '---', ...bids].join('\n');
  }

  function line(ticks: number, side: number): string {
    // Insertion order of the map is order of arrival, because a slot is deleted before it is reused.
    const here = [...resting.keys()].filter(
      (s) => Orders.priceOf(orders, s) === ticks && Orders.sideOf(orders, s) === side,
    );
    const lots = here.reduce((sum, s) => sum + orders.lots[s]!, 0);
    expect(family.levelLots(book, side, ticks)).toBe(lots);
    expect(family.levelLots(book, 1 - side, ticks)).toBe(0);
    return `${ticks} | ${here.map((s) => `${orders.lots[s]}${resting.get(s)}`).join(' ')}`;
  }

  function forget(slot: number): number {
    resting.delete(slot);
    return family.cancel(orders, book, slot);
  }

  return { orders, book, fills, place, draw, cancel: forget };
}

/** Text table without the indentation of the source. */
export function table(text: string): string {
  return text
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== '')
    .join('\n');
}

/** First row whose `field` has this value. */
export function slotOf(orders: Orders.Orders, field: typeof Orders.priceOf, value: number): number {
  let slot = 0;
  while (slot < orders.used && field(orders, slot) !== value) slot += 1;
  return slot;
}
