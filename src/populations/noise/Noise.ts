import * as Streams from '../../base/Streams.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';

/** Zero-mean takers of one market: Poisson arrivals, lognormal sizes, independent of price and past. */
export interface State extends Agent.Base {
  readonly kind: 'noise';
  readonly market: number;
  readonly account: number;
  /** Mean time between orders, µs. */
  readonly everyUs: number;
  /** Median order, dollars, and the deviation of its logarithm. */
  readonly usd: number;
  readonly sigma: number;
}

/** Largest distance of an order's limit from the touch. */
const REACH = 0.003;

export function wake(view: View, agent: State): void {
  const { streams, box } = view;
  const gap = agent.everyUs * Streams.exponential(streams, agent.stream);
  box.wakeAtUs = view.nowUs + Math.max(1000, Whole.nearest(gap));
  const buys = Streams.unit(streams, agent.stream) < 0.5;
  const usd = agent.usd * Streams.lognormal(streams, agent.stream, 0, agent.sigma);
  const touch = buys ? view.feed.ask[agent.market]! : view.feed.bid[agent.market]!;
  if (!(touch > 0)) return;
  const lots = Agent.lotsFor(view, agent.market, usd, touch);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, agent.market, touch * (buys ? 1 + REACH : 1 - REACH));
  Outbox.place(box, {
    market: agent.market,
    account: agent.account,
    side: buys ? Outbox.BUY : Outbox.SELL,
    limit,
    lots,
    timeInForce: Outbox.IOC,
  });
}
