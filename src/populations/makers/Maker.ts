import * as Real from '../../base/Real.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';
import * as FairPrice from './FairPrice.js';
import * as Volatility from './Volatility.js';
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
  /** Its account on the chain, where the coin is redeemed, -1 = the coin redeems to nothing or does not move on it. */
  readonly chain: number;
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
  /** Distances from fair beyond the half spread, and the share of the 1 % depth resting at each. */
  readonly distances: readonly number[];
  readonly shares: readonly number[];
  /** Least time before a quote that has gone is put back, and between two moves of one that rests in calm and in
   * turmoil, µs. */
  readonly refillUs: number;
  readonly calmRestUs: number;
  readonly restUs: number;
  /** Least relative move of a quote. */
  readonly step: number;
  /** Time constant with which its price follows the touch and other venues, µs; 0: at once, by a share at each look. */
  readonly learnUs: number;
  /** Its firm's desks in the coin: accounts and markets, those of this venue included, and the limit of all. */
  readonly bookAccounts: readonly number[];
  readonly bookMarkets: readonly number[];
  readonly bookDepths: readonly number[];
  readonly limitUsd: number;
  /** Units that each of them held at the open. */
  readonly book0: readonly number[];
  /** Its own price, NaN before the first look. */
  fair: number;
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
  /** Time of the last measurement of volatility. */
  observedUs: number;
  /** Moves of the last minute, compounded: 1 = none. */
  minuteMove: number;
  minuteUs: number;
  offUntilUs: number;
  /** Share of the opening depth shown now. */
  size: number;
  /** Depth last journaled, dollars. */
  shownUsd: number;
}

/** Ladder of desks that state none: distances beyond the half spread, and the share of the 1 % depth resting at each. */
export const DISTANCES = [0, 0.0012, 0.003, 0.0065, 0.016, 0.032];
export const SHARES = [0.06, 0.14, 0.3, 0.5, 0.7, 0.9];
/** From this multiple of calm volatility on a desk wakes more often, up to CADENCE times. */
const STIRRED = 4;
const CADENCE = 5;
/** Share of the inventory limit from which a desk takes liquidity. */
const OFFLOAD_ABOVE = 0.8;
const BUY_FIRST = [Outbox.BUY, Outbox.SELL];
const SELL_FIRST = [Outbox.SELL, Outbox.BUY];

