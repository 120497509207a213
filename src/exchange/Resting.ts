import * as Ladder from '../mechanisms/book/Ladder.js';
import * as Orders from '../mechanisms/book/Orders.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Settle from './Settle.js';

/** Takes a resting order out of its book; its handle is free again, and what was reserved for it is given back. */
export function cancel(engine: Engine, market: Market, slot: number): void {
  const { orders, quotes } = engine;
  const owner = Orders.ownerOf(orders, slot);
  const account = Orders.accountOf(orders, slot);
  const side = Orders.sideOf(orders, slot);
  if (owner >= 0) quotes.slot[owner] = -1;
  Ladder.cancel(orders, market.book, slot);
  Settle.releaseReserve(engine, market, slot, account, side);
  market.dirty = 1;
}
