import type * as Agent from '../../populations/Agent.js';
import type { View } from '../../state/View.js';
import * as Places from './TerraPlaces.js';

/**
 * A reserve that defends UST as documented: in each window it sells a stated amount of bitcoin evenly and buys UST for
 * what it brings, up to par. Exogenous in size and time; prices and what it gets are the books'.
 */
export interface State extends Agent.Base {
  readonly kind: 'reserve-desk';
  readonly account: number;
  readonly btcMarket: number;
  readonly ustMarket: number;
  readonly windows: readonly Window[];
  /** Bitcoin sold in the present window, units, and its number. */
  sold: number;
  window: number;
}

export interface Window {
  readonly fromUs: number;
  readonly toUs: number;
  /** Units to sell. */
  readonly btc: number;
}

const STEP_US = 60e6;
const WITHIN = 0.01;

export function wake(view: View, agent: State): void {
  const { windows } = agent;
  const at = windows.findIndex(({ fromUs, toUs }) => view.nowUs >= fromUs && view.nowUs < toUs);
  const next = windows.find(({ fromUs }) => fromUs > view.nowUs);
  if (at >= 0) {
    defend(view, agent, at);
    view.box.wakeAtUs = view.nowUs + STEP_US;
  } else view.box.wakeAtUs = next ? next.fromUs : -1;
}

function defend(view: View, agent: State, at: number): void {
  const window = agent.windows[at]!;
  const market = view.markets[agent.btcMarket]!;
  if (agent.window !== at) {
    agent.window = at;
    agent.sold = 0;
  }
  const due =
    window.btc * Math.min(1, (view.nowUs + STEP_US - window.fromUs) / (window.toUs - window.fromUs));
  const bid = view.feed.bid[agent.btcMarket]!;
  const usd = Places.sell(view, agent.account, agent.btcMarket, Math.max(0, due - agent.sold), WITHIN);
  if (usd > 0) agent.sold += usd / bid;
  // Whatever lies in the account is spent over the rest of the window, and at once what this minute's bitcoin brings.
  const cash = Places.units(view, agent.account, market.quote);
  const left = Math.max(1, (window.toUs - view.nowUs) / STEP_US);
  Places.buy(view, agent.account, agent.ustMarket, Math.max(cash / left, usd), { within: WITHIN, cap: 1 });
  if (usd > 0) report(view, agent, 'reserve-sale', usd);
  const isLast = at === agent.windows.length - 1 && view.nowUs + STEP_US >= window.toUs;
  if (isLast && due > 1) report(view, agent, 'reserve-exhausted', due * bid);
}

function report(view: View, agent: State, kind: 'reserve-sale' | 'reserve-exhausted', usd: number): void {
  const { account, btcMarket: market } = agent;
  view.box.reports.push({ kind, cause: view.news.origin, market, account, usd, reason: 'reserve' });
}
