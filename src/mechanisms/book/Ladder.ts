/**
 * Models:     central limit order book with price-time priority, as run by exchange matching engines (Binance rules of 2025).
 * Source:     Binance API documents for order types and self-trade prevention; the twin in test/twins/NaiveBook.ts states the rules plainly.
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
import * as Matching from './Matching.js';
import * as Order from './Order.js';
import * as Orders from './Orders.js';
import * as PriceIndex from './PriceIndex.js';

export type Ladder = Levels.Ladder;
export { stateHash, validate } from './LadderAudit.js';

export function create(id: number, selfTrade: number = Order.EXPIRE_MAKER): Ladder {
  return {
    id,
    selfTrade,
    orderCount: 0,
    index: PriceIndex.create(),
    levels: Levels.create(),
  };
}

/** Highest bid in ticks, -1 when there is none. */
export function bestBid(book: Ladder): number {
  return priceOrNone(book, Levels.touch(book.levels, Order.BUY));
}

/** Lowest ask in ticks, -1 when there is none. */
export function bestAsk(book: Ladder): number {
  return priceOrNone(book, Levels.touch(book.levels, Order.SELL));
}

function priceOrNone(book: Ladder, level: number): number {
  return Levels.exists(level) ? Levels.priceOf(book.levels, level) : -1;
}

/** Orders resting on both sides. */
export function orderCount(book: Ladder): number {
  return book.orderCount;
}

/** Lots resting at exactly `ticks` on `side`. */
export function levelLots(book: Ladder, side: number, ticks: number): number {
  const level = PriceIndex.find(book.index, ticks);
  if (level < 0) return 0;
  const isBid = ticks <= Levels.priceOf(book.levels, Levels.touch(book.levels, Order.BUY));
  return isBid === (side === Order.BUY) ? Levels.lotsOf(book.levels, level) : 0;
}

/** First order in the queue at a price, -1 when nothing rests there; Orders.nextOf gives the next one. */
export function first(book: Ladder, ticks: number): number {
  const level = PriceIndex.find(book.index, ticks);
  return level < 0 ? -1 : Levels.headOf(book.levels, level);
}

/** Next occupied price of `side` strictly farther from the touch than `ticks`; -1 when none. */
export function nextLevel(book: Ladder, side: number, ticks: number): number {
  const touch = Levels.touch(book.levels, side);
  if (!Levels.exists(touch)) return -1;
  const best = Levels.priceOf(book.levels, touch);
  if (side === Order.BUY ? ticks > best : ticks < best) return best;
  return priceOrNone(book, Levels.beyond(book, side, ticks));
}

/** Sum of ticks x lots on `side` from the touch up to and including `limitTicks`. */
export function depth(book: Ladder, side: number, limitTicks: number): number {
  const { levels } = book;
  let sum = 0;
  let level = Levels.touch(levels, side);
  while (Levels.within(levels, side, level, limitTicks)) {
    sum += Levels.priceOf(levels, level) * Levels.lotsOf(levels, level);
    level = Levels.after(levels, level);
  }
  return sum;
}

/** Lots on `side` from the touch up to and including `limitTicks`; stops after the level that makes it `enough`. */
export function depthLots(
  book: Ladder,
  side: number,
  limitTicks: number,
  enough = Number.POSITIVE_INFINITY,
): number {
  const { levels } = book;
  let sum = 0;
  let level = Levels.touch(levels, side);
  while (sum < enough && Levels.within(levels, side, level, limitTicks)) {
    sum += Levels.lotsOf(levels, level);
    level = Levels.after(levels, level);
  }
  return sum;
}

/** Average price (ticks, fractional) of trading `notionalTickLots` against `side` now; NaN when the side holds less. */
export function impactTicks(book: Ladder, side: number, notionalTickLots: number): number {
  const { levels } = book;
  let left = notionalTickLots;
  let bought = 0;
  for (let level = Levels.touch(levels, side); Levels.exists(level); level = Levels.after(levels, level)) {
    const notional = Levels.priceOf(levels, level) * Levels.lotsOf(levels, level);
    if (notional >= left) {
      const price = Levels.priceOf(levels, level);
      return left > 0 ? notionalTickLots / (bought + left / price) : price;
    }
    left -= notional;
    bought += Levels.lotsOf(levels, level);
  }
  return Number.NaN;
}

/**
 * Executes `order` against the book and rests what may rest; `fills` is overwritten with everything that happened.
 * `order` is left as it was. Refusals are statuses and leave the book untouched.
 */
export function submit(orders: Orders.Orders, book: Ladder, order: Order.Order, fills: Fills.Fills): void {
  // Most orders rest and meet nobody: this branch is kept small enough to be compiled into the caller.
  if (Order.isPlain(order) && !Levels.crosses(book.levels, order.side, order.limit))
    Fills.onlyRests(fills, Levels.join(orders, book, order, order.lots), order.lots);
  else Matching.execute(orders, book, order, fills);
}

/** Removes a resting order. Returns the lots cancelled. Breaks BOOK-1 if `slot` does not rest in this book. */
export function cancel(orders: Orders.Orders, book: Ladder, slot: number): number {
  if (Orders.bookOf(orders, slot) !== book.id) foreign(orders, book, slot);
  const lots = orders.lots[slot]!;
  Levels.leave(orders, book, slot, lots);
  return lots;
}

/**
 * Takes up to `lots` off a resting order, which keeps its place in the queue and leaves when nothing remains. Returns the
 * lots taken off. Breaks BOOK-1 if `slot` does not rest in this book.
 */
export function reduce(orders: Orders.Orders, book: Ladder, slot: number, lots: number): number {
  if (Orders.bookOf(orders, slot) !== book.id) foreign(orders, book, slot);
  if (lots <= 0) return 0;
  if (lots >= orders.lots[slot]!) return cancel(orders, book, slot);
  Matching.lower(orders, book, slot, lots);
  return lots;
}

function foreign(orders: Orders.Orders, book: Ladder, slot: number): never {
  throw new InvariantError(
    'BOOK-1',
    `slot ${slot} rests in book ${Orders.bookOf(orders, slot)}, not in ${book.id}`,
  );
}
