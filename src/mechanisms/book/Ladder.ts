/**
 * Models:     central limit order book with price-time priority, as run by exchange matching engines (Binance rules of 2025).
 * Source:     Binance API documents for order types and self-trade prevention; the twin in Naive.ts states the rules plainly.
 * Units:      prices in ticks (1 to 2^27), quantities in lots, notional in ticks x lots.
 * Simplified: one account is one self-trade group; post-only refuses even where only its own account rests opposite. Tick
 *             and lot multiples, minimum notional and price bands are the exchange's checks. Fills are never delayed.
 * Invariants: BOOK-1 BOOK-2
 *
 * In every function `side` is the side of the resting orders asked about: 0 bids, 1 asks.
 */
import { InvariantError } from '../../base/assert.js';
import * as Fills from './Fills.js';
import * as Levels from './Levels.js';
import * as Order from './Order.js';
import * as Orders from './Orders.js';
import * as PriceIndex from './PriceIndex.js';

export type Ladder = Levels.Ladder;
export { stateHash, validate } from './LadderAudit.js';

export function create(id: number, selfTrade: number = Order.EXPIRE_MAKER): Ladder {
  return {
    id,
    selfTrade,
    bidLevel: -1,
    askLevel: -1,
    orderCount: 0,
    index: PriceIndex.create(),
    levels: Levels.create(),
  };
}

/** Highest bid in ticks, -1 when there is none. */
export function bestBid(book: Ladder): number {
  return book.bidLevel < 0 ? -1 : book.levels.price[book.bidLevel]!;
}

/** Lowest ask in ticks, -1 when there is none. */
export function bestAsk(book: Ladder): number {
  return book.askLevel < 0 ? -1 : book.levels.price[book.askLevel]!;
}

/** Orders resting on both sides. */
export function orderCount(book: Ladder): number {
  return book.orderCount;
}

/** Lots resting at exactly `ticks` on `side`. */
export function levelLots(book: Ladder, side: number, ticks: number): number {
  const level = PriceIndex.at(book.index, PriceIndex.deepest(book.index, ticks), ticks);
  if (level < 0) return 0;
  const isBid = book.bidLevel >= 0 && ticks <= book.levels.price[book.bidLevel]!;
  return isBid === (side === Order.BUY) ? book.levels.lots[level]! : 0;
}

/** Next occupied price of `side` strictly farther from the touch than `ticks`; -1 when none. */
export function nextLevel(book: Ladder, side: number, ticks: number): number {
  const touch = side === Order.BUY ? book.bidLevel : book.askLevel;
  if (touch < 0) return -1;
  const best = book.levels.price[touch]!;
  if (side === Order.BUY ? ticks > best : ticks < best) return best;
  const level = farther(book, side, PriceIndex.deepest(book.index, ticks), ticks);
  return level < 0 ? -1 : book.levels.price[level]!;
}

/** Sum of ticks x lots on `side` from the touch up to and including `limitTicks`. */
export function depth(book: Ladder, side: number, limitTicks: number): number {
  const { price, lots } = book.levels;
  let sum = 0;
  for (
    let level = touchLevel(book, side);
    within(book, side, level, limitTicks);
    level = after(book, side, level)
  )
    sum += price[level]! * lots[level]!;
  return sum;
}

/** Lots on `side` from the touch up to and including `limitTicks`. */
export function depthLots(book: Ladder, side: number, limitTicks: number): number {
  const { lots } = book.levels;
  let sum = 0;
  for (
    let level = touchLevel(book, side);
    within(book, side, level, limitTicks);
    level = after(book, side, level)
  )
    sum += lots[level]!;
  return sum;
}

/** Average price (ticks, fractional) of trading `notionalTickLots` against `side` now; NaN when the side holds less. */
export function impactTicks(book: Ladder, side: number, notionalTickLots: number): number {
  const { price, lots } = book.levels;
  let left = notionalTickLots;
  let bought = 0;
  for (let level = touchLevel(book, side); level >= 0; level = after(book, side, level)) {
    const notional = price[level]! * lots[level]!;
    if (notional >= left)
      return left > 0 ? notionalTickLots / (bought + left / price[level]!) : price[level]!;
    left -= notional;
    bought += lots[level]!;
  }
  return Number.NaN;
}

/**
 * Executes `order` against the book and rests what may rest; `fills` is overwritten with everything that happened.
 * `order` is left as it was. Refusals are statuses and leave the book untouched.
 */
export function submit(orders: Orders.Orders, book: Ladder, order: Order.Order, fills: Fills.Fills): void {
  Fills.clear(fills);
  const lots = Order.effectiveLots(order);
  const limit = Order.effectiveLimit(order);
  const refusal = refusalOf(orders, book, order, limit, lots);
  if (refusal !== 0) {
    fills.status = refusal;
    fills.cancelledLots = order.lots;
    return;
  }
  const left = match(orders, book, order, limit, lots, fills);
  if (left === 0) fills.status = Fills.FILLED;
  else if (fills.status !== Fills.EXPIRED) {
    if (mayRest(order)) rest(orders, book, order, left, fills);
    else fills.status = Fills.CANCELLED;
  }
  fills.cancelledLots = order.lots - fills.filledLots - fills.restedLots;
}

/** Removes a resting order. Returns the lots cancelled. Breaks BOOK-1 if `slot` does not rest in this book. */
export function cancel(orders: Orders.Orders, book: Ladder, slot: number): number {
  if (orders.book[slot] !== book.id) foreign(orders, book, slot);
  const lots = orders.lots[slot]!;
  remove(orders, book, slot);
  return lots;
}

