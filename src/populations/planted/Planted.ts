import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import type * as Agent from '../Agent.js';
import * as GasBid from '../GasBid.js';

/**
 * Hand-made flow of small worlds: lays its resting orders at its first wake-up, then sends each trade at its time.
 * It decides nothing, so that all effects come from the mechanisms.
 */
export interface State extends Agent.Base {
  readonly kind: 'planted';
  readonly orders: readonly Order[];
  /** In the order of their times. */
  readonly trades: readonly Trade[];
  /** In the order of their times, as calls of the chain. */
  readonly swaps: readonly Swap[];
  laid: boolean;
  /** Trades sent so far. */
  sent: number;
  swapped: number;
}

/** `limit` in ticks, `owner` a quote handle, -1 for an order that nothing replaces. */
export interface Order {
  readonly market: number;
  readonly account: number;
  readonly side: number;
  readonly limit: number;
  readonly lots: number;
  readonly owner: number;
  readonly reduceOnly: number;
}

export interface Trade extends Order {
  readonly atUs: number;
}

export interface Swap {
  readonly atUs: number;
  readonly pool: number;
  readonly account: number;
  readonly from: number;
  readonly to: number;
  readonly atoms: number;
}

export function wake(view: View, agent: State): void {
  const { box } = view;
  if (!agent.laid) {
    for (const o of agent.orders)
      Outbox.place(box, {
        market: o.market,
        account: o.account,
        side: o.side,
        limit: o.limit,
        lots: o.lots,
        timeInForce: Outbox.GTC,
        owner: o.owner,
        reduceOnly: o.reduceOnly,
      });
    agent.laid = true;
  }
  while (agent.sent < agent.trades.length && agent.trades[agent.sent]!.atUs <= view.nowUs) {
    const t = agent.trades[agent.sent++]!;
    Outbox.place(box, {
      market: t.market,
      account: t.account,
      side: t.side,
      limit: t.limit,
      lots: t.lots,
      timeInForce: Outbox.IOC,
    });
  }
  while (agent.swapped < agent.swaps.length && agent.swaps[agent.swapped]!.atUs <= view.nowUs)
    swap(view, agent.swaps[agent.swapped++]!);
  const next = Math.min(
    agent.trades[agent.sent]?.atUs ?? Number.POSITIVE_INFINITY,
    agent.swaps[agent.swapped]?.atUs ?? Number.POSITIVE_INFINITY,
  );
  if (Number.isFinite(next)) box.wakeAtUs = next;
}

/** A sale without a minimum price, in the next block. */
function swap(view: View, { pool, account, from, to, atoms }: Swap): void {
  const bid = GasBid.of(view, 2, 1e9);
  view.box.calls.push({ op: 'swap', pool, account, from, to, atoms, atomsMin: 0, bid, origin: 0 });
}
