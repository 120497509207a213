import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';

/**
 * Buys a staked asset below its redemption value. Redemption takes days, so its money does not come back within a crash
 * and its capacity only shrinks.
 */
export interface State extends Agent.Base {
  readonly kind: 'staking-arbitrageur';
  readonly asset: number;
  /** Books of the asset, dollar book first. */
  readonly markets: readonly number[];
  readonly account: number;
  readonly edge: number;
  readonly clipUsd: number;
  readonly everyUs: number;
}

export function wake(view: View, agent: State): void {
  const value = view.redemption(agent.asset);
  let bought = false;
  for (const id of agent.markets) {
    const market = view.markets[id]!;
    const quote = view.assets[market.quote]!;
    const quoteUsd = quote.dollar ? 1 : view.feed.assetUsd[market.quote]!;
    const ask = view.feed.ask[id]!;
    if (!(ask > 0) || ask * quoteUsd > value * (1 - agent.edge)) continue;
    const limit = (value * (1 - agent.edge)) / quoteUsd;
    const cash = (view.balance(agent.account, market.quote) / quote.unit) * 0.95;
    const usd = Math.min(agent.clipUsd / quoteUsd, cash);
    const lots = Agent.lotsFor(view, id, usd, limit);
    if (lots < 1) continue;
    Outbox.place(view.box, {
      market: id,
      account: agent.account,
      side: Outbox.BUY,
      limit: Agent.ticksOf(view, id, Math.min(limit, ask * 1.002)),
      lots,
      timeInForce: Outbox.IOC,
    });
    bought = true;
  }
  view.box.wakeAtUs = Agent.after(view, agent.stream, bought ? 2e6 : agent.everyUs);
}