/**
 * Takes up to `lots` off a resting order, which keeps its place in the queue and leaves when nothing remains. Returns the
 * lots taken off. Breaks BOOK-1 if `slot` does not rest in this book.
 */
export function reduce(orders: Orders.Orders, book: Ladder, slot: number, lots: number): number {
  if (orders.book[slot] !== book.id) foreign(orders, book, slot);
  if (lots <= 0) return 0;
  if (lots >= orders.lots[slot]!) return cancel(orders, book, slot);
  lower(orders, book, slot, lots);
  return lots;
}

function refusalOf(
  orders: Orders.Orders,
  book: Ladder,
  order: Order.Order,
  limit: number,
  lots: number,
): number {
  if (!Order.isWellFormed(order)) return Fills.REJECTED_MALFORMED;
  if (lots < 1) return Fills.REJECTED_REDUCE_ONLY;
  if (order.timeInForce === Order.POST_ONLY) {
    const takes =
      order.limit === Order.NO_LIMIT || within(book, 1 - order.side, touchLevel(book, 1 - order.side), limit);
    if (takes) return Fills.REJECTED_POST_ONLY;
  }
  if (order.timeInForce === Order.FOK && !canFill(orders, book, order, limit, lots))
    return Fills.REJECTED_FOK;
  return 0;
}

/** Whether matching would execute all `lots`: own orders never count, and end the search where they would end the taker. */
function canFill(
  orders: Orders.Orders,
  book: Ladder,
  order: Order.Order,
  limit: number,
  lots: number,
): boolean {
  const side = 1 - order.side;
  let left = lots;
  for (
    let level = touchLevel(book, side);
    within(book, side, level, limit);
    level = after(book, side, level)
  ) {
    for (let slot = book.levels.head[level]!; slot >= 0; slot = orders.next[slot]!) {
      if (!isSelfTrade(orders, book, order, slot)) left -= orders.lots[slot]!;
      else if (book.selfTrade !== Order.EXPIRE_MAKER) return false;
      if (left <= 0) return true;
    }
  }
  return false;
}

/** Returns the lots left; `fills.status` is EXPIRED if self-trade prevention stopped the taker. */
function match(
  orders: Orders.Orders,
  book: Ladder,
  order: Order.Order,
  limit: number,
  lots: number,
  fills: Fills.Fills,
): number {
  const side = 1 - order.side;
  let left = lots;
  while (left > 0) {
    const level = touchLevel(book, side);
    if (!within(book, side, level, limit)) break;
    const maker = book.levels.head[level]!;
    if (isSelfTrade(orders, book, order, maker)) {
      if (book.selfTrade !== Order.EXPIRE_TAKER) expire(orders, book, maker, fills);
      if (book.selfTrade === Order.EXPIRE_MAKER) continue;
      fills.status = Fills.EXPIRED;
      break;
    }
    const available = orders.lots[maker]!;
    const traded = Math.min(left, available);
    Fills.add(fills, orders, maker, traded);
    if (traded === available) remove(orders, book, maker);
    else lower(orders, book, maker, traded);
    left -= traded;
  }
  return left;
}

function isSelfTrade(orders: Orders.Orders, book: Ladder, order: Order.Order, maker: number): boolean {
  if (orders.account[maker] !== order.account) return false;
  return book.selfTrade !== Order.SELF_TRADE_ALLOWED && order.bypassSelfTrade !== 1;
}

function mayRest(order: Order.Order): boolean {
  if (order.limit === Order.NO_LIMIT) return false;
  return order.timeInForce === Order.GTC || order.timeInForce === Order.POST_ONLY;
}

function rest(
  orders: Orders.Orders,
  book: Ladder,
  order: Order.Order,
  lots: number,
  fills: Fills.Fills,
): void {
  const slot = Orders.allocate(orders, book.id, order, lots);
  const level = Levels.reach(book, order.side, order.limit);
  Levels.append(book.levels, orders, level, slot);
  book.orderCount += 1;
  fills.status = Fills.RESTED;
  fills.restedSlot = slot;
  fills.restedLots = lots;
}

function expire(orders: Orders.Orders, book: Ladder, slot: number, fills: Fills.Fills): void {
  Fills.addExpired(fills, orders, slot);
  remove(orders, book, slot);
}

function remove(orders: Orders.Orders, book: Ladder, slot: number): void {
  Levels.unlink(book, orders, slot);
  Orders.release(orders, slot);
  book.orderCount -= 1;
}

function lower(orders: Orders.Orders, book: Ladder, slot: number, lots: number): void {
  const { levels } = book;
  const level = orders.level[slot]!;
  orders.lots[slot] = orders.lots[slot]! - lots;
  levels.lots[level] = levels.lots[level]! - lots;
}

function touchLevel(book: Ladder, side: number): number {
  return side === Order.BUY ? book.bidLevel : book.askLevel;
}

/** Whether `level` exists and its price is at `limit` or nearer the touch. */
function within(book: Ladder, side: number, level: number, limit: number): boolean {
  if (level < 0) return false;
  const price = book.levels.price[level]!;
  return side === Order.BUY ? price >= limit : price <= limit;
}

function after(book: Ladder, side: number, level: number): number {
  return farther(book, side, book.levels.leaf[level]!, book.levels.price[level]!);
}

function farther(book: Ladder, side: number, node: number, ticks: number): number {
  return side === Order.BUY
    ? PriceIndex.below(book.index, node, ticks)
    : PriceIndex.above(book.index, node, ticks);
}

function foreign(orders: Orders.Orders, book: Ladder, slot: number): never {
  throw new InvariantError('BOOK-1', `slot ${slot} rests in book ${orders.book[slot]}, not in ${book.id}`);
}
