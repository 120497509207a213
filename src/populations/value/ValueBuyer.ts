import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';
import * as Attention from '../Attention.js';
import type * as ValueLadder from './ValueLadder.js';

/**
 * Slow money in one market. It wants `density` dollars more for every 1 % of discount to value beyond its band; a
 * share rests in the book as a ladder of bids without a last rung, the rest arrives over time. Above value it sells by the same rule what it
 * holds (perps: goes short). Cash is finite: the account's balance.
 */
export interface State extends Agent.Base {
  readonly kind: 'value-buyer';
  readonly market: number;
  readonly account: number;
  readonly delayUs: number;
  /** Its account on the chain, where a coin is redeemed, -1 = the coin redeems to nothing or there is no chain; and what
   * it asks more while the coin cannot get there, because it has to carry it. */
  readonly chain: number;
  readonly stuck: number;
  readonly band: number;
  /** Dollars per 1 % of discount. */
  readonly density: number;
  readonly restingShare: number;
  /** Time in which the arriving share of 10 % of discount comes, µs. */
  readonly arrivalUs: number;
  /** Time constant with which new buyers replace those who have bought, µs. */
  readonly renewalUs: number;
  readonly everyUs: number;
  /** Quote handles: `levels` bids, then `levels` asks, then one for arriving money. */
  readonly handles: number;
  readonly levels: number;
  /** Discount of each level, ascending, and dollars that rest there. */
  readonly ladder: ValueLadder.Ladder;
  /** Value at which the ladder was laid, and lots laid per level (0 = not laid). */
  laidAt: number;
  /** Dollars traded of late by arriving money and dollars still to trade (negative = sold), and the price last bid
   * (negative = offered). */
  arrived: number;
  unspent: number;
  bidPrice: number;
  lastUs: number;
}

export function wake(view: View, agent: State): void {
  const { base } = view.markets[agent.market]!;
  const value = Attention.value(view, base, agent.delayUs);
  const isStuck = agent.chain >= 0 && view.transferUs(agent.account, agent.chain, base) < 0;
  const worth = isStuck ? value * (1 - agent.stuck) : value;
  const moved = view.news.moving ? agent.band / 4 : 0.001;
  if (Math.abs(worth / agent.laidAt - 1) > moved || agent.laidAt === 0) lay(view, agent, worth, value);
  const price = Agent.midOf(view, agent.market);
  // It buys below what it is worth to carry, and sells above its value.
  const from = price < worth ? worth : price > value ? value : price;
  const away = Math.max(-1, 1 - price / from);
  const beyond = Math.sign(away) * Math.max(0, Math.abs(away) - agent.band);
  if (beyond !== 0) arrive(view, agent, from, beyond);
  restock(view, agent, worth, price);
  agent.lastUs = view.nowUs;
  view.box.wakeAtUs = Agent.after(view, agent.stream, pauseUs(agent, Math.abs(away), Math.abs(beyond)));
}

/** The closer the price is to value, the less often it wakes. */
function pauseUs(agent: State, away: number, beyond: number): number {
  if (beyond > 0.02) return Math.min(agent.everyUs, 8e6);
  return away < agent.band / 2 ? 2 * agent.everyUs : agent.everyUs;
}

/** Places the ladder: bids below `worth`, offers above `value`. Orders are replaced; filled ones are not. */
function lay(view: View, agent: State, worth: number, value: number): void {
  const { box } = view;
  for (let level = 0; level < agent.levels; level++) {
    const away = agent.ladder.discount[level]!;
    const usd = agent.ladder.usd[level]!;
    const bid = worth * (1 - away);
    const ask = value * (1 + away);
    if (bid > 0 && mayLay(view, agent, level)) quote(view, agent, level, bid, usd);
    if (level < 12 && mayLay(view, agent, agent.levels + level))
      quote(view, agent, agent.levels + level, ask, usd);
  }
  agent.laidAt = worth;
  if (box.wakeAtUs < 0) box.wakeAtUs = view.nowUs;
}

/** At the open every order is placed; later those that still rest are replaced. */
function mayLay(view: View, agent: State, at: number): boolean {
  return agent.laidAt === 0 || view.resting(agent.handles + at) > 0;
}

