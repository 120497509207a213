import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';
import * as GasBid from '../GasBid.js';

/**
 * Passive capital in one pool. It wakes now and then, and withdraws its part of every coin when the share of one coin
 * exceeds its threshold, in order not to be left with the coin that is being sold. It does not come back in a run.
 */
export interface State extends Agent.Base {
  readonly kind: 'liquidity-provider';
  readonly pool: number;
  readonly account: number;
  /** Largest share of one coin it bears. */
  readonly leaveAt: number;
  readonly everyUs: number;
  readonly bear: number;
  readonly tipWei: number;
}

export function wake(view: View, agent: State): void {
  const pool = view.pools[agent.pool]!;
  const shares = pool.shares(agent.account);
  if (shares === 0) return;
  // Asks again while it has shares: a transaction may find no block.
  if (pool.imbalance() > agent.leaveAt)
    view.box.calls.push({
      op: 'unprovide',
      pool: agent.pool,
      account: agent.account,
      shares,
      bid: GasBid.of(view, agent.bear, agent.tipWei),
      origin: 0,
    });
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}
