import * as Real from '../../base/Real.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';
import type * as Maker from './Maker.js';

/** What is left of a desk's opening size, by cause; each between 0 and 1. */
export interface Factors {
  volatility: number;
  kill: number;
  capital: number;
  margin: number;
  hedge: number;
}

const factors: Factors = { volatility: 1, kill: 1, capital: 1, margin: 1, hedge: 1 };

/** Why a desk shows less than at the open: `ratio` is volatility over its calm level. */
export function assess(view: View, agent: Maker.State, ratio: number): Factors {
  factors.volatility = Math.max(agent.floor, Real.pow(1 / Math.max(1, ratio), agent.beta));
  factors.kill = view.nowUs < agent.offUntilUs ? 0 : 1;
  const equity = view.equity(agent.account);
  if (agent.capital0 === 0 && equity > 0) agent.capital0 = equity;
  // Risk capital: size is proportional to what is left above a quarter of the opening equity.
  const left = agent.capital0 > 0 ? equity / agent.capital0 : 1;
  factors.capital = Math.max(0, Math.min(1, (left - 0.25) / 0.75));
  const state = view.state(agent.account);
  // Size falls with the share of equity that is free for new orders; under a margin call it is at most two fifths.
  const free = equity > 0 ? Math.max(0, Math.min(1, (4 * view.free(agent.account)) / equity)) : 1;
  factors.margin = state === 0 ? free : state === 1 ? Math.min(0.4, free) : 0;
  factors.hedge = agent.hedge >= 0 && broken(view, agent.hedge) ? 0.3 : 1;
  return factors;
}

/** A hedge leg is broken when its market shows no two-sided touch within 1.5 %; not before its feed has begun. */
function broken(view: View, market: number): boolean {
  if (view.feed.updatedUs[market] === 0) return false;
  const bid = view.feed.bid[market]!;
  const ask = view.feed.ask[market]!;
  return !(ask - bid <= 0.015 * bid);
}

export function product(f: Factors): number {
  return f.volatility * f.kill * f.capital * f.margin * f.hedge;
}

/** Journals a withdrawal when a quarter of the shown depth has gone since the last entry, with the leading reason. */
export function report(view: View, agent: Maker.State, f: Factors, size: number): void {
  const shown = agent.depthUsd * size;
  if (shown > agent.shownUsd * 1.2) agent.shownUsd = shown;
  if (shown >= agent.shownUsd * 0.75) return;
  view.box.reports.push({
    kind: 'withdrawal',
    cause: view.news.origin,
    market: agent.market,
    account: agent.account,
    usd: agent.shownUsd - shown,
    reason: reason(f),
  });
  agent.shownUsd = shown;
}

function reason(f: Factors): string {
  if (f.kill === 0) return 'kill-switch';
  const parts: [string, number][] = [
    ['margin', f.margin],
    ['risk-capital', f.capital],
    ['broken-hedge', f.hedge],
    ['volatility', f.volatility],
  ];
  parts.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  return parts[0]![0];
}

/** ADL has closed a hedge: the desk treats the leg as broken for ten minutes. */
export function notice(view: View, agent: Maker.State): void {
  agent.offUntilUs = Math.max(agent.offUntilUs, view.nowUs + 60e6);
  view.box.wakeAtUs = Agent.after(view, agent.stream, 1e6);
}
