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
  /** Net dollars bought so far. */
  position: number;
  lastUs: number;
}

/** Share of its limit below which it waits for others to come. */
const FULL = 0.02;

export function wake(view: View, agent: State): void {
  const value = Attention.value(view, view.markets[agent.market]!.base, agent.delayUs);
  const price = Agent.midOf(view, agent.market);
  const gap = value / price - 1;
  const waited = Math.min(view.nowUs - agent.lastUs, 2 * agent.everyUs) / 1e6;
  if (agent.renewalUs > 0) agent.position *= Real.exp((agent.lastUs - view.nowUs) / agent.renewalUs);
  agent.lastUs = view.nowUs;
  const room = gap > 0 ? agent.buyLimitUsd - agent.position : agent.sellLimitUsd + agent.position;
  const least = agent.renewalUs > 0 ? FULL * (gap > 0 ? agent.buyLimitUsd : agent.sellLimitUsd) : 0;
  const active = Math.abs(gap) > agent.band && room > least;
  view.box.wakeAtUs = Agent.after(view, agent.stream, pauseUs(agent, active, room, least, Math.abs(gap)));
  if (!active) return;
  const usd = Math.min(room, agent.pace * waited * Math.min(3, Math.abs(gap) * 100));
  const lots = Agent.lotsFor(view, agent.market, usd, price);
  if (lots < 1) return;
  const buys = gap > 0;
  // Their limit is the middle of the gap.
  const limit = Agent.ticksOf(view, agent.market, price * (1 + gap / 2));
  const origin = view.news.origin;
  const side = buys ? Outbox.BUY : Outbox.SELL;
  Outbox.place(view.box, {
    market: agent.market,
    account: agent.account,
    side,
    limit,
    lots,
    timeInForce: Outbox.IOC,
    origin,
  });
  agent.position += buys ? usd : -usd;
}

/** They wake often while the gap is wide enough to trade, and seldom otherwise. */
function pauseUs(agent: State, active: boolean, room: number, least: number, gap: number): number {
  if (active) return Math.min(agent.everyUs, 3e6);
  if (room <= least) return 8 * agent.everyUs;
  return gap < agent.band / 2 ? 2 * agent.everyUs : agent.everyUs;
}
