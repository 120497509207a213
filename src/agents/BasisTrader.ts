import type { View } from '../actors/View.js';
import * as Outbox from '../messages/Outbox.js';
import * as Agent from './Agent.js';

/**
 * Cash and carry in one asset on one venue: long spot, short perp for the funding. Unwinds when the perp trades well
 * below spot; when ADL closes its short it is left long and sells the spot leg.
 */
export interface State extends Agent.Base {
  readonly kind: 'basis-trader';
  readonly spot: number;
  readonly perp: number;
  readonly account: number;
  /** Basis at which it takes the trade off, a negative fraction. */
  readonly exitBasis: number;
  readonly clipUsd: number;
  readonly everyUs: number;
  /** Journal id of the ADL that broke the hedge, 0 = none. */
  origin: number;
}

export function wake(view: View, agent: State): void {
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
  const spot = view.markets[agent.spot]!;
  const perp = view.markets[agent.perp]!;
  const spotPrice = Agent.midOf(view, agent.spot);
  const perpPrice = Agent.midOf(view, agent.perp);
  const held = view.balance(agent.account, spot.base) / view.assets[spot.base]!.unit;
  const short = -view.lots(agent.account, agent.perp) * perp.lot;
  const naked = held - short;
  if (naked * spotPrice > agent.clipUsd / 10) {
    sellSpot(view, agent, Math.min(naked, agent.clipUsd / spotPrice), spotPrice);
    view.box.wakeAtUs = Agent.after(view, agent.stream, 2e6);
    return;
  }
  if (perpPrice / spotPrice - 1 > agent.exitBasis || short <= 0) return;
  const units = Math.min(short, agent.clipUsd / spotPrice);
  const lots = Math.floor(units / perp.lot);
  if (lots < 1) return;
  // It pays up to where the basis would still be worth closing.
  const limit = Agent.ticksOf(view, agent.perp, spotPrice * (1 + agent.exitBasis));
  Outbox.place(view.box, agent.perp, agent.account, Outbox.BUY, limit, lots, Outbox.IOC, -1, 0, 1);
  view.box.wakeAtUs = Agent.after(view, agent.stream, 3e6);
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
