import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';

/**
 * Macro funds that cut risk on a headline. While the equity market is open they hedge there and little reaches
 * crypto; after its close they have only crypto to sell. The dollars are the scenario's exogenous flow, by window.
 */
export interface State extends Agent.Base {
  readonly kind: 'macro-fund';
  readonly windows: readonly Window[];
}

export interface Window {
  readonly fromUs: number;
  readonly toUs: number;
  readonly market: number;
  readonly account: number;
  /** Risk cut per minute in dollars, before the part hedged with equities. */
  readonly usdPerMinute: number;
  /** Share hedged in equities while that market is open. */
  readonly equityShare: number;
}

const STEP_US = 5_000_000;

export function wake(view: View, agent: State): void {
  const { box } = view;
  let next = Number.POSITIVE_INFINITY;
  let usd = 0;
  for (const window of agent.windows) {
    if (view.nowUs < window.fromUs) next = Math.min(next, window.fromUs);
    if (view.nowUs < window.fromUs || view.nowUs >= window.toUs) continue;
    next = Math.min(next, view.nowUs + STEP_US);
    usd += sell(view, window);
  }
  if (usd > 0) report(view, agent, usd);
  box.wakeAtUs = Number.isFinite(next) ? next : -1;
}

/** Sells one step of a window; returns the dollars sent. */
function sell(view: View, window: Window): number {
  const share = view.news.equityOpen ? 1 - window.equityShare : 1;
  const usd = (window.usdPerMinute * share * STEP_US) / 60e6;
  const bid = view.feed.bid[window.market]!;
  if (!(bid > 0)) return 0;
  const lots = Agent.lotsFor(view, window.market, usd, bid);
  if (lots < 1) return 0;
  const limit = Agent.ticksOf(view, window.market, bid * 0.98);
  const origin = view.news.origin;
  Outbox.place(view.box, {
    market: window.market,
    account: window.account,
    side: Outbox.SELL,
    limit,
    lots,
    timeInForce: Outbox.IOC,
    origin,
  });
  return lots * view.markets[window.market]!.lot * bid;
}

function report(view: View, agent: State, usd: number): void {
  view.box.reports.push({
    kind: 'exogenous',
    cause: view.news.origin,
    market: agent.windows[0]!.market,
    account: agent.windows[0]!.account,
    usd,
    reason: 'macro-hedge',
  });
}
