import * as Real from '../../base/Real.js';
import type { View } from '../../state/View.js';
import type { State } from './Maker.js';

/** Widest relative spread of the touch at which its middle counts as a price. */
const TIGHT = 0.02;
/** Distance from its own price at which a desk takes over the market's. */
const FAR = 0.01;
/** Weight of the other venues against the desk's own book. */
const OUTSIDE_WEIGHT = 0.2;
/** Weight of the firm's other books against the desk's own. */
const BOOK_WEIGHT = 0.5;

/** The desk's reference price: its own mid while the touch is tight, else the price of other venues. */
export function reference(view: View, agent: State, out: number): number {
  const bid = view.feed.bid[agent.market]!;
  const ask = view.feed.ask[agent.market]!;
  const mid = (bid + ask) / 2;
  if (ask - bid <= TIGHT * mid) return mid;
  if (!(out > 0)) return agent.lastPrice;
  // Never through the far quotes that do rest here.
  if (out < bid) return bid;
  return out > ask ? ask : out;
}

/**
 * The same asset elsewhere in this market's quote: index for perps, redemption for staked assets, else all venues. A coin
 * that cannot leave for where it is redeemed is worth what its book pays, so there is none: to quote it at its redemption
 * value is to carry it, and that is the business of those who ask for it (value buyers, redemption arbitrageurs).
 */
export function outside(view: View, agent: State): number {
  const market = view.markets[agent.market]!;
  const staked = view.redemption(market.base);
  if (agent.chain >= 0 && view.transferUs(agent.account, agent.chain, market.base) < 0) return Number.NaN;
  const usd = market.perp
    ? view.feed.index[agent.market]!
    : staked > 0
      ? staked
      : view.feed.assetUsd[market.base]!;
  return view.assets[market.quote]!.dollar ? usd : usd / view.feed.assetUsd[market.quote]!;
}

/**
 * Its own price, which follows the middle of the touch over time: what one order moved comes back, what trading keeps up
 * stays. The firm's other books in the coin draw it likewise, wherever they are.
 */
export function learned(view: View, agent: State, price: number, dtUs: number): number {
  if (!(agent.fair > 0)) return price;
  // Far from its price it believes the market at once: it would otherwise quote through it.
  if (Math.abs(price / agent.fair - 1) > FAR) return price;
  const share = 1 - Real.exp(-dtUs / agent.learnUs);
  const fair = agent.fair + share * (price - agent.fair);
  const out = elsewhere(view, agent);
  return out > 0 ? fair + share * BOOK_WEIGHT * (out - fair) : fair;
}

/**
 * Mean price of the firm's other books in the coin, by their depth: the middle of a tight touch, else the last trade, since
 * what trades elsewhere is news where nothing is quoted; NaN without another book.
 */
function elsewhere(view: View, agent: State): number {
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < agent.bookMarkets.length; i++) {
    if (agent.bookMarkets[i] === agent.market) continue;
    const mid = tightMid(view, agent.bookMarkets[i]!);
    const price = mid > 0 ? mid : view.feed.price[agent.bookMarkets[i]!]!;
    if (!(price > 0)) continue;
    sum += agent.bookDepths[i]! * price;
    weight += agent.bookDepths[i]!;
  }
  return sum / weight;
}

/** Its own mid, moved a little toward the other venues, which have a smaller weight. */
export function blend(price: number, out: number): number {
  if (!(out > 0) || Math.abs(out / price - 1) > 0.05) return price;
  return price + OUTSIDE_WEIGHT * (out - price);
}

/** The middle of a tight touch, NaN when there is none. */
export function tightMid(view: View, market: number): number {
  if (market < 0) return Number.NaN;
  const bid = view.feed.bid[market]!;
  const ask = view.feed.ask[market]!;
  return ask - bid <= TIGHT * bid ? (bid + ask) / 2 : Number.NaN;
}
