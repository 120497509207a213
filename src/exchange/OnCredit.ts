import { mulDivUp } from '../base/Integer.js';
import type { Order } from '../mechanisms/book/Order.js';
import * as Orders from '../mechanisms/book/Orders.js';
import { BUY } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';
import * as Path from './Path.js';
import * as Resting from './Resting.js';

/**
 * Orders of spot that their margin account pays for on credit: sales of coins, and purchases with money, that it borrows
 * from its venue when they fill. Each was within what the venue could lend when it was placed; together they may ask for
 * more than it has.
 */

const PPM = 1_000_000;
/** Share of what a venue can still lend that one order may borrow: many orders rest at once, and all may fill. */
const ONE_LOAN = 0.01;
/** Scratch: accounts met so far in this order's path, and what of their own they would have left. */
const met: number[] = [];
const left: number[] = [];

/** Lots of spot a margin account may offer or ask for: what it holds pays, and what the venue lends it. */
export function most(engine: Engine, market: Market): number {
  const { account, side, lots, limit } = engine.order;
  const asset = side === BUY ? market.quote : market.base;
  // A purchase without a limit is bounded by the protective price, or by the last trade.
  const cost = costOf(market, side, lots, limit > 0 ? limit : market.lastTicks);
  const held = Accounts.balance(engine, account, asset);
  if (cost <= held) return lots;
  const { treasury } = engine.venues[market.venue]!;
  const lent = Accounts.balance(engine, treasury, asset) * ONE_LOAN;
  return Math.min(lots, Whole.down(((held + lent) / cost) * lots));
}

/** Atoms that an order gives: coins, or money with the fee. */
function costOf(market: Market, side: number, lots: number, ticks: number): number {
  if (side !== BUY) return lots * market.baseAtomsPerLot;
  const value = lots * ticks * market.atomsPerTickLot;
  return value + mulDivUp(value, Math.max(market.makerFeePpm, market.takerFeePpm), PPM);
}

/** Before an order is matched: cancels what rests in its path and the venue has nothing to lend for. */
export function withdraw(engine: Engine, market: Market, order: Order): void {
  const { orders } = engine;
  const side = 1 - order.side;
  const asset = side === BUY ? market.quote : market.base;
  let lent = Accounts.balance(engine, engine.venues[market.venue]!.treasury, asset);
  met.length = left.length = 0;
  Path.walk(orders, market, order, (slot, open) => {
    const account = Orders.accountOf(orders, slot);
    const lots = Math.min(open, orders.lots[slot]!);
    if (engine.accounts.kind[account] !== Accounts.MARGIN) return lots;
    const at = noteOf(engine, asset, account);
    const given = costOf(market, side, lots, Orders.priceOf(orders, slot));
    const borrowed = Math.max(0, given - left[at]!);
    if (borrowed > lent) {
      Resting.cancel(engine, market, slot);
      return 0;
    }
    left[at] = Math.max(0, left[at]! - given);
    lent -= borrowed;
    return lots;
  });
}

/** Place in `met` of an account; at first it has what it owns. */
function noteOf(engine: Engine, asset: number, account: number): number {
  const at = met.indexOf(account);
  if (at >= 0) return at;
  left.push(Accounts.balance(engine, account, asset));
  return met.push(account) - 1;
}

/** Whether an order can meet more on credit than its venue has: nobody can lack more than the whole order. */
export function meets(engine: Engine, market: Market, order: Order): boolean {
  if (market.perp) return false;
  const asset = order.side === BUY ? market.base : market.quote;
  // No bid lies far above the last trade: twice its price is a safe bound for what a sale can bring.
  const whole = costOf(market, 1 - order.side, order.lots, 2 * market.lastTicks);
  return whole > Accounts.balance(engine, engine.venues[market.venue]!.treasury, asset);
}
