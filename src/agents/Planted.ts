import type { View } from '../actors/View.js';
import * as Outbox from '../messages/Outbox.js';
import type * as Agent from './Agent.js';

/**
 * Hand-made flow of small worlds: lays its resting orders at its first wake-up, then sends each trade at its time.
 * It decides nothing, so that what happens next is the mechanisms' doing.
 */
export interface State extends Agent.Base {
  readonly kind: 'planted';
  readonly orders: readonly Order[];
  /** In the order of their times. */
  readonly trades: readonly Trade[];
  laid: boolean;
  /** Trades sent so far. */
  sent: number;
}

/** `limit` in ticks, `owner` a quote handle, -1 for an order that nothing replaces. */
export interface Order {
  readonly market: number;
  readonly account: number;
  readonly side: number;
  readonly limit: number;
  readonly lots: number;
  readonly owner: number;
}

export interface Trade extends Order {
  readonly atUs: number;
}

export function wake(view: View, agent: State): void {
  const { box } = view;
  if (!agent.laid) {
    for (const o of agent.orders)
      Outbox.place(box, o.market, o.account, o.side, o.limit, o.lots, Outbox.GTC, o.owner);
    agent.laid = true;
  }
  while (agent.sent < agent.trades.length && agent.trades[agent.sent]!.atUs <= view.nowUs) {
    const t = agent.trades[agent.sent++]!;
    Outbox.place(box, t.market, t.account, t.side, t.limit, t.lots, Outbox.IOC);
  }
  if (agent.sent < agent.trades.length) box.wakeAtUs = agent.trades[agent.sent]!.atUs;
}