export function wake(view: View, agent: State): void {
  const out = FairPrice.outside(view, agent);
  const price = FairPrice.reference(view, agent, out);
  const dt = view.nowUs - agent.lastUs;
  const before = agent.fair;
  agent.fair = agent.learnUs > 0 ? FairPrice.learned(view, agent, price, dt) : FairPrice.blend(price, out);
  Volatility.observe(view, agent, price, out);
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
  // A ladder starts at a tick or two: a full book shifts it by what a minute usually moves, not by half spreads.
  const unit = agent.learnUs > 0 ? sigma * Math.sqrt(60) : half;
  const fair = agent.fair * (1 - skew * agent.lean * unit);
  const stretch = agent.hold ? 1 : Math.sqrt(Math.max(1, ratio / 2));
  const buy = agent.hold ? 1 : Math.max(0, Math.min(1, 1 - skew));
  const sell = agent.hold ? 1 : Math.max(0, Math.min(1, 1 + skew));
  const quoteUsd = quoteUsdOf(view, agent);
  const first = agent.learnUs > 0 && agent.fair > before ? Outbox.SELL : Outbox.BUY;
  for (let level = 0; level < agent.distances.length; level++) {
    const away = half + agent.distances[level]! * stretch;
    const usd = agent.depthUsd * agent.shares[level]! * size;
    // The side that makes room comes first, so that a quote does not meet the firm's own old one.
    for (const side of first === Outbox.BUY ? BUY_FIRST : SELL_FIRST) {
      const at = side === Outbox.BUY ? level : agent.distances.length + level;
      quote(view, agent, at, (usd * (side === Outbox.BUY ? buy : sell)) / quoteUsd, { fair, away });
    }
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
 * A desk past its inventory limit trades in the best of its book's markets until it is at half the limit: the two of
 * its venue, or all of the coin. This transmits selling in a perp to spot books, and the reverse.
 */
function offload(view: View, agent: State, price: number, skew: number): void {
  const side = skew > 0 ? Outbox.SELL : Outbox.BUY;
  const touch = skew > 0 ? view.feed.bid : view.feed.ask;
  let best = -1;
  for (let i = 0; i < agent.bookMarkets.length; i++) {
    const there = touch[agent.bookMarkets[i]!]!;
    const here = best < 0 ? Number.NaN : touch[agent.bookMarkets[best]!]!;
    if (!(here > 0) || (skew > 0 ? there > here : there < here)) best = i;
  }
  const id = agent.bookMarkets[best]!;
  if (!(touch[id]! > 0) || Math.abs(touch[id]! / price - 1) > 0.05) return;
  const usd = (Math.abs(skew) - OFFLOAD_ABOVE / 2) * agent.inventoryLimit * agent.depthUsd;
  // Spot it does not hold is borrowed from the venue, as any unified account may.
  const lots = Agent.lotsFor(view, id, usd, touch[id]!);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, id, touch[id]! * (skew > 0 ? 0.997 : 1.003));
  const account = agent.bookAccounts[best]!;
  Outbox.place(view.box, { market: id, account, side, limit, lots, timeInForce: Outbox.IOC });
}

/** Size is cut at once and returns slowly: the share shown approaches a higher target over minutes. */
function restored(agent: State, target: number, dtUs: number): number {
  const back = 1 - Real.exp(-dtUs / agent.returnUs);
  agent.size = target < agent.size ? target : agent.size + (target - agent.size) * back;
  return agent.size;
}

/**
 * Net inventory gained since the open over the limit: -1 to 1, positive when long. It counts this market and its hedge
 * market together, or all markets of the coin on all venues. All these desks shift their quotes the same way, which
 * transmits pressure from one book to the others.
 */
export function inventory(view: View, agent: State, price: number): number {
  let held = 0;
  for (let i = 0; i < agent.bookMarkets.length; i++)
    held += unitsOf(view, agent.bookAccounts[i]!, agent.bookMarkets[i]!) - agent.book0[i]!;
  const usd = held * price * quoteUsdOf(view, agent);
  return Math.max(-1, Math.min(1, usd / agent.limitUsd));
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

/** Where a quote belongs: how far from its desk's price. */
interface Spot {
  readonly fair: number;
  readonly away: number;
}

/**
 * Sends the quote of handle `at` for `money` units of the quote asset only when it moved by more than a third of its distance or changed
 * by more than half in size.
 */
function quote(view: View, agent: State, at: number, money: number, { fair, away }: Spot): void {
  const side = at < agent.distances.length ? Outbox.BUY : Outbox.SELL;
  const price = fair * (side === Outbox.BUY ? 1 - away : 1 + away);
  const owner = agent.handles + at;
  const lots = Agent.lotsFor(view, agent.market, money, price);
  const resting = view.resting(owner);
  if (lots < 1) {
    if (resting > 0) Outbox.cancel(view.box, agent.market, owner);
    return;
  }
  // A quote that was hit or refused is replaced only after a pause: books refill over seconds.
  if (view.nowUs - agent.sentUs[at]! < (resting === 0 ? agent.refillUs : restUs(agent))) return;
  const ticks = behindTouch(view, agent.market, side, Agent.ticksOf(view, agent.market, price));
  const moved = Math.abs(ticks / agent.ticks[at]! - 1) > Math.max(agent.step, away / 3);
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
  return agent.variance < 16 * agent.sigma0 * agent.sigma0 ? agent.calmRestUs : agent.restUs;
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
