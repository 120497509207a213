import * as Streams from '../../base/Streams.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import type * as Agent from '../Agent.js';

/**
 * Holders of a synthetic dollar looped on one venue: the coin pledged against the dollars that bought it. Each of them
 * has a fall of the venue's price at which he exits, after some delay; then he sells enough to repay
 * his debt. A whale's loop is a second layer: it is unwound when the first layer, alts pledged elsewhere on the venue,
 * gets a margin call that its grace did not settle, and what is left goes to the first layer.
 */
export interface State extends Agent.Base {
  readonly kind: 'looper';
  /** Spot market of the looped coin. */
  readonly market: number;
  readonly accounts: readonly number[];
  /** First layer of each whale's loop, -1 for a plain loop. */
  readonly layers: Int32Array;
  /** Fall of the price from par at which each exits (Infinity: never for this reason), and the delay until it acts, µs. */
  readonly exitAt: Float64Array;
  readonly delayUs: Float64Array;
  readonly graceLowUs: number;
  readonly graceHighUs: number;
  /** Time over which a loop is unwound, µs. */
  readonly sellingUs: number;
  readonly everyUs: number;
  /** When each starts to sell (µs, -1 = holds, Infinity = done), slices left, and the cause. */
  readonly dueUs: Float64Array;
  readonly slices: Int32Array;
  readonly origin: Float64Array;
}

const SLICE_US = 10_000_000;

/** A margin call of a first layer: its loop follows after the grace. Calls of the loops themselves change nothing. */
export function notice(view: View, agent: State, account: number, id: number): void {
  const at = agent.layers.indexOf(account);
  if (at < 0 || agent.dueUs[at]! >= 0) return;
  const u = Streams.unit(view.streams, agent.stream);
  start(
    agent,
    at,
    view.nowUs + Whole.nearest(agent.graceLowUs + u * (agent.graceHighUs - agent.graceLowUs)),
    id,
  );
  view.box.wakeAtUs = view.nowUs + 1_000_000;
}

export function wake(view: View, agent: State): void {
  const bid = view.feed.bid[agent.market]!;
  const fall = 1 - (bid > 0 ? bid : view.feed.price[agent.market]!);
  let next = view.nowUs + agent.everyUs;
  for (let at = 0; at < agent.accounts.length; at++) {
    if (agent.dueUs[at]! < 0 && fall >= agent.exitAt[at]!)
      start(agent, at, view.nowUs + agent.delayUs[at]!, view.news.origin);
    const dueUs = agent.dueUs[at]!;
    if (dueUs < 0 || dueUs === Number.POSITIVE_INFINITY) continue;
    if (dueUs <= view.nowUs) unwind(view, agent, at);
    if (agent.dueUs[at]! < next) next = agent.dueUs[at]!;
  }
  view.box.wakeAtUs = Math.max(next, view.nowUs + 1);
}

function start(agent: State, at: number, dueUs: number, origin: number): void {
  agent.dueUs[at] = dueUs;
  agent.origin[at] = origin;
  agent.slices[at] = Math.max(1, Whole.nearest(agent.sellingUs / SLICE_US));
}

/** Sells one slice; after the last one, what is left of a whale's loop goes to its first layer. */
function unwind(view: View, agent: State, at: number): void {
  const account = agent.accounts[at]!;
  const market = view.markets[agent.market]!;
  if (view.state(account) >= 3) {
    agent.dueUs[at] = view.nowUs + SLICE_US;
    return;
  }
  const left = agent.slices[at]!;
  const units = view.balance(account, market.base) / view.assets[market.base]!.unit;
  const lots = Whole.down(units / Math.max(1, left) / market.lot);
  const origin = agent.origin[at]!;
  const total = Math.max(1, Whole.nearest(agent.sellingUs / SLICE_US));
  if (left === total) announce(view, agent, at, units);
  if (left > 0 && lots >= 1)
    Outbox.place(view.box, {
      market: agent.market,
      account,
      side: Outbox.SELL,
      limit: Outbox.NO_LIMIT,
      lots,
      timeInForce: Outbox.IOC,
      origin,
    });
  agent.slices[at] = left - 1;
  agent.dueUs[at] = left > 0 ? view.nowUs + SLICE_US : Number.POSITIVE_INFINITY;
  if (left === 0) release(view, agent, at, market.quote);
}

function announce(view: View, agent: State, at: number, units: number): void {
  view.box.reports.push({
    kind: 'loop-unwind',
    cause: agent.origin[at]!,
    market: agent.market,
    account: agent.accounts[at]!,
    usd: units * view.feed.price[agent.market]!,
    reason: agent.layers[at]! >= 0 ? 'first layer called' : 'price',
  });
}

function release(view: View, agent: State, at: number, asset: number): void {
  const to = agent.layers[at]!;
  const from = agent.accounts[at]!;
  const atoms = view.balance(from, asset);
  if (to >= 0 && to !== from && atoms > 0)
    view.box.calls.push({
      op: 'transfer',
      asset,
      from,
      to,
      toAsset: asset,
      atoms,
      origin: agent.origin[at]!,
    });
}
