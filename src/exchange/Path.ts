import * as Ladder from '../mechanisms/book/Ladder.js';
import type { Order } from '../mechanisms/book/Order.js';
import * as Orders from '../mechanisms/book/Orders.js';
import { BUY, NO_LIMIT, SELL } from '../messages/Outbox.js';
import type { Market } from '../state/Engine.js';

/**
 * Shows `visit` the resting orders that an order is about to meet, in queue priority, with the lots still open; it gives the
 * lots that the resting order fills, and may cut or cancel it. Orders of the same account expire when they meet, so they
 * fill nothing and are not shown.
 */
export function walk(
  orders: Orders.Orders,
  { book }: Market,
  order: Order,
  visit: (slot: number, open: number) => number,
): void {
  const side = order.side === BUY ? SELL : BUY;
  let open = order.lots;
  for (
    let ticks = side === BUY ? Ladder.bestBid(book) : Ladder.bestAsk(book);
    ticks > 0 && open > 0;
    ticks = Ladder.nextLevel(book, side, ticks)
  ) {
    if (order.limit !== NO_LIMIT && (side === SELL ? ticks > order.limit : ticks < order.limit)) return;
    for (let slot = Ladder.first(book, ticks); slot >= 0 && open > 0; ) {
      const following = Orders.nextOf(orders, slot);
      if (Orders.accountOf(orders, slot) !== order.account) open -= visit(slot, open);
      slot = following;
    }
  }
}
