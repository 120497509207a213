import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';

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
  /** Basis at which new money enters and is all in, and how much there is, over the opening position. */
  readonly enterFrom: number;
  readonly enterTo: number;
  readonly entryShare: number;
  /** Units short at the open. */
  readonly units0: number;
  readonly clipUsd: number;
  readonly everyUs: number;
  /** First of its quote handles (perp bid, spot bid), -1 = its orders never rest. */
  readonly handles: number;
  /** Journal id of the ADL that broke the hedge, 0 = none. */
  origin: number;
}

export function wake(view: View, agent: State): void {
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
  const spot = view.markets[agent.spot]!;
  const held = view.balance(agent.account, spot.base) / view.assets[spot.base]!.unit;
  const short = -view.lots(agent.account, agent.perp) * view.markets[agent.perp]!.lot;
  const bid = view.feed.bid[agent.spot]!;
  if ((held - short) * bid > agent.clipUsd / 20) level(view, agent, held - short, bid);
  else if (!leave(view, agent, short, bid) && view.state(agent.account) === 0) enter(view, agent, short);
}

/** Spot without a short: hedge it while the perp pays at least the exit basis, else (or after ADL) sell it. */
function level(view: View, agent: State, naked: number, bid: number): void {
  const perpBid = view.feed.bid[agent.perp]!;
  const units = Math.min(naked, agent.clipUsd / bid);
  view.box.wakeAtUs = Agent.after(view, agent.stream, 3e6);
  if (agent.origin > 0 || !(perpBid / bid - 1 > agent.exitFrom)) {
    sellSpot(view, agent, units, bid);
    return;
  }
  const lots = Whole.down(units / view.markets[agent.perp]!.lot);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, agent.perp, perpBid * 0.998);
  Outbox.place(view.box, {
    market: agent.perp,
    account: agent.account,
    side: Outbox.SELL,
    limit,
    lots,
    timeInForce: Outbox.IOC,
  });
}

/** Closes shorts as the tradable basis falls through the holders' thresholds. */
function leave(view: View, agent: State, short: number, bid: number): boolean {
  const ask = view.feed.ask[agent.perp]!;
  const basis = ask / bid - 1;
  agent.origin = 0;
  if (agent.handles >= 0 && !(basis < agent.exitFrom)) return bidBelow(view, agent, short, bid);
  if (!(basis < agent.exitFrom) || short <= 0) return false;
  const gone = Math.min(1, (basis - agent.exitFrom) / (agent.exitTo - agent.exitFrom));
  const units = Math.min(short - agent.units0 * (1 - gone), agent.clipUsd / bid);
  const lots = Whole.down(units / view.markets[agent.perp]!.lot);
  if (lots < 1 || units * bid < agent.clipUsd / 10) return false;
  const limit = Agent.ticksOf(view, agent.perp, ask * 1.001);
  Outbox.place(view.box, {
    market: agent.perp,
    account: agent.account,
    side: Outbox.BUY,
    limit,
    lots,
    timeInForce: Outbox.IOC,
    reduceOnly: 1,
  });
  view.box.wakeAtUs = Agent.after(view, agent.stream, 3e6);
  return true;
}

/**
 * Nobody offers the perp at their price: the next to leave bids for it there, where that is the best bid. So a book
 * whose makers are gone still has the bids of those who hold the other leg.
 */
function bidBelow(view: View, agent: State, short: number, bid: number): boolean {
  const units = Math.min(short, agent.clipUsd / bid);
  const closed = Math.max(0, 1 - (short - units) / agent.units0);
  const price = bid * (1 + agent.exitFrom + (agent.exitTo - agent.exitFrom) * closed);
  return rest(view, agent, { market: agent.perp, handle: agent.handles, price, units });
}

/** Buys spot as the tradable basis rises, with what capital is left; the next wake-up sells the perp. */
function enter(view: View, agent: State, short: number): void {
  const ask = view.feed.ask[agent.spot]!;
  const perpBid = view.feed.bid[agent.perp]!;
  const basis = perpBid / ask - 1;
  if (agent.handles >= 0 && !(basis > agent.enterFrom)) {
    bidSpot(view, agent, short, perpBid);
    return;
  }
  if (!(basis > agent.enterFrom)) return;
  const come = Math.min(1, (basis - agent.enterFrom) / (agent.enterTo - agent.enterFrom));
  // New money enters more slowly than existing money leaves.
  const units = Math.min(agent.units0 * (1 + agent.entryShare * come) - short, agent.clipUsd / 4 / ask);
  const lots = Whole.down(units / view.markets[agent.spot]!.lot);
  if (lots < 1 || units * ask < agent.clipUsd / 10) return;
  const limit = Agent.ticksOf(view, agent.spot, ask * 1.002);
  Outbox.place(view.box, {
    market: agent.spot,
    account: agent.account,
    side: Outbox.BUY,
    limit,
    lots,
    timeInForce: Outbox.IOC,
  });
  view.box.wakeAtUs = Agent.after(view, agent.stream, 3e6);
}

/** Nobody offers spot at their price: the next new money bids for it there, where that is the best bid. */
function bidSpot(view: View, agent: State, short: number, perpBid: number): void {
  const most = agent.units0 * agent.entryShare;
  const come = Math.max(0, (short - agent.units0) / most);
  const price = perpBid / (1 + agent.enterFrom + (agent.enterTo - agent.enterFrom) * come);
  const units = Math.min(agent.units0 + most - short, agent.clipUsd / 4 / price);
  rest(view, agent, { market: agent.spot, handle: agent.handles + 1, price, units });
}

interface Quote {
  readonly market: number;
  readonly handle: number;
  readonly price: number;
  readonly units: number;
}

/** Distance from the best bid within which an order that rests there is left alone. */
const NEAR = 0.001;

/** Rests a bid where it would be the best one, else takes it away; whether one rests. On the perp it may close only. */
function rest(view: View, agent: State, { market, handle, price, units }: Quote): boolean {
  const lots = Whole.down(units / view.markets[market]!.lot);
  const best = view.feed.bid[market]!;
  const resting = view.resting(handle);
  const isBest = !(price <= best) && lots >= 1 && units * price >= agent.clipUsd / 40;
  if (resting > 0 && Math.abs(price / best - 1) < NEAR) return true;
  if (!isBest) {
    if (resting > 0) Outbox.cancel(view.box, market, handle);
    return false;
  }
  Outbox.place(view.box, {
    market,
    account: agent.account,
    side: Outbox.BUY,
    limit: Agent.ticksOf(view, market, price),
    lots,
    timeInForce: Outbox.GTC,
    owner: handle,
    reduceOnly: market === agent.perp ? 1 : 0,
  });
  view.box.wakeAtUs = Agent.after(view, agent.stream, 3e6);
  return true;
}

function sellSpot(view: View, agent: State, units: number, price: number): void {
  const lots = Whole.down(units / view.markets[agent.spot]!.lot);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, agent.spot, price * 0.985);
  Outbox.place(view.box, {
    market: agent.spot,
    account: agent.account,
    side: Outbox.SELL,
    limit,
    lots,
    timeInForce: Outbox.IOC,
    origin: agent.origin,
  });
}

/** ADL took the short leg: look at once. */
export function notice(view: View, agent: State, _account: number, id: number): void {
  agent.origin = id;
  view.box.wakeAtUs = view.nowUs + 1_000_000;
}
