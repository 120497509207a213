import * as Ladder from '../mechanisms/book/Ladder.js';
import type { Order } from '../mechanisms/book/Order.js';
import * as Orders from '../mechanisms/book/Orders.js';
import { BUY, SELL } from '../messages/Outbox.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Path from './Path.js';
import * as Settle from './Settle.js';

/**
 * Reduce-only orders that rest: none of them may ever open or turn a position. A venue holds them to what is left of the
 * position whenever it changes, oldest first, and once more as an order is about to meet them.
 */

/** Notes a reduce-only order that has come to rest. */
export function note(engine: Engine, market: Market, slot: number): void {
  market.reducing.push(slot, Orders.generationOf(engine.orders, slot));
}

/** After a position has changed: cuts or cancels the account's resting orders that reach beyond it. */
export function hold(engine: Engine, market: Market, account: number): void {
  const { reducing } = market;
  if (reducing.length === 0) return;
  const lots = Settle.lotsOf(engine, market, account);
  let sell = Math.max(0, lots);
  let buy = Math.max(0, -lots);
  let kept = 0;
  for (let i = 0; i < reducing.length; i += 2) {
    const slot = reducing[i]!;
    if (!Orders.isLive(engine.orders, slot, reducing[i + 1]!)) continue;
    if (Orders.accountOf(engine.orders, slot) === account) {
      const isSell = Orders.sideOf(engine.orders, slot) === SELL;
      const left = cut(engine, market, slot, isSell ? sell : buy);
      if (isSell) sell -= left;
      else buy -= left;
      if (left === 0) continue;
    }
    reducing[kept++] = slot;
    reducing[kept++] = reducing[i + 1]!;
  }
  reducing.length = kept;
}

/** Scratch: accounts met so far in this order's path, and their positions after the fills up to there. */
const met: number[] = [];
const become: number[] = [];

/** Before an order is matched: cuts the resting reduce-only orders that it would fill beyond their positions. */
export function meet(engine: Engine, market: Market, order: Order): void {
  if (market.reducing.length === 0) return;
  const { orders } = engine;
  const isBuy = order.side === BUY;
  met.length = become.length = 0;
  Path.walk(orders, market, order, (slot, open) => {
    const at = noteOf(engine, market, Orders.accountOf(orders, slot));
    const closing = isBuy ? Math.max(0, become[at]!) : Math.max(0, -become[at]!);
    const lots = Orders.flagsOf(orders, slot) === 1 ? cut(engine, market, slot, closing) : orders.lots[slot]!;
    const filled = Math.min(lots, open);
    become[at] = become[at]! + (isBuy ? -filled : filled);
    return filled;
  });
}

function noteOf(engine: Engine, market: Market, account: number): number {
  const at = met.indexOf(account);
  if (at >= 0) return at;
  become.push(Settle.lotsOf(engine, market, account));
  return met.push(account) - 1;
}

/** Leaves at most `most` lots of a resting order; gives what is left of it. */
function cut(engine: Engine, market: Market, slot: number, most: number): number {
  const { orders, quotes } = engine;
  const lots = orders.lots[slot]!;
  if (lots <= most) return lots;
  const owner = Orders.ownerOf(orders, slot);
  Ladder.reduce(orders, market.book, slot, lots - most);
  if (most === 0 && owner >= 0) quotes.slot[owner] = -1;
  market.dirty = 1;
  return most;
}
