import * as Real from '../../base/Real.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';
import * as Attention from '../Attention.js';

/**
 * Attentive traders in one market who trade against gaps between price and what they believe the asset is worth:
 * sellers above, buyers below. They set prices in calm times; their inventory on each side is finite.
 */
export interface State extends Agent.Base {
  readonly kind: 'informed';
  readonly market: number;
  readonly account: number;
  readonly delayUs: number;
  /** Gap below which they do not trade. */
  readonly band: number;
  /** Dollars per second and 1 % of gap. */
  readonly pace: number;
  /** Largest net purchase and net sale, dollars. */
  readonly buyLimitUsd: number;
  readonly sellLimitUsd: number;
  readonly everyUs: number;
  /** Time constant with which others take the place of those who have traded, µs; 0: never. */
  readonly renewalUs: number;
  /** How far beyond the middle of the touch an order may reach. */
  readonly reach: number;
  /** Its quote handle; -1: what its orders do not fill is dropped, and counts as traded. */
  readonly handle: number;
  /** Net dollars bought so far, and units held at the last look. */
  position: number;
  held: number;
  lastUs: number;
}

/** Share of its limit below which it waits for others to come. */
const FULL = 0.02;

export function wake(view: View, agent: State): void {
  const value = Attention.value(view, view.markets[agent.market]!.base, agent.delayUs);
  const price = Agent.midOf(view, agent.market);
  const gap = value / price - 1;
  const waited = Math.min(view.nowUs - agent.lastUs, 2 * agent.everyUs) / 1e6;
  if (agent.handle >= 0) count(view, agent, price);
  if (agent.renewalUs > 0) agent.position *= Real.exp((agent.lastUs - view.nowUs) / agent.renewalUs);
  agent.lastUs = view.nowUs;
  const room = gap > 0 ? agent.buyLimitUsd - agent.position : agent.sellLimitUsd + agent.position;
  const least = agent.renewalUs > 0 ? FULL * (gap > 0 ? agent.buyLimitUsd : agent.sellLimitUsd) : 0;
  const active = Math.abs(gap) > agent.band && room > least;
  view.box.wakeAtUs = Agent.after(view, agent.stream, pauseUs(agent, active, room, least, Math.abs(gap)));
  const isResting = agent.handle >= 0 && view.resting(agent.handle) > 0;
  if (!active) {
    if (isResting) Outbox.cancel(view.box, agent.market, agent.handle);
    return;
  }
  const usd = Math.min(room, agent.pace * waited * Math.min(3, Math.abs(gap) * 100));
  const lots = Agent.lotsFor(view, agent.market, usd, price);
  if (lots < 1) return;
  const buys = gap > 0;
  // Their limit is the middle of the gap, but one order does not run through an empty book.
  const away = Math.max(-agent.reach, Math.min(agent.reach, gap / 2));
  const limit = Agent.ticksOf(view, agent.market, price * (1 + away));
  const isKept = agent.handle >= 0;
  Outbox.place(view.box, {
    market: agent.market,
    account: agent.account,
    side: buys ? Outbox.BUY : Outbox.SELL,
    limit,
    lots,
    // What is not offered there it bids for, and so moves the touch.
    timeInForce: isKept ? Outbox.GTC : Outbox.IOC,
    owner: agent.handle,
    origin: view.news.origin,
  });
  if (!isKept) agent.position += buys ? usd : -usd;
}

/** Counts what was filled since the last look. */
function count(view: View, agent: State, price: number): void {
  const market = view.markets[agent.market]!;
  const units = market.perp
    ? view.lots(agent.account, agent.market) * market.lot
    : (view.balance(agent.account, market.base) + view.reserved(agent.account, market.base)) /
      view.assets[market.base]!.unit;
  if (Number.isFinite(agent.held)) agent.position += (units - agent.held) * price;
  agent.held = units;
}

/** They wake often while the gap is wide enough to trade, and seldom otherwise. */
function pauseUs(agent: State, active: boolean, room: number, least: number, gap: number): number {
  if (active) return Math.min(agent.everyUs, 3e6);
  if (room <= least) return 8 * agent.everyUs;
  return gap < agent.band / 2 ? 2 * agent.everyUs : agent.everyUs;
}
