import type { View } from '../actors/View.js';
import * as Real from '../base/Real.js';
import * as Streams from '../base/Streams.js';
import * as Outbox from '../messages/Outbox.js';
import * as Agent from './Agent.js';
import * as Withdrawal from './Withdrawal.js';

/**
 * One desk of a market maker: two-sided quotes in one market from an account it shares with the firm's other desks.
 * Size falls with volatility, inventory, risk capital, margin state and a broken hedge leg (market-maker spec §2);
 * what takes it away is journaled with its reason.
 */
export interface State extends Agent.Base {
  readonly kind: 'maker';
  readonly market: number;
  /** Market its inventory is hedged in, -1 = none. */
  readonly hedge: number;
  readonly account: number;
  /** Bid dollars within 1 % of mid that this desk shows at the open. */
  readonly depthUsd: number;
  readonly minHalf: number;
  /** Calm volatility per square root of a second. */
  readonly sigma0: number;
  readonly beta: number;
  readonly killSigma: number;
  readonly everyUs: number;
  readonly floor: number;
  readonly hold: boolean;
  /** Quote handles: bids first, then asks. */
  readonly handles: number;
  /** What was last quoted, ticks and lots per handle. */
  readonly ticks: Float64Array;
  readonly lots: Float64Array;
  capital0: number;
  variance: number;
  lastPrice: number;
  lastUs: number;
  minutePrice: number;
  minuteUs: number;
  offUntilUs: number;
  /** Depth last journaled, dollars. */
  shownUsd: number;
  base0: number;
}

/** Distances from fair beyond the half spread, and the share of the 1 % depth resting at each. */
export const DISTANCES = [0, 0.0012, 0.003, 0.0065, 0.016, 0.032];
const SHARES = [0.06, 0.14, 0.3, 0.5, 0.7, 0.9];
/** Volatility memory, µs. */
const MEMORY_US = 180e6;

export function wake(view: View, agent: State): void {
  const price = Agent.midOf(view, agent.market);
  observe(view, agent, price);
  const sigma = Math.max(agent.sigma0, Math.sqrt(agent.variance));
  const ratio = sigma / agent.sigma0;
  const factors = Withdrawal.assess(view, agent, ratio);
  const size = agent.hold ? (view.state(agent.account) >= 3 ? 0 : 1) : Withdrawal.product(factors);
  Withdrawal.report(view, agent, factors, size);
  const half = agent.minHalf * Math.max(1, Math.sqrt(ratio));
  const skew = inventory(view, agent, price);
  const fair = blend(view, agent, price) * (1 - skew * half);
  const stretch = agent.hold ? 1 : Math.sqrt(Math.max(1, ratio / 2));
  for (let level = 0; level < DISTANCES.length; level++) {
    const away = half + DISTANCES[level]! * stretch;
    const usd = agent.depthUsd * SHARES[level]! * size;
    const buy = agent.hold ? 1 : Math.max(0, Math.min(1, 1 - skew));
    const sell = agent.hold ? 1 : Math.max(0, Math.min(1, 1 + skew));
    quote(view, agent, level, Outbox.BUY, fair * (1 - away), usd * buy, away);
    quote(view, agent, level, Outbox.SELL, fair * (1 + away), usd * sell, away);
  }
  view.box.wakeAtUs = Agent.after(view, agent.stream, Math.max(1e6, agent.everyUs / Math.min(12, ratio)));
}

/** Own mid, pulled a little toward the other venues: a maker trusts its book more than a distant one. */
function blend(view: View, agent: State, price: number): number {
  const market = view.markets[agent.market]!;
  const outside = market.perp ? view.feed.index[agent.market]! : view.feed.assetUsd[market.base]!;
  const quote = view.assets[market.quote]!;
  const reference = quote.dollar ? outside : outside / view.feed.assetUsd[market.quote]!;
  if (!(reference > 0) || Math.abs(reference / price - 1) > 0.05) return price;
  return price + 0.2 * (reference - price);
}

/** Exponential variance of the price between wake-ups, and the one-minute move behind the kill switch. */
function observe(view: View, agent: State, price: number): void {
  const dt = Math.max(1, view.nowUs - agent.lastUs);
  const move = price / agent.lastPrice - 1;
  const keep = Real.exp(-dt / MEMORY_US);
  agent.variance = keep * agent.variance + (1 - keep) * ((move * move) / (dt / 1e6));
  agent.lastPrice = price;
  agent.lastUs = view.nowUs;
  if (view.nowUs - agent.minuteUs < 60e6) return;
  const minute = Math.abs(price / agent.minutePrice - 1);
  if (minute > agent.killSigma * agent.sigma0 * Math.sqrt(60) && !agent.hold) {
    const offUs = 30e6 + Streams.unit(view.streams, agent.stream) * 570e6;
    agent.offUntilUs = view.nowUs + offUs;
  }
  agent.minutePrice = price;
  agent.minuteUs = view.nowUs;
}

/** Inventory gained since the open over its limit (four times the shown depth), -1 to 1, positive when long. */
export function inventory(view: View, agent: State, price: number): number {
  const market = view.markets[agent.market]!;
  const held = market.perp
    ? view.lots(agent.account, agent.market) * market.lot
    : view.balance(agent.account, market.base) / view.assets[market.base]!.unit;
  const quote = view.assets[market.quote]!;
  const usd = (held - agent.base0) * price * (quote.dollar ? 1 : view.feed.assetUsd[market.quote]!);
  return Math.max(-1, Math.min(1, usd / (4 * agent.depthUsd)));
}

/** Sends a quote only when it moved by more than a quarter of its distance or changed by more than a third in size. */
function quote(
  view: View,
  agent: State,
  level: number,
  side: number,
  price: number,
  usd: number,
  away: number,
): void {
  const at = side === Outbox.BUY ? level : DISTANCES.length + level;
  const owner = agent.handles + at;
  const market = view.markets[agent.market]!;
  const quoteUsd = view.assets[market.quote]!.dollar ? 1 : view.feed.assetUsd[market.quote]!;
  const lots = Agent.lotsFor(view, agent.market, usd / quoteUsd, price);
  const resting = view.resting(owner);
  if (lots < 1) {
    if (resting > 0) Outbox.cancel(view.box, agent.market, owner);
    return;
  }
  const ticks = Agent.ticksOf(view, agent.market, price);
  const moved = Math.abs(ticks / agent.ticks[at]! - 1) > Math.max(0.00015, away / 4);
  const resized = Math.abs(lots - resting) > lots / 3;
  if (!moved && !resized) return;
  agent.ticks[at] = ticks;
  agent.lots[at] = lots;
  Outbox.place(view.box, agent.market, agent.account, side, ticks, lots, Outbox.POST_ONLY, owner);
}
