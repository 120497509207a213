import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';

/**
 * Uninformed takers of one market. A few parent orders are at work at a time; each is split into a Pareto number of
 * orders of one side, which gives signs a long memory (Lillo, Mike and Farmer 2005, PRE 71:066122). Arrivals are a Hawkes
 * process with an exponential kernel, drawn exactly (Dassios and Zhao 2013, ECP 18:62).
 */
export interface State extends Agent.Base {
  readonly kind: 'taker';
  readonly market: number;
  readonly account: number;
  /** Median order, dollars, and the deviation of its logarithm. */
  readonly usd: number;
  readonly sigma: number;
  readonly tail: number;
  readonly longest: number;
  /** Arrivals a second that nothing draws, by hour of the day; and the hour at which the run starts, µs of the day. */
  readonly base: Float64Array;
  readonly startUs: number;
  /** How much one order adds to arrivals a second, and how fast that fades, 1/s. */
  readonly jump: number;
  readonly fade: number;
  readonly reach: number;
  /** By parent: 1 buys, -1 sells; and orders left. */
  readonly side: Int8Array;
  readonly left: Int32Array;
  /** Arrivals a second drawn by past orders, as of the last one. */
  drawn: number;
}

export function wake(view: View, agent: State): void {
  const { box } = view;
  box.wakeAtUs = view.nowUs + Math.max(1000, Whole.nearest(1e6 * gap(view, agent)));
  const parent = Streams.below(view.streams, agent.stream, agent.side.length);
  if (agent.left[parent] === 0) renew(view, agent, parent);
  agent.left[parent] = agent.left[parent]! - 1;
  const buys = agent.side[parent] === 1;
  const usd = agent.usd * Streams.lognormal(view.streams, agent.stream, 0, agent.sigma);
  const touch = buys ? view.feed.ask[agent.market]! : view.feed.bid[agent.market]!;
  if (!(touch > 0)) return;
  const lots = Agent.lotsFor(view, agent.market, usd, touch);
  if (lots < 1) return;
  Outbox.place(box, {
    market: agent.market,
    account: agent.account,
    side: buys ? Outbox.BUY : Outbox.SELL,
    limit: Agent.ticksOf(view, agent.market, touch * (buys ? 1 + agent.reach : 1 - agent.reach)),
    lots,
    timeInForce: Outbox.IOC,
  });
}

/** Seconds to the next order: the earlier of one that nothing draws and one that past orders draw. */
function gap(view: View, agent: State): number {
  const { streams } = view;
  const base = agent.base[hourOf(agent, view.nowUs)]!;
  const drawn = agent.drawn + agent.jump;
  const alone = Streams.exponential(streams, agent.stream) / base;
  const chance = 1 - (agent.fade * Streams.exponential(streams, agent.stream)) / Math.max(1e-12, drawn);
  const after = chance > 0 ? -Real.log(chance) / agent.fade : Number.POSITIVE_INFINITY;
  const seconds = Math.min(alone, after);
  agent.drawn = drawn * Real.exp(-agent.fade * seconds);
  return seconds;
}

function hourOf(agent: State, nowUs: number): number {
  return Whole.down((agent.startUs + nowUs) / 3600e6) % 24;
}

/** A new parent: its side, and the number of its orders. */
function renew(view: View, agent: State, parent: number): void {
  agent.side[parent] = Streams.unit(view.streams, agent.stream) < 0.5 ? 1 : -1;
  const orders = Whole.down(Streams.pareto(view.streams, agent.stream, agent.tail));
  agent.left[parent] = Math.min(agent.longest, orders);
}
