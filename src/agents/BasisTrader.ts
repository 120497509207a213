import type { View } from '../actors/View.js';
import * as Outbox from '../messages/Outbox.js';
import * as Agent from './Agent.js';

/**
 * Cash and carry in one asset on one venue: long spot, short perp for the funding, as the sum of many holders whose
 * exit thresholds are spread evenly. They leave as the basis they can trade at falls; when ADL closes a short, the
 * spot leg is sold.
 */
export interface State extends Agent.Base {
  readonly kind: 'basis-trader';
  readonly spot: number;
  readonly perp: number;
  readonly account: number;
  /** Basis at which the first and the last of them leave, negative fractions. */
  readonly exitFrom: number;
  readonly exitTo: number;
  /** Units short at the open. */
  readonly units0: number;
  readonly clipUsd: number;
  readonly everyUs: number;
  /** Journal id of the ADL that broke the hedge, 0 = none. */
  origin: number;
}

export function wake(view: View, agent: State): void {
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
  const spot = view.markets[agent.spot]!;
  const perp = view.markets[agent.perp]!;
  const bid = view.feed.bid[agent.spot]!;
  const ask = view.feed.ask[agent.perp]!;
  const held = view.balance(agent.account, spot.base) / view.assets[spot.base]!.unit;
  const short = -view.lots(agent.account, agent.perp) * perp.lot;
  const naked = held - short;
  if (naked * bid > agent.clipUsd / 20) {
    sellSpot(view, agent, Math.min(naked, agent.clipUsd / bid), bid);
    view.box.wakeAtUs = Agent.after(view, agent.stream, 1e6);
    return;
  }
  const basis = ask / bid - 1;
  if (!(basis < agent.exitFrom) || short <= 0) return;
  const gone = Math.min(1, (basis - agent.exitFrom) / (agent.exitTo - agent.exitFrom));
  const units = Math.min(short - agent.units0 * (1 - gone), agent.clipUsd / bid);
  const lots = Math.floor(units / perp.lot);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, agent.perp, ask * 1.001);
  Outbox.place(view.box, agent.perp, agent.account, Outbox.BUY, limit, lots, Outbox.IOC, -1, 0, 1);
  view.box.wakeAtUs = Agent.after(view, agent.stream, 1e6);
}

function sellSpot(view: View, agent: State, units: number, price: number): void {
  const lots = Math.floor(units / view.markets[agent.spot]!.lot);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, agent.spot, price * 0.985);
  Outbox.place(view.box, agent.spot, agent.account, Outbox.SELL, limit, lots, Outbox.IOC, -1, agent.origin);
}

/** ADL took the short leg: look at once. */
export function notice(view: View, agent: State, id: number): void {
  agent.origin = id;
  view.box.wakeAtUs = view.nowUs + 1_000_000;
}