/** Places order `at` of the ladder: its bids come first, then its offers. */
function quote(view: View, agent: State, at: number, price: number, usd: number): void {
  const lots = Agent.lotsFor(view, agent.market, usd, price);
  if (lots < 1) return;
  const ticks = Agent.ticksOf(view, agent.market, price);
  Outbox.place(view.box, {
    market: agent.market,
    account: agent.account,
    side: at < agent.levels ? Outbox.BUY : Outbox.SELL,
    limit: ticks,
    lots,
    timeInForce: Outbox.POST_ONLY,
    owner: agent.handles + at,
  });
}

/** Refills consumed levels below the market one at a time, over the arrival time. */
function restock(view: View, agent: State, value: number, price: number): void {
  const waited = Math.min(1, (view.nowUs - agent.lastUs) / agent.arrivalUs);
  const { streams } = view;
  for (let level = 0; level < agent.levels; level++) {
    if (view.resting(agent.handles + level) > 0) continue;
    const bid = value * (1 - agent.ladder.discount[level]!);
    if (bid <= 0 || bid > price * 0.995) continue;
    if (Streams.unit(streams, agent.stream) > waited) continue;
    quote(view, agent, level, bid, agent.ladder.usd[level]!);
  }
}

/**
 * Trades what has arrived for the present distance from value (`beyond` the band, positive below value): at the touch
 * when someone offers near, else by joining its side and improving on it little by little. What the last order did not
 * fill is still to be spent. Buyers hold what they bought; new buyers replace them over the renewal time.
 */
function arrive(view: View, agent: State, value: number, beyond: number): void {
  const owner = agent.handles + 2 * agent.levels;
  const { lot } = view.markets[agent.market]!;
  const left = view.resting(owner) * lot * agent.bidPrice;
  const passed = view.nowUs - agent.lastUs;
  agent.arrived = (agent.arrived - left) * Real.exp(-passed / agent.renewalUs);
  const rest = agent.density * (1 - agent.restingShare);
  const wanted = rest * beyond * 100 - agent.arrived;
  const side = wanted > 0 ? Outbox.BUY : Outbox.SELL;
  const come = ((rest * 10) / agent.arrivalUs) * Math.min(passed, 2 * agent.everyUs);
  const waiting = Math.max(0, (agent.unspent + left) * Math.sign(wanted));
  const usd = wanted * beyond > 0 ? Math.min(Math.abs(wanted), waiting + come) : 0;
  const price = priceOf(view, agent, side, value);
  const lots = Math.min(Agent.lotsFor(view, agent.market, usd, price), heldLots(view, agent, side));
  agent.unspent = usd * Math.sign(wanted);
  if (lots < 1) {
    if (left !== 0) Outbox.cancel(view.box, agent.market, owner);
    return;
  }
  const ticks = Agent.ticksOf(view, agent.market, price);
  Outbox.place(view.box, {
    market: agent.market,
    account: agent.account,
    side,
    limit: ticks,
    lots,
    timeInForce: Outbox.GTC,
    owner,
  });
  agent.bidPrice = price * Math.sign(wanted);
  agent.arrived += lots * lot * agent.bidPrice;
  agent.unspent -= lots * lot * agent.bidPrice;
}

/** The price of its next order, never on the wrong side of value and band. */
function priceOf(view: View, agent: State, side: number, value: number): number {
  const last = view.feed.price[agent.market]!;
  const bid = view.feed.bid[agent.market]!;
  const ask = view.feed.ask[agent.market]!;
  if (side === Outbox.BUY) {
    const near = ask > 0 && ask <= last * 1.03;
    return Math.min(near ? ask * 1.001 : Math.max(last, bid || 0) * 1.003, value * (1 - agent.band));
  }
  const near = bid > 0 && bid >= last * 0.97;
  return Math.max(near ? bid * 0.999 : Math.min(last, ask || last) * 0.997, value * (1 + agent.band));
}

/** Lots it may sell on spot: what it holds. Perps need no holding. */
function heldLots(view: View, agent: State, side: number): number {
  const market = view.markets[agent.market]!;
  if (side === Outbox.BUY || market.perp) return Number.POSITIVE_INFINITY;
  const units = view.balance(agent.account, market.base) / view.assets[market.base]!.unit;
  return Whole.down(units / market.lot);
}
