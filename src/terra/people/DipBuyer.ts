import * as Real from '../../base/Real.js';
import * as Outbox from '../../messages/Outbox.js';
import * as Agent from '../../populations/Agent.js';
import type { View } from '../../state/View.js';

/**
 * Demand for one asset on one book: to push the price down by a factor e takes `depthUsd`, less the lower the price
 * stands. Bids and offers rest on both sides of where what was sold to it says the price should be. Below its anchor
 * fresh money brings the price back at a steady pace; the anchor follows the price as buyers get used to it. Cash and
 * inventory are finite: the account's. In a perp it is the same demand with leverage; once liquidated it is gone.
 */
export interface State extends Agent.Base {
  readonly kind: 'dip-buyer';
  readonly market: number;
  readonly account: number;
  /** Dollars that move the price by a factor e at the open, the power of price with which they shrink, and the least. */
  readonly depthUsd: number;
  readonly shrink: number;
  readonly floorUsd: number;
  /** Time constant in which the anchor follows the price, µs; Infinity = it stays (a coin believed to be worth par). */
  readonly forgetUs: number;
  /** Dollars a day of new buyers at the open; they shrink with the depth. */
  readonly freshUsd: number;
  readonly everyUs: number;
  /** Quote handles: bids, then asks. */
  readonly handles: number;
  /** Prices in dollars: at the open, where buyers think it belongs, fundamental value last seen, middle of demand. */
  readonly open: number;
  anchor: number;
  fundamental: number;
  middle: number;
  /** At the last look: dollars in the account, on spot; units long, in a perp. */
  cash: number;
  units: number;
  /** Middle of the quotes that rest, dollars; 0 = none. */
  quoted: number;
  /** Tick of the market when they were sent: another tick has removed them. */
  tick: number;
  lastUs: number;
}

/** Width of the nearest level in logs, growth from level to level, and their number: the last ends at a third. */
const FIRST = 0.002;
const GROWTH = 1.6;
export const LEVELS = 11;
/** Quotes are moved when the middle has moved by this. */
const STALE = 0.0015;

export function wake(view: View, agent: State): void {
  const dtUs = view.nowUs - agent.lastUs;
  agent.lastUs = view.nowUs;
  const { base, tick } = view.markets[agent.market]!;
  const fundamental = view.news.fundamental[base]!;
  agent.anchor *= fundamental / agent.fundamental;
  agent.middle *= fundamental / agent.fundamental;
  agent.fundamental = fundamental;
  agent.middle *= Real.exp(earned(view, agent) / depth(agent));
  recover(agent, dtUs);
  if (Math.abs(agent.middle / agent.quoted - 1) > STALE || tick !== agent.tick) lay(view, agent);
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}

/** Dollars taken in (spent, below zero) since the last look. What a venue's engine closes is no wish of its owner. */
function earned(view: View, agent: State): number {
  const { perp, quote, lot } = view.markets[agent.market]!;
  if (perp) {
    const units = view.lots(agent.account, agent.market) * lot;
    const sold = view.state(agent.account) < 2 ? agent.units - units : 0;
    agent.units = units;
    return sold * agent.middle;
  }
  const { unit } = view.assets[quote]!;
  const before = agent.cash;
  agent.cash = (view.balance(agent.account, quote) + view.reserved(agent.account, quote)) / unit;
  return agent.cash - before;
}

/** Dollars that move the price by a factor e where it stands. */
function depth(agent: State): number {
  return Math.max(agent.floorUsd, agent.depthUsd * Real.pow(agent.middle / agent.open, agent.shrink));
}

/** Fresh money lifts the price toward the anchor, and the anchor sinks toward the price. */
function recover(agent: State, dtUs: number): void {
  if (agent.middle >= agent.anchor) return;
  const fresh = (agent.freshUsd / agent.depthUsd) * (dtUs / 86_400e6);
  agent.middle = Math.min(agent.anchor, agent.middle * Real.exp(fresh));
  const faded = 1 - Real.exp(-dtUs / agent.forgetUs);
  agent.anchor *= Real.pow(agent.middle / agent.anchor, faded);
}

/** The side that moves out of the way of the other is sent first. */
function lay(view: View, agent: State): void {
  const { middle } = agent;
  const isUp = middle > agent.quoted;
  agent.quoted = middle;
  agent.tick = view.markets[agent.market]!.tick;
  side(view, agent, middle, isUp ? Outbox.SELL : Outbox.BUY);
  side(view, agent, middle, isUp ? Outbox.BUY : Outbox.SELL);
}

function side(view: View, agent: State, middle: number, side: number): void {
  const { box } = view;
  const { market, account, handles } = agent;
  const usd = depth(agent);
  // Far levels would keep the money that near ones need: all are taken back, then funded from the nearest on.
  for (let level = LEVELS - 1; level > 0; level--)
    Outbox.cancel(box, market, handles + (side === Outbox.BUY ? level : LEVELS + level));
  let width = FIRST;
  let away = 0;
  for (let level = 0; level < LEVELS; level++) {
    const step = Real.exp(away + width / 2);
    const price = side === Outbox.BUY ? middle / step : middle * step;
    const owner = handles + (side === Outbox.BUY ? level : LEVELS + level);
    const lots = Agent.lotsFor(view, market, usd * width, price);
    const ticks = Agent.ticksOf(view, market, price);
    if (lots < 1) Outbox.cancel(box, market, owner);
    else Outbox.place(box, { market, account, side, limit: ticks, lots, timeInForce: Outbox.GTC, owner });
    away += width;
    width *= GROWTH;
  }
}
