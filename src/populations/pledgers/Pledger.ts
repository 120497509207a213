import * as Heap from '../../base/Heap.js';
import * as Streams from '../../base/Streams.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import type * as Agent from '../Agent.js';

/**
 * Holders who pledge spot alts (and staked assets) in unified accounts against stable debt and majors' longs. A
 * margin call reaches them some minutes later; then they sell a share of the collateral and close majors' longs.
 */
export interface State extends Agent.Base {
  readonly kind: 'pledger';
  /** Accounts on one venue, as one desk; their ids follow one another. */
  readonly accounts: readonly number[];
  readonly graceLowUs: number;
  readonly graceHighUs: number;
  readonly sellShare: number;
  /** Dollars of majors' longs closed per dollar of collateral sold. */
  readonly longsPerCollateral: number;
  /** Time over which a called account sells, µs. */
  readonly sellingUs: number;
  /** Spot markets of collateral, and perps of majors. */
  readonly spots: readonly number[];
  readonly perps: readonly number[];
  /** Per account: when selling starts (µs, -1 = not called), the call's journal id, slices left. */
  readonly dueUs: Float64Array;
  readonly origin: Float64Array;
  readonly slices: Int32Array;
  /** The accounts that have something to do, by `dueUs`; ties by place. */
  readonly waiting: Heap.Heap;
}

const SLICE_US = 5_000_000;

export function notice(view: View, agent: State, account: number, id: number): void {
  const at = account - agent.accounts[0]!;
  // A further call has no effect while selling for an earlier one goes on.
  if (agent.accounts[at] !== account || (agent.dueUs[at]! >= 0 && Number.isFinite(agent.dueUs[at]!))) return;
  const u = Streams.unit(view.streams, agent.stream);
  wait(agent, at, view.nowUs + Whole.nearest(agent.graceLowUs + u * (agent.graceHighUs - agent.graceLowUs)));
  agent.origin[at] = id;
  agent.slices[at] = Math.max(1, Whole.nearest(agent.sellingUs / SLICE_US));
  view.box.wakeAtUs = nextDue(agent, view.nowUs);
}

export function wake(view: View, agent: State): void {
  const due: number[] = [];
  while (Heap.peekTime(agent.waiting) <= view.nowUs) due.push(Heap.pop(agent.waiting));
  for (const at of due.sort((x, y) => x - y)) act(view, agent, at);
  view.box.wakeAtUs = nextDue(agent, view.nowUs);
}

function act(view: View, agent: State, at: number): void {
  // While the venue liquidates the account, the holder cannot act.
  if (view.state(agent.accounts[at]!) >= 3) {
    wait(agent, at, view.nowUs + SLICE_US);
    return;
  }
  slice(view, agent, at);
  agent.slices[at] = agent.slices[at]! - 1;
  if (agent.slices[at]! > 0) wait(agent, at, view.nowUs + SLICE_US);
  else agent.dueUs[at] = Number.POSITIVE_INFINITY;
}

function wait(agent: State, at: number, untilUs: number): void {
  agent.dueUs[at] = untilUs;
  Heap.push(agent.waiting, untilUs, 0, at, at);
}

function nextDue(agent: State, nowUs: number): number {
  const next = Heap.peekTime(agent.waiting);
  return Number.isFinite(next) ? Math.max(next, nowUs + 1) : -1;
}

/** Sells one slice of the share: what is left of it, over the slices left. Market orders, because time is short. */
function slice(view: View, agent: State, at: number): void {
  const account = agent.accounts[at]!;
  const origin = agent.origin[at]!;
  const total = Math.max(1, Whole.nearest(agent.sellingUs / SLICE_US));
  const left = agent.slices[at]!;
  // Holdings shrink slice by slice: share s of the opening stock over n slices is s/(n - s*k) of what is left.
  const share = agent.sellShare / (total - agent.sellShare * (total - left));
  let usd = 0;
  for (const id of agent.spots) usd += sellSpot(view, account, id, share, origin);
  let longs = 0;
  for (const id of agent.perps) longs += Math.max(0, perpUsd(view, account, id));
  const close = longs > 0 ? Math.min(1, (agent.longsPerCollateral * usd) / longs) : 0;
  for (const id of agent.perps) closeLong(view, account, id, close, origin);
  if (left !== total) return;
  view.box.reports.push({
    kind: 'margin-call-sale',
    cause: origin,
    market: agent.spots[0]!,
    account,
    usd: total * usd + Math.min(longs, agent.longsPerCollateral * total * usd),
    reason: 'margin call',
  });
}

function perpUsd(view: View, account: number, id: number): number {
  return view.lots(account, id) * view.markets[id]!.lot * view.feed.price[id]!;
}

/** Sells a share of one spot holding; returns dollars at the last price. */
function sellSpot(view: View, account: number, id: number, share: number, origin: number): number {
  const market = view.markets[id]!;
  const units = (view.balance(account, market.base) / view.assets[market.base]!.unit) * share;
  const lots = Whole.down(units / market.lot);
  if (lots < 1) return 0;
  Outbox.place(view.box, {
    market: id,
    account,
    side: Outbox.SELL,
    limit: Outbox.NO_LIMIT,
    lots,
    timeInForce: Outbox.IOC,
    origin,
  });
  return lots * market.lot * view.feed.price[id]!;
}

function closeLong(view: View, account: number, id: number, share: number, origin: number): void {
  const held = view.lots(account, id);
  const lots = Whole.down(held * share);
  if (lots < 1) return;
  Outbox.place(view.box, {
    market: id,
    account,
    side: Outbox.SELL,
    limit: Outbox.NO_LIMIT,
    lots,
    timeInForce: Outbox.IOC,
    origin,
    reduceOnly: 1,
  });
}
