import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';
import * as Withdrawal from './Withdrawal.js';

/**
 * One desk of a market maker: two-sided quotes in one market from an account it shares with the firm's other desks.
 * Size falls with volatility, inventory, risk capital, margin state and a broken hedge leg (market-maker spec §2);
 * each withdrawal is journaled with its reason.
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
  /** Time constant with which size comes back, µs. */
  readonly returnUs: number;
  /** Largest inventory in multiples of the 1 % depth. */
  readonly inventoryLimit: number;
  /** Half spreads by which a full inventory shifts the quotes. */
  readonly lean: number;
  /** Quote handles: bids first, then asks. */
  readonly handles: number;
  /** What was last quoted, ticks per handle. */
  readonly ticks: Float64Array;
  /** When each quote was last sent, µs. */
  readonly sentUs: Float64Array;
  capital0: number;
  /** Variance per second over three minutes, and over half an hour (the kill switch's yardstick). */
  variance: number;
  slowVariance: number;
  lastPrice: number;
  /** What volatility is measured on, at the last wake-up: mids of a tight touch here and in the hedge market, and the
   * price elsewhere; NaN = none. */
  readonly seen: Float64Array;
  lastUs: number;
  /** Moves of the last minute, compounded: 1 = none. */
  minuteMove: number;
  minuteUs: number;
  offUntilUs: number;
  /** Share of the opening depth shown now. */
  size: number;
  /** Depth last journaled, dollars. */
  shownUsd: number;
  /** Units held at the open here and in the hedge market. */
  base0: number;
  hedge0: number;
}

/** Distances from fair beyond the half spread, and the share of the 1 % depth resting at each. */
export const DISTANCES = [0, 0.0012, 0.003, 0.0065, 0.016, 0.032];
const SHARES = [0.06, 0.14, 0.3, 0.5, 0.7, 0.9];
/** Volatility memory, µs. */
const MEMORY_US = 180e6;
const SLOW_MEMORY_US = 1800e6;
/** From this multiple of calm volatility on a desk wakes more often, up to CADENCE times. */
const STIRRED = 4;
const CADENCE = 5;
/** Least time before a quote that has gone is put back, and between two moves of one that rests. */
const REFILL_US = 10e6;
const REQUOTE_US = 6e6;
/** Share of the inventory limit from which a desk takes liquidity. */
const OFFLOAD_ABOVE = 0.8;
/** Widest relative spread of the touch at which its middle counts as a price. */
const TIGHT = 0.02;
/** Weight of the other venues against the desk's own book. */
const OUTSIDE_WEIGHT = 0.2;
/** Place of the price elsewhere among what volatility is measured on. */
const OUTSIDE = 2;

export function wake(view: View, agent: State): void {
  const out = outside(view, agent);
  const price = reference(view, agent, out);
  const dt = view.nowUs - agent.lastUs;
  observe(view, agent, price, out);
  const sigma = Math.max(agent.sigma0, Math.sqrt(agent.variance));
  const ratio = sigma / agent.sigma0;
  const factors = Withdrawal.assess(view, agent, ratio);
  const size = agent.hold
    ? view.state(agent.account) >= 3
      ? 0
      : 1
    : restored(agent, Withdrawal.product(factors), dt);
  Withdrawal.report(view, agent, factors, size);
  const half = agent.minHalf * Math.max(1, Math.sqrt(ratio));
  const skew = inventory(view, agent, price);
  const fair = blend(price, out) * (1 - skew * agent.lean * half);
  const stretch = agent.hold ? 1 : Math.sqrt(Math.max(1, ratio / 2));
  const buy = agent.hold ? 1 : Math.max(0, Math.min(1, 1 - skew));
  const sell = agent.hold ? 1 : Math.max(0, Math.min(1, 1 + skew));
  const quoteUsd = quoteUsdOf(view, agent);
  for (let level = 0; level < DISTANCES.length; level++) {
    const away = half + DISTANCES[level]! * stretch;
    const usd = agent.depthUsd * SHARES[level]! * size;
    quote(view, agent, level, Outbox.BUY, fair * (1 - away), (usd * buy) / quoteUsd, away);
    quote(view, agent, level, Outbox.SELL, fair * (1 + away), (usd * sell) / quoteUsd, away);
  }
  // This holds for desks with `hold` too: they may not withdraw, but they pass inventory on.
  if (Math.abs(skew) > OFFLOAD_ABOVE) offload(view, agent, price, skew);
  view.box.wakeAtUs = Agent.after(
    view,
    agent.stream,
    Math.max(1e6, agent.everyUs / (ratio < STIRRED ? 1 : Math.min(CADENCE, ratio))),
  );
}

