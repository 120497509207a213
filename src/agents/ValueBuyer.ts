import type { View } from '../actors/View.js';
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
  /** Dollars already bought by arriving money. */
  arrived: number;
  lastUs: number;
}

/** Discounts of the ladder widen outward: 0.4 % steps at the band, a quarter wider each ten levels. */
function discount(agent: State, level: number): number {
  return agent.band + 0.004 * level + 0.0002 * level * level;
}

export function wake(view: View, agent: State): void {
  const value = Attention.value(view, view.markets[agent.market]!.base, agent.delayUs);
  if (Math.abs(value / agent.laidAt - 1) > 0.001 || agent.laidAt === 0) lay(view, agent, value);
  const price = Agent.midOf(view, agent.market);
  const below = 1 - price / value - agent.band;
  if (below > 0) arrive(view, agent, value, below);
  agent.lastUs = view.nowUs;
  view.box.wakeAtUs = Agent.after(view, agent.stream, below > 0 ? Math.min(agent.everyUs, 5e6) : agent.everyUs);
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

/** Buys what has arrived for the present discount, at the touch when someone offers, else by bidding itself. */
function arrive(view: View, agent: State, value: number, below: number): void {
  const rest = agent.density * (1 - agent.restingShare);
  const wanted = rest * below * 100 - agent.arrived;
  const due = ((rest * 10) / agent.arrivalUs) * (view.nowUs - agent.lastUs);
  const usd = Math.min(wanted, due);
  if (usd <= 0) return;
  const ask = view.feed.ask[agent.market]!;
  const last = view.feed.price[agent.market]!;
  const near = ask > 0 && ask <= last * 1.01;
  const price = Math.min(near ? ask * 1.001 : last * 0.998, value * (1 - agent.band));
  const lots = Agent.lotsFor(view, agent.market, usd, price);
  if (lots < 1) return;
  const owner = near ? -1 : agent.handles + 2 * agent.levels;
  const kind = near ? Outbox.IOC : Outbox.GTC;
  const ticks = Agent.ticksOf(view, agent.market, price);
  Outbox.place(view.box, agent.market, agent.account, Outbox.BUY, ticks, lots, kind, owner);
  agent.arrived += usd;
}
