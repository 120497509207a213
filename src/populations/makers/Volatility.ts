import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import type { View } from '../../state/View.js';
import * as FairPrice from './FairPrice.js';
import type { State } from './Maker.js';

/** Volatility memory, µs. */
const MEMORY_US = 180e6;
const SLOW_MEMORY_US = 1800e6;
/** Time between two measurements of its own price by a desk that has one. */
const WHILE_US = 20e6;
/** Place of the price elsewhere among what volatility is measured on. */
const OUTSIDE = 2;

/** Exponential variances of the price between wake-ups, and the one-minute move behind the kill switch. */
export function observe(view: View, agent: State, price: number, out: number): void {
  agent.lastUs = view.nowUs;
  const dt = Math.max(1, view.nowUs - agent.observedUs);
  // A desk with a price of its own takes its moves over a while: between two looks books bounce more than they move.
  if (agent.learnUs > 0 && dt < WHILE_US) return;
  agent.observedUs = view.nowUs;
  const move = agent.learnUs > 0 ? ownMove(agent) : moveOf(view, agent, out);
  const rate = (move * move) / (dt / 1e6);
  const keep = Real.exp(-dt / MEMORY_US);
  const keepSlow = Real.exp(-dt / SLOW_MEMORY_US);
  agent.variance = keep * agent.variance + (1 - keep) * rate;
  agent.slowVariance = keepSlow * agent.slowVariance + (1 - keepSlow) * rate;
  agent.lastPrice = price;
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
 * The relative move since the last wake-up of the best available source: the desk's own tight touch, else the hedge
 * market's, else the price elsewhere. Trades between bid and ask of a wide touch do not count, nor a change of source.
 */
function moveOf(view: View, agent: State, out: number): number {
  const { seen } = agent;
  let best = Number.NaN;
  for (let source = seen.length - 1; source >= 0; source--) {
    const price =
      source === OUTSIDE ? out : FairPrice.tightMid(view, source === 0 ? agent.market : agent.hedge);
    const move = price / seen[source]! - 1;
    seen[source] = price;
    if (Number.isFinite(move)) best = move;
  }
  return Number.isFinite(best) ? best : 0;
}

/** The move of a desk's own price since the last time, none at first. */
function ownMove(agent: State): number {
  const move = agent.fair / agent.seen[0]! - 1;
  agent.seen[0] = agent.fair;
  return Number.isFinite(move) ? move : 0;
}
