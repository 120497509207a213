import type * as Agent from '../../populations/Agent.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as TerraShow from '../TerraShow.js';
import * as Places from './TerraPlaces.js';

/** Documented first hours: large withdrawals and sales at stated times; what was withdrawn is sold on the venue. */
export interface State extends Agent.Base, Places.Places {
  readonly kind: 'terra-script';
  readonly acts: readonly Act[];
}

export interface Act {
  readonly atUs: number;
  /** Out of Anchor and over the bridge; into the pool; out of the pool's liquidity as UST. */
  readonly kind: 'anchor-withdraw' | 'sell-in-pool' | 'unprovide';
  /** UST, units. */
  readonly ust: number;
}

const MINUTE_US = 60e6;
const WITHIN = 0.01;

export function wake(view: View, agent: State): void {
  let next = Number.POSITIVE_INFINITY;
  if (view.nowUs > agent.acts[0]!.atUs) next = sellOff(view, agent);
  for (const act of agent.acts) {
    if (act.atUs === view.nowUs) perform(view, agent, act);
    else if (act.atUs > view.nowUs) next = Math.min(next, act.atUs);
  }
  if (Number.isFinite(next)) view.box.wakeAtUs = next;
}

/** What came out of Anchor goes to the venue and is sold there, minute by minute; returns when to look again. */
function sellOff(view: View, agent: State): number {
  const { ust } = TerraShow.of(view);
  Places.transfer(view, ust, { from: agent.terra, to: agent.venue }, view.balance(agent.terra, ust));
  Places.sell(view, agent.venue, agent.ustMarket, Number.POSITIVE_INFINITY, WITHIN);
  return view.nowUs + MINUTE_US;
}

function perform(view: View, agent: State, act: Act): void {
  const terra = TerraShow.of(view);
  const { unit } = view.assets[terra.ust]!;
  const atoms = Whole.down(act.ust * unit);
  if (act.kind === 'anchor-withdraw') {
    const aust = Math.min(view.balance(agent.terra, terra.aust), Whole.down(atoms / terra.exchangeRate()));
    if (aust > 0)
      view.box.calls.push({ op: 'anchor-withdraw', account: agent.terra, atoms: aust, origin: 0 });
    return;
  }
  if (act.kind === 'sell-in-pool') {
    Places.swapInPool(view, agent, terra.ust, agent.poolDollar, atoms);
    return;
  }
  const pool = view.pools[agent.pool]!;
  const shares = Math.min(view.balance(agent.ether, pool.share), Whole.down(sharesFor(view, agent, act.ust)));
  const bid = { maxFee: 200e9, tip: 2e9 };
  view.box.calls.push({
    op: 'unprovide',
    pool: agent.pool,
    account: agent.ether,
    shares,
    coin: terra.ust,
    bid,
    origin: 0,
  });
}

/** Shares are worth about a dollar each near balance. */
function sharesFor(view: View, agent: State, usd: number): number {
  return usd * view.assets[view.pools[agent.pool]!.share]!.unit;
}