/**
 * A desk past its inventory limit trades in the better of its two markets until it is at half the limit.
 * This transmits selling in the perp to the spot book, and the reverse.
 */
function offload(view: View, agent: State, price: number, skew: number): void {
  const side = skew > 0 ? Outbox.SELL : Outbox.BUY;
  const touch = skew > 0 ? view.feed.bid : view.feed.ask;
  const here = touch[agent.market]!;
  const there = agent.hedge >= 0 ? touch[agent.hedge]! : Number.NaN;
  const better = skew > 0 ? there > here : there < here;
  const id = better || !(here > 0) ? agent.hedge : agent.market;
  if (id < 0 || !(touch[id]! > 0) || Math.abs(touch[id]! / price - 1) > 0.05) return;
  const usd = (Math.abs(skew) - OFFLOAD_ABOVE / 2) * agent.inventoryLimit * agent.depthUsd;
  // Spot it does not hold is borrowed from the venue, as any unified account may.
  const lots = Agent.lotsFor(view, id, usd, touch[id]!);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, id, touch[id]! * (skew > 0 ? 0.997 : 1.003));
  Outbox.place(view.box, { market: id, account: agent.account, side, limit, lots, timeInForce: Outbox.IOC });
}

/** Size is cut at once and returns slowly: the share shown approaches a higher target over minutes. */
function restored(agent: State, target: number, dtUs: number): number {
  const back = 1 - Real.exp(-dtUs / agent.returnUs);
  agent.size = target < agent.size ? target : agent.size + (target - agent.size) * back;
  return agent.size;
}

/** The desk's reference price: its own mid while the touch is tight, else the price of other venues. */
function reference(view: View, agent: State, out: number): number {
  const bid = view.feed.bid[agent.market]!;
  const ask = view.feed.ask[agent.market]!;
  const mid = (bid + ask) / 2;
  if (ask - bid <= TIGHT * mid) return mid;
  if (!(out > 0)) return agent.lastPrice;
  // Never through the far quotes that do rest here.
  if (out < bid) return bid;
  return out > ask ? ask : out;
}

/** The same asset elsewhere in this market's quote: index for perps, redemption for staked assets, else all venues. */
function outside(view: View, agent: State): number {
  const market = view.markets[agent.market]!;
  const staked = view.redemption(market.base);
  const usd = market.perp
    ? view.feed.index[agent.market]!
    : staked > 0
      ? staked
      : view.feed.assetUsd[market.base]!;
  return view.assets[market.quote]!.dollar ? usd : usd / view.feed.assetUsd[market.quote]!;
}

/** Its own mid, moved a little toward the other venues, which have a smaller weight. */
function blend(price: number, out: number): number {
  if (!(out > 0) || Math.abs(out / price - 1) > 0.05) return price;
  return price + OUTSIDE_WEIGHT * (out - price);
}

/**
 * The relative move since the last wake-up of the best available source: the desk's own tight touch, else the hedge
 * market's, else the price elsewhere. Trades between bid and ask of a wide touch do not count, nor a change of source.
 */
function moveOf(view: View, agent: State, out: number): number {
  const { seen } = agent;
  let best = Number.NaN;
  for (let source = seen.length - 1; source >= 0; source--) {
    const price = source === OUTSIDE ? out : tightMid(view, source === 0 ? agent.market : agent.hedge);
    const move = price / seen[source]! - 1;
    seen[source] = price;
    if (Number.isFinite(move)) best = move;
  }
  return Number.isFinite(best) ? best : 0;
}

/** The middle of a tight touch, NaN when there is none. */
function tightMid(view: View, market: number): number {
  if (market < 0) return Number.NaN;
  const bid = view.feed.bid[market]!;
  const ask = view.feed.ask[market]!;
  return ask - bid <= TIGHT * bid ? (bid + ask) / 2 : Number.NaN;
}

