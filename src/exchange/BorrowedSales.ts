import * as Ladder from '../mechanisms/book/Ladder.js';
import type { Order } from '../mechanisms/book/Order.js';
import * as Orders from '../mechanisms/book/Orders.js';
import { BUY, NO_LIMIT, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Settle from './Settle.js';

/**
 * Sales of coins that their margin account would borrow from its venue when they fill. Each was within what the venue
 * could lend when it was placed; together they may offer more than it has.
 */

/** Scratch: accounts met so far in this order's path, and the coins they would have left or lack. */
const met: number[] = [];
const left: number[] = [];

/** Before a purchase is matched: cancels the sales in its path that the venue has no coins to lend for. */
export function withdraw(engine: Engine, market: Market, order: Order): void {
  const { treasury } = engine.venues[market.venue]!;
  let lent = Accounts.balance(engine, treasury, market.base);
  // Nobody can lack more than the whole purchase.
  if (order.lots * market.baseAtomsPerLot <= lent) return;
  const { orders } = engine;
  met.length = left.length = 0;
  let open = order.lots;
  for (
    let ticks = Ladder.bestAsk(market.book);
    ticks > 0 && open > 0 && (order.limit === NO_LIMIT || ticks <= order.limit);
    ticks = Ladder.nextLevel(market.book, SELL, ticks)
  )
    for (let slot = Ladder.first(market.book, ticks); slot >= 0 && open > 0; ) {
      const following = Orders.nextOf(orders, slot);
      const lots = Math.min(open, orders.lots[slot]!);
      const borrowed = borrows(engine, market, Orders.accountOf(orders, slot), lots);
      if (borrowed > lent) cancel(engine, market, slot);
      else {
        lent -= borrowed;
        open -= lots;
      }
      slot = following;
    }
}

/** Atoms that an account has to borrow to deliver `lots` after its orders before in the path; its coins are used first. */
function borrows(engine: Engine, market: Market, account: number, lots: number): number {
  if (engine.accounts.kind[account] !== Accounts.MARGIN) return 0;
  let at = met.indexOf(account);
  if (at < 0) {
    at = met.push(account) - 1;
    left.push(Accounts.balance(engine, account, market.base));
  }
  const sold = lots * market.baseAtomsPerLot;
  const borrowed = Math.max(0, sold - left[at]!);
  left[at] = Math.max(0, left[at]! - sold);
  return borrowed;
}

function cancel(engine: Engine, market: Market, slot: number): void {
  const owner = Orders.ownerOf(engine.orders, slot);
  const account = Orders.accountOf(engine.orders, slot);
  if (owner >= 0) engine.quotes.slot[owner] = -1;
  Ladder.cancel(engine.orders, market.book, slot);
  Settle.releaseReserve(engine, market, slot, account, SELL);
}

/** Whether an order can meet such sales. */
export function meets(market: Market, order: Order): boolean {
  return !market.perp && order.side === BUY;
}
