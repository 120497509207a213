/**
 * Models:     the same order book as Ladder, written as plainly as possible: it states the rules and is the twin in tests.
 * Source:     Binance API documents for order types and self-trade prevention.
 * Units:      prices in ticks, quantities in lots, notional in ticks x lots.
 * Simplified: as Ladder; and every operation is linear in the number of resting orders.
 * Invariants: BOOK-1
 */
import { InvariantError, invariant } from '../../src/base/assert.js';
import * as Digest from '../../src/base/Digest.js';
import * as Fills from '../../src/mechanisms/book/Fills.js';
import * as Order from '../../src/mechanisms/book/Order.js';
import * as Orders from '../../src/mechanisms/book/Orders.js';

export interface Naive {
  readonly id: number;
  selfTrade: number;
  /** Slots of resting orders by side (0 bids, 1 asks), best price first, then oldest first. */
  readonly queues: readonly [number[], number[]];
  /** Price of every resting slot. */
  readonly ticksOf: Map<number, number>;
  /** Remaining lots of every resting slot. */
  readonly lotsOf: Map<number, number>;
}

export function create(id: number, selfTrade: number = Order.EXPIRE_MAKER): Naive {
  return { id, selfTrade, queues: [[], []], ticksOf: new Map(), lotsOf: new Map() };
}

export function bestBid(book: Naive): number {
  return nextLevel(book, Order.BUY, Order.MAX_TICKS + 1);
}

export function bestAsk(book: Naive): number {
  return nextLevel(book, Order.SELL, 0);
}

export function orderCount(book: Naive): number {
  return book.ticksOf.size;
}

export function levelLots(book: Naive, side: number, ticks: number): number {
  let sum = 0;
  for (const slot of queue(book, side)) if (price(book, slot) === ticks) sum += lots(book, slot);
  return sum;
}

export function nextLevel(book: Naive, side: number, ticks: number): number {
  const found = queue(book, side).find((slot) => isBetter(side, ticks, price(book, slot)));
  return found === undefined ? -1 : price(book, found);
}

export function depth(book: Naive, side: number, limitTicks: number): number {
  let sum = 0;
  for (const slot of queue(book, side))
    if (!isBetter(side, limitTicks, price(book, slot))) sum += price(book, slot) * lots(book, slot);
  return sum;
}

export function depthLots(book: Naive, side: number, limitTicks: number): number {
  let sum = 0;
  for (const slot of queue(book, side))
    if (!isBetter(side, limitTicks, price(book, slot))) sum += lots(book, slot);
  return sum;
}

export function impactTicks(book: Naive, side: number, notionalTickLots: number): number {
  let left = notionalTickLots;
  let bought = 0;
  for (const slot of queue(book, side)) {
    const share = Math.min(left, price(book, slot) * lots(book, slot));
    if (notionalTickLots <= 0) return price(book, slot);
    bought += share / price(book, slot);
    left -= share;
    if (left === 0) return notionalTickLots / bought;
  }
  return Number.NaN;
}

export function submit(orders: Orders.Orders, book: Naive, order: Order.Order, fills: Fills.Fills): void {
  Fills.clear(fills);
  const wanted = Order.effectiveLots(order);
  fills.status = refusalOf(orders, book, order, wanted);
  fills.cancelledLots = order.lots;
  if (fills.status !== 0) return;
  const left = match(orders, book, order, wanted, fills);
  const rests = order.limit !== Order.NO_LIMIT && order.timeInForce !== Order.IOC;
  if (left > 0 && fills.status === 0) {
    if (rests) rest(orders, book, order, left, fills);
    fills.status = rests ? Fills.RESTED : Fills.CANCELLED;
  }
  fills.cancelledLots = order.lots - fills.filledLots - fills.restedLots;
}

export function cancel(orders: Orders.Orders, book: Naive, slot: number): number {
  return reduce(orders, book, slot, Number.MAX_SAFE_INTEGER);
}

export function reduce(orders: Orders.Orders, book: Naive, slot: number, by: number): number {
  const resting = book.lotsOf.get(slot);
  if (resting === undefined) throw new InvariantError('BOOK-1', `slot ${slot} is not in book ${book.id}`);
  const taken = Math.max(0, Math.min(by, resting));
  shrink(orders, book, slot, taken);
  return taken;
}

export function stateHash(orders: Orders.Orders, book: Naive): string {
  const digest = Digest.create();
  Digest.mix(digest, book.id);
  Digest.mix(digest, book.selfTrade);
  for (const slot of [...book.queues[0], ...book.queues[1]]) Orders.mix(digest, orders, slot);
  return Digest.hex(digest);
}

