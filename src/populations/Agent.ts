import * as Streams from '../base/Streams.js';
import type { View } from '../state/View.js';
import * as Whole from '../units/Whole.js';

/** What every agent has: its kind, a name (the key of its random streams), latency and one stream. */
export interface Base {
  readonly kind: string;
  readonly name: string;
  /** From decision to the venue, µs. */
  readonly latencyUs: number;
  readonly stream: number;
}

/** Middle of the touch in dollars, or the last price when a side is missing or the spread is above 2 %. */
export function midOf(view: View, market: number): number {
  const bid = view.feed.bid[market]!;
  const ask = view.feed.ask[market]!;
  const mid = (bid + ask) / 2;
  return ask - bid <= 0.02 * mid ? mid : view.feed.price[market]!;
}

/** Whole lots worth `usd` at a price in dollars. */
export function lotsFor(view: View, market: number, usd: number, price: number): number {
  return Whole.down(usd / (price * view.markets[market]!.lot));
}

/** Ticks of a price, at least one. */
export function ticksOf(view: View, market: number, price: number): number {
  return Math.max(1, Whole.nearest(price / view.markets[market]!.tick));
}

/** Next wake-up after about `meanUs`, spread by a tenth so that agents do not march in step. */
export function after(view: View, stream: number, meanUs: number): number {
  return view.nowUs + Whole.nearest(meanUs * (0.9 + 0.2 * Streams.unit(view.streams, stream)));
}
