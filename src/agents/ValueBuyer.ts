import type { View } from '../actors/View.js';
import * as Streams from '../base/Streams.js';
import * as Outbox from '../messages/Outbox.js';
import * as Agent from './Agent.js';
import * as Attention from './Attention.js';

/**
 * Slow money in one market. It wants `density` dollars more for every 1 % of discount to value beyond its band; a
 * share rests in the book as a ladder of bids, the rest arrives over time. Above value it offers what it holds.
 * Cash is finite: the account's balance.
 */
export interface State extends Agent.Base {
  readonly kind: 'value-buyer';
  readonly market: number;
  readonly account: number;
  readonly delayUs: number;
  readonly band: number;
  /** Dollars per 1 % of discount. */
  readonly density: number;
  readonly restingShare: number;
  /** Time in which the arriving share of 10 % of discount comes, µs. */
  readonly arrivalUs: number;
  readonly everyUs: number;
  /** Quote handles: `levels` bids, then `levels` asks, then one for arriving money. */
  readonly handles: number;
  readonly levels: number;
  /** Value at which the ladder was laid, and lots laid per level (0 = not laid). */
  laidAt: number;
  /** Dollars spent by arriving money, dollars arrived and unspent, and the price last bid. */
  arrived: number;
  unspent: number;
  bidPrice: number;
  lastUs: number;
}

/** Discounts of the ladder widen outward: 0.4 % steps at the band, 3.6 % at the far end near -95 %. */
function discount(agent: State, level: number): number {
  return agent.band + 0.004 * level + 0.00036 * level * level;
}

export function wake(view: View, agent: State): void {
  const value = Attention.value(view, view.markets[agent.market]!.base, agent.delayUs);
  if (Math.abs(value / agent.laidAt - 1) > 0.001 || agent.laidAt === 0) lay(view, agent, value);
  const price = Agent.midOf(view, agent.market);
  const below = 1 - price / value - agent.band;
  if (below > 0) arrive(view, agent, value, below);
  restock(view, agent, value, price);
  agent.lastUs = view.nowUs;
  view.box.wakeAtUs = Agent.after(
    view,
    agent.stream,
    below > 0.02 ? Math.min(agent.everyUs, 8e6) : agent.everyUs,
  );
}

/** Lays the resting ladder around a value. Levels are replaced; what was filled stays spent. */
function lay(view: View, agent: State, value: number): void {
  const { box } = view;
  const first = agent.laidAt === 0;
  for (let level = 0; level < agent.levels; level++) {
    const width = (discount(agent, level + 1) - discount(agent, level)) * 100;
    const usd = agent.density * agent.restingShare * width;
    const bid = value * (1 - discount(agent, level));
    const ask = value * (1 + discount(agent, level));
    if (bid > 0) quote(view, agent, agent.handles + level, Outbox.BUY, bid, usd, first);
    if (level < 12) quote(view, agent, agent.handles + agent.levels + level, Outbox.SELL, ask, usd, first);
  }
  agent.laidAt = value;
  if (box.wakeAtUs < 0) box.wakeAtUs = view.nowUs;
}

function quote(
  view: View,
  agent: State,
  owner: number,
  side: number,
  price: number,
  usd: number,
  first: boolean,
): void {
  if (!first && view.resting(owner) === 0) return;
  const lots = Agent.lotsFor(view, agent.market, usd, price);
  if (lots < 1) return;
  const ticks = Agent.ticksOf(view, agent.market, price);
  Outbox.place(view.box, agent.market, agent.account, side, ticks, lots, Outbox.POST_ONLY, owner);
}

/** Slow money comes back to a consumed level below the market, one level at a time, over the arrival time. */
function restock(view: View, agent: State, value: number, price: number): void {
  const waited = Math.min(1, (view.nowUs - agent.lastUs) / agent.arrivalUs);
  const { streams } = view;
  for (let level = 0; level < agent.levels; level++) {
    const bid = value * (1 - discount(agent, level));
    if (bid <= 0 || bid > price * 0.995 || view.resting(agent.handles + level) > 0) continue;
    if (Streams.unit(streams, agent.stream) > waited) continue;
    const width = (discount(agent, level + 1) - discount(agent, level)) * 100;
    const usd = agent.density * agent.restingShare * width;
    quote(view, agent, agent.handles + level, Outbox.BUY, bid, usd, true);
  }
}

/**
 * Buys what has arrived for the present discount: at the touch when someone offers near, else by joining the bids and
 * outbidding them little by little. What the last order did not get is money still to spend.
 */
function arrive(view: View, agent: State, value: number, below: number): void {
  const owner = agent.handles + 2 * agent.levels;
  const { lot } = view.markets[agent.market]!;
  const left = view.resting(owner) * lot * agent.bidPrice;
  agent.arrived -= left;
  agent.unspent += left;
  const rest = agent.density * (1 - agent.restingShare);
  const wanted = rest * below * 100 - agent.arrived;
  const waited = Math.min(view.nowUs - agent.lastUs, 2 * agent.everyUs);
  agent.unspent = Math.min(wanted, agent.unspent + ((rest * 10) / agent.arrivalUs) * waited);
  const ask = view.feed.ask[agent.market]!;
  const last = view.feed.price[agent.market]!;
  const near = ask > 0 && ask <= last * 1.03;
  const joined = Math.max(last, view.feed.bid[agent.market]! || 0) * 1.003;
  const price = Math.min(near ? ask * 1.001 : joined, value * (1 - agent.band));
  const lots = Agent.lotsFor(view, agent.market, agent.unspent, price);
  if (lots < 1) return;
  const ticks = Agent.ticksOf(view, agent.market, price);
  Outbox.place(view.box, agent.market, agent.account, Outbox.BUY, ticks, lots, Outbox.GTC, owner);
  agent.bidPrice = price;
  agent.arrived += lots * lot * price;
  agent.unspent -= lots * lot * price;
}