export function validate(orders: Orders.Orders, book: Naive): void {
  for (const side of [Order.BUY, Order.SELL]) {
    let last = side === Order.BUY ? Order.MAX_TICKS : 1;
    for (const slot of queue(book, side)) {
      const same =
        Orders.priceOf(orders, slot) === price(book, slot) && orders.lots[slot] === lots(book, slot);
      const ok = same && Orders.bookOf(orders, slot) === book.id && !isBetter(side, price(book, slot), last);
      invariant(ok, 'BOOK-1', () => `book ${book.id}: order ${slot} is out of place`);
      last = price(book, slot);
    }
  }
  const crossed = bestAsk(book) >= 0 && bestBid(book) >= bestAsk(book);
  invariant(!crossed, 'BOOK-1', () => `book ${book.id} is crossed`);
}

function refusalOf(orders: Orders.Orders, book: Naive, order: Order.Order, wanted: number): number {
  if (!Order.isWellFormed(order)) return Fills.REJECTED_MALFORMED;
  if (wanted < 1) return Fills.REJECTED_REDUCE_ONLY;
  const makers = crossed(book, order);
  const noPrice = order.limit === Order.NO_LIMIT;
  if (order.timeInForce === Order.POST_ONLY && (noPrice || makers.length > 0))
    return Fills.REJECTED_POST_ONLY;
  if (order.timeInForce !== Order.FOK) return 0;
  const own = makers.findIndex((slot) => isSelfTrade(orders, book, order, slot));
  // An own order that would end the taker hides everything behind it; one that would only expire itself is skipped.
  const open = own < 0 || book.selfTrade === Order.EXPIRE_MAKER ? makers : makers.slice(0, own);
  const others = open.filter((slot) => !isSelfTrade(orders, book, order, slot));
  const fillable = others.reduce((sum, slot) => sum + lots(book, slot), 0);
  return fillable < wanted ? Fills.REJECTED_FOK : 0;
}

/** Lots left after meeting every crossed maker in turn. */
function match(
  o: Orders.Orders,
  book: Naive,
  order: Order.Order,
  wanted: number,
  fills: Fills.Fills,
): number {
  let left = wanted;
  for (const maker of crossed(book, order)) {
    if (left === 0) break;
    if (isSelfTrade(o, book, order, maker)) {
      if (book.selfTrade !== Order.EXPIRE_TAKER) {
        Fills.addExpired(fills, o, maker);
        shrink(o, book, maker, lots(book, maker));
      }
      if (book.selfTrade === Order.EXPIRE_MAKER) continue;
      fills.status = Fills.EXPIRED;
      break;
    }
    const traded = Math.min(left, lots(book, maker));
    Fills.add(fills, o, maker, traded);
    shrink(o, book, maker, traded);
    left -= traded;
  }
  return left;
}

function rest(o: Orders.Orders, book: Naive, order: Order.Order, left: number, fills: Fills.Fills): void {
  const slot = Orders.allocate(o, book.id, order, left);
  const side = queue(book, order.side);
  const behind = side.findIndex((other) => isBetter(order.side, order.limit, price(book, other)));
  side.splice(behind < 0 ? side.length : behind, 0, slot);
  book.ticksOf.set(slot, order.limit);
  book.lotsOf.set(slot, left);
  fills.restedSlot = slot;
  fills.restedLots = left;
}

function shrink(orders: Orders.Orders, book: Naive, slot: number, by: number): void {
  const left = lots(book, slot) - by;
  orders.lots[slot] = left;
  book.lotsOf.set(slot, left);
  if (left > 0) return;
  const side = queue(book, Orders.sideOf(orders, slot));
  side.splice(side.indexOf(slot), 1);
  book.ticksOf.delete(slot);
  book.lotsOf.delete(slot);
  Orders.release(orders, slot);
}

/** Slots the order's limit reaches, in the order they would trade; a copy. */
function crossed(book: Naive, order: Order.Order): number[] {
  const limit = Order.effectiveLimit(order);
  return queue(book, 1 - order.side).filter((slot) => !isBetter(1 - order.side, limit, price(book, slot)));
}

function isSelfTrade(orders: Orders.Orders, book: Naive, order: Order.Order, maker: number): boolean {
  const prevented = book.selfTrade !== Order.SELF_TRADE_ALLOWED && order.bypassSelfTrade === 0;
  return prevented && Orders.accountOf(orders, maker) === order.account;
}

/** Whether a resting order at `a` has priority over one at `b` by price alone. */
function isBetter(side: number, a: number, b: number): boolean {
  return side === Order.BUY ? a > b : a < b;
}

function queue(book: Naive, side: number): number[] {
  return book.queues[side === Order.BUY ? 0 : 1];
}

function price(book: Naive, slot: number): number {
  return book.ticksOf.get(slot)!;
}

function lots(book: Naive, slot: number): number {
  return book.lotsOf.get(slot)!;
}
