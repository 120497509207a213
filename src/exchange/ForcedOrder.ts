import * as Ladder from '../mechanisms/book/Ladder.js';
import { BUY, IOC, NO_LIMIT, SELL } from '../messages/Outbox.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Rounding from '../units/Rounding.js';
import * as Time from '../units/Time.js';
import * as Submit from './Submit.js';

/** An order that the venue's engine sends on behalf of an account; `origin` is the journal id of its cause. */
export interface Forced {
  readonly account: number;
  readonly side: number;
  /** Worst price in ticks, or NO_LIMIT. */
  readonly limit: number;
  readonly lots: number;
  readonly origin: number;
}

/** Sends an immediate order: what does not fill at once is canceled. Free of the taker's fee. Returns lots filled. */
export function send(engine: Engine, market: Market, forced: Forced): number {
  if (forced.lots < 1) return 0;
  const { order } = engine;
  order.account = forced.account;
  order.side = forced.side;
  order.limit = forced.limit;
  order.lots = forced.lots;
  order.origin = forced.origin;
  order.timeInForce = IOC;
  order.reduceOnly = 0;
  order.owner = -1;
  order.bypassSelfTrade = 1;
  Submit.execute(engine, market, 0);
  return engine.fills.filledLots;
}

/** Lots resting within `within` of the touch on the side an order would hit; stops counting once it has `enough`. */
export function visibleLots(market: Market, side: number, within: number, enough?: number): number {
  if (side === BUY) {
    const ask = Ladder.bestAsk(market.book);
    return ask > 0 ? Ladder.depthLots(market.book, 1, Rounding.up(ask * (1 + within)), enough) : 0;
  }
  const bid = Ladder.bestBid(market.book);
  const limit = Math.max(1, Rounding.down(bid * (1 - within)));
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
  const second = Time.second(engine.kernel.nowUs);
  if (market.pace.second !== second) {
    market.pace.second = second;
    market.pace.sell = Rounding.up(visibleLots(market, SELL, within) * share);
    market.pace.buy = Rounding.up(visibleLots(market, BUY, within) * share);
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
  return side === BUY
    ? Rounding.down(reference * (1 + band))
    : Math.max(1, Rounding.up(reference * (1 - band)));
}
