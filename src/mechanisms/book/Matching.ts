/**
 * Models:     one order against one book: refusals, price-time matching, self-trade prevention, resting.
 * Source:     Binance API documents for order types and self-trade prevention.
 * Units:      prices in ticks, quantities in lots.
 * Simplified: as Ladder, whose private half this is.
 * Invariants: none (BOOK-1 and BOOK-2 are checked around it)
 */
import * as Fills from './Fills.js';
import * as Levels from './Levels.js';
import * as Order from './Order.js';
import * as Orders from './Orders.js';

type Ladder = Levels.Ladder;

/** Submits an order of any kind, see Ladder. */
export function execute(orders: Orders.Orders, book: Ladder, order: Order.Order, fills: Fills.Fills): void {
  Fills.clear(fills);
  const lots = Order.effectiveLots(order);
  const limit = Order.effectiveLimit(order);
  const refusal = refusalOf(orders, book, order, limit, lots);
  if (refusal !== 0) {
    fills.status = refusal;
    fills.cancelledLots = order.lots;
    return;
  }
  const left = match(orders, book, order, lots, fills);
  if (left === 0) fills.status = Fills.FILLED;
  else if (fills.status !== Fills.EXPIRED) {
    if (mayRest(order)) rest(orders, book, order, left, fills);
    else fills.status = Fills.CANCELLED;
  }
  fills.cancelledLots = order.lots - fills.filledLots - fills.restedLots;
}

/** Status with which the book refuses the order before touching anything; 0 when it accepts. */
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
    if (order.limit === Order.NO_LIMIT || Levels.crosses(book.levels, order.side, limit))
      return Fills.REJECTED_POST_ONLY;
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
  let level = Levels.touch(book.levels, side);
  while (Levels.meets(book.levels, side, level, limit)) {
    for (let slot = Levels.headOf(book.levels, level); slot >= 0; slot = Orders.nextOf(orders, slot)) {
      if (!isSelfTrade(orders, book, order, slot)) left -= orders.lots[slot]!;
      else if (book.selfTrade !== Order.EXPIRE_MAKER) return false;
      if (left <= 0) return true;
    }
    level = Levels.after(book.levels, level);
  }
  return false;
}

/** Returns the lots left; `fills.status` is EXPIRED if self-trade prevention stopped the taker. */
function match(
  orders: Orders.Orders,
  book: Ladder,
  order: Order.Order,
  lots: number,
  fills: Fills.Fills,
): number {
  const side = 1 - order.side;
  const limit = Order.effectiveLimit(order);
  let left = lots;
  while (left > 0) {
    const level = Levels.touch(book.levels, side);
    if (!Levels.meets(book.levels, side, level, limit)) break;
    const maker = Levels.headOf(book.levels, level);
    if (isSelfTrade(orders, book, order, maker)) {
      if (book.selfTrade !== Order.EXPIRE_TAKER) expire(orders, book, maker, fills);
      if (book.selfTrade === Order.EXPIRE_MAKER) continue;
      fills.status = Fills.EXPIRED;
      break;
    }
    const available = orders.lots[maker]!;
    const traded = Math.min(left, available);
    Fills.add(fills, orders, maker, traded);
    if (traded === available) Levels.leave(orders, book, maker, available);
    else lower(orders, book, maker, traded);
    left -= traded;
  }
  return left;
}

/** Whether a remainder of this order stays in the book. */
function mayRest(order: Order.Order): boolean {
  if (order.limit === Order.NO_LIMIT) return false;
  return order.timeInForce === Order.GTC || order.timeInForce === Order.POST_ONLY;
}

/** Puts what remains at the back of its level and notes it in `fills`. */
function rest(
  orders: Orders.Orders,
  book: Ladder,
  order: Order.Order,
  lots: number,
  fills: Fills.Fills,
): void {
  fills.restedSlot = Levels.join(orders, book, order, lots);
  fills.restedLots = lots;
  fills.status = Fills.RESTED;
}

/** Takes fewer than all lots off a resting order, which keeps its place. */
export function lower(orders: Orders.Orders, book: Ladder, slot: number, lots: number): void {
  orders.lots[slot] = orders.lots[slot]! - lots;
  Levels.addLots(book.levels, Orders.queueOf(orders, slot), -lots);
}

function isSelfTrade(orders: Orders.Orders, book: Ladder, order: Order.Order, maker: number): boolean {
  if (Orders.accountOf(orders, maker) !== order.account) return false;
  return book.selfTrade !== Order.SELF_TRADE_ALLOWED && order.bypassSelfTrade !== 1;
}

function expire(orders: Orders.Orders, book: Ladder, slot: number, fills: Fills.Fills): void {
  Fills.addExpired(fills, orders, slot);
  Levels.leave(orders, book, slot, orders.lots[slot]!);
}
