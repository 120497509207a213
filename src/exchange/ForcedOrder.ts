import * as Ladder from '../mechanisms/book/Ladder.js';
import { BUY, IOC, NO_LIMIT, SELL } from '../messages/Outbox.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Submit from './Submit.js';

/** An immediate order of the venue's engine on behalf of an account, tagged with its cause. Returns lots filled. */
export function send(
  engine: Engine,
  market: Market,
  account: number,
  side: number,
  limit: number,
  lots: number,
  origin: number,
): number {
  if (lots < 1) return 0;
  const order = engine.order;
  order.account = account;
  order.side = side;
  order.limit = limit;
  order.lots = lots;
  order.timeInForce = IOC;
  order.reduceOnly = 0;
  order.owner = -1;
  order.origin = origin;
  order.bypassSelfTrade = 1;
  Submit.execute(engine, market, 0);
  return engine.fills.filledLots;
}

/** Lots resting within `within` of the touch on the side an order would hit; stops counting once it has `enough`. */
export function visibleLots(market: Market, side: number, within: number, enough?: number): number {
  if (side === BUY) {
    const ask = Ladder.bestAsk(market.book);
    return ask > 0 ? Ladder.depthLots(market.book, 1, Math.ceil(ask * (1 + within)), enough) : 0;
  }
  const bid = Ladder.bestBid(market.book);
  const limit = Math.max(1, Math.floor(bid * (1 - within)));
  return bid > 0 ? Ladder.depthLots(market.book, 0, limit, enough) : 0;
}

/**
 * Lots the venue's engine may still send into this book in this second for all margin accounts together: a share of
 * what was visible when the second began. `share` and `within` are fractions.
 */
export function allowance(
  engine: Engine,
  market: Market,
  side: number,
  within: number,
  share: number,
): number {
  const second = Math.floor(engine.kernel.nowUs / 1_000_000);
  if (market.pace.second !== second) {
    market.pace.second = second;
    market.pace.sell = Math.ceil(visibleLots(market, SELL, within) * share);
    market.pace.buy = Math.ceil(visibleLots(market, BUY, within) * share);
  }
  return side === BUY ? market.pace.buy : market.pace.sell;
}

/** Uses up allowance. */
export function spend(market: Market, side: number, lots: number): void {
  if (side === BUY) market.pace.buy -= lots;
  else market.pace.sell -= lots;
}

/** Limit of a forced market order: the venue's protective price around the mark, on spot around the last trade. */
export function bound(market: Market, side: number): number {
  if (market.bandPpm === 0) return NO_LIMIT;
  const reference = market.mark ? market.mark.mark / market.tick : market.lastTicks;
  const band = market.bandPpm / 1e6;
  return side === BUY ? Math.floor(reference * (1 + band)) : Math.max(1, Math.ceil(reference * (1 - band)));
}
