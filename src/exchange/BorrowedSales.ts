import type { Order } from '../mechanisms/book/Order.js';
import * as Orders from '../mechanisms/book/Orders.js';
import { BUY } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Path from './Path.js';
import * as Resting from './Resting.js';

/**
 * Sales of coins that their margin account would borrow from its venue when they fill. Each was within what the venue
 * could lend when it was placed; together they may offer more than it has.
 */

/** Scratch: accounts met so far in this order's path, and the coins of their own that they would have left. */
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
  Path.walk(orders, market, order, (slot, open) => {
    const account = Orders.accountOf(orders, slot);
    if (engine.accounts.kind[account] !== Accounts.MARGIN) return Math.min(open, orders.lots[slot]!);
    const at = noteOf(engine, market, account);
    const lots = Math.min(open, orders.lots[slot]!);
    const sold = lots * market.baseAtomsPerLot;
    const borrowed = Math.max(0, sold - left[at]!);
    if (borrowed > lent) {
      Resting.cancel(engine, market, slot);
      return 0;
    }
    left[at] = Math.max(0, left[at]! - sold);
    lent -= borrowed;
    return lots;
  });
}

/** Place in `met` of an account; at first it has the coins that it owns. */
function noteOf(engine: Engine, market: Market, account: number): number {
  const at = met.indexOf(account);
  if (at >= 0) return at;
  left.push(Accounts.balance(engine, account, market.base));
  return met.push(account) - 1;
}

/** Whether an order can meet such sales. */
export function meets(market: Market, order: Order): boolean {
  return !market.perp && order.side === BUY;
}