/** Exponential variances of the price between wake-ups, and the one-minute move behind the kill switch. */
function observe(view: View, agent: State, price: number, out: number): void {
  const dt = Math.max(1, view.nowUs - agent.lastUs);
  const move = moveOf(view, agent, out);
  const rate = (move * move) / (dt / 1e6);
  const keep = Real.exp(-dt / MEMORY_US);
  const keepSlow = Real.exp(-dt / SLOW_MEMORY_US);
  agent.variance = keep * agent.variance + (1 - keep) * rate;
  agent.slowVariance = keepSlow * agent.slowVariance + (1 - keepSlow) * rate;
  agent.lastPrice = price;
  agent.lastUs = view.nowUs;
  agent.minuteMove *= 1 + move;
  if (view.nowUs - agent.minuteUs < 60e6) return;
  const minute = Math.abs(agent.minuteMove - 1);
  const yardstick = Math.max(agent.sigma0, Math.sqrt(agent.slowVariance)) * Math.sqrt(60);
  if (minute > agent.killSigma * yardstick && !agent.hold)
    agent.offUntilUs = view.nowUs + 30e6 + Streams.unit(view.streams, agent.stream) * 570e6;
  agent.minuteMove = 1;
  agent.minuteUs = view.nowUs;
}

/**
 * Net inventory gained since the open in this market and its hedge market together, over the desk's limit: -1 to 1,
 * positive when long. Both desks shift their quotes the same way, which transmits pressure in the perp to the spot book.
 */
export function inventory(view: View, agent: State, price: number): number {
  let held = unitsOf(view, agent.account, agent.market) - agent.base0;
  if (agent.hedge >= 0) held += unitsOf(view, agent.account, agent.hedge) - agent.hedge0;
  const usd = held * price * quoteUsdOf(view, agent);
  return Math.max(-1, Math.min(1, usd / (agent.inventoryLimit * agent.depthUsd)));
}

/** Units of the base an account is long in one market. */
function unitsOf(view: View, account: number, id: number): number {
  const market = view.markets[id]!;
  if (market.perp) return view.lots(account, id) * market.lot;
  return (
    (view.balance(account, market.base) + view.reserved(account, market.base)) /
    view.assets[market.base]!.unit
  );
}

/**
 * Sends a quote of `money` units of the quote asset only when it moved by more than a third of its distance or changed
 * by more than half in size.
 */
function quote(
  view: View,
  agent: State,
  level: number,
  side: number,
  price: number,
  money: number,
  away: number,
): void {
  const at = side === Outbox.BUY ? level : DISTANCES.length + level;
  const owner = agent.handles + at;
  const lots = Agent.lotsFor(view, agent.market, money, price);
  const resting = view.resting(owner);
  if (lots < 1) {
    if (resting > 0) Outbox.cancel(view.box, agent.market, owner);
    return;
  }
  // A quote that was hit or refused is replaced only after a pause: books refill over seconds.
  if (view.nowUs - agent.sentUs[at]! < (resting === 0 ? REFILL_US : restUs(agent))) return;
  const ticks = behindTouch(view, agent.market, side, Agent.ticksOf(view, agent.market, price));
  const moved = Math.abs(ticks / agent.ticks[at]! - 1) > Math.max(0.0002, away / 3);
  const resized = Math.abs(lots - resting) > lots / 2;
  if (!moved && !resized) return;
  agent.sentUs[at] = view.nowUs;
  agent.ticks[at] = ticks;
  Outbox.place(view.box, {
    market: agent.market,
    account: agent.account,
    side,
    limit: ticks,
    lots,
    timeInForce: Outbox.POST_ONLY,
    owner,
  });
}

/** Least time between two moves of a quote that rests, µs. */
function restUs(agent: State): number {
  return agent.variance < 16 * agent.sigma0 * agent.sigma0 ? 4 * REQUOTE_US : REQUOTE_US;
}

/** Dollars per unit of what its market is quoted in. */
function quoteUsdOf(view: View, agent: State): number {
  const { quote } = view.markets[agent.market]!;
  return view.assets[quote]!.dollar ? 1 : view.feed.assetUsd[quote]!;
}

/** A post-only price that does not cross the touch as last published. */
function behindTouch(view: View, market: number, side: number, ticks: number): number {
  const bid = view.feed.bidTicks[market]!;
  const ask = view.feed.askTicks[market]!;
  if (side === Outbox.BUY) return ask > 1 && ticks >= ask ? ask - 1 : ticks;
  return bid > 0 && ticks <= bid ? bid + 1 : ticks;
}
