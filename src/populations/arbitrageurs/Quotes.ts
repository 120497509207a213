import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';
import * as Arbitrageur from './Arbitrageur.js';

/**
 * Orders of an arbitrageur that rest: where the touch of a market is wide it bids at what the dearest bid elsewhere pays
 * less fees and edge, and offers likewise. What is filled is hedged at the next look. So a book whose makers are gone is
 * quoted by those who can trade elsewhere.
 */

/** Places of the markets where it can buy cheapest and sell dearest, -1 = none, and whether it trades across them now. */
export interface Best {
  readonly cheap: number;
  readonly rich: number;
  readonly trade: boolean;
}

/** Least relative distance to the present touch at which an order is worth resting. */
const WIDE = 0.002;
/** Relative move at which an order that rests is moved. */
const MOVED = 0.001;
/** How far a hedge reaches beyond the touch. */
const REACH = 0.01;

/** Trades on the other side what rested and was filled; whether there was any. */
export function hedge(view: View, agent: Arbitrageur.State): boolean {
  let any = false;
  for (const side of [Outbox.BUY, Outbox.SELL]) {
    const at = agent.quoteAt[side]!;
    if (at < 0) continue;
    const { lot } = view.markets[agent.markets[at]!]!;
    const gone = (agent.quoteLots[side]! - view.resting(handleOf(agent, at, side))) * lot;
    // A refused order is no fill: what it holds must have changed by as much.
    const changed = (unitsAt(view, agent, at) - agent.quoteHeld[side]!) * (side === Outbox.BUY ? 1 : -1);
    const units = Math.min(gone, changed);
    if (!(units > 0)) continue;
    any = true;
    agent.quoteLots[side] = agent.quoteLots[side]! - Whole.down(units / lot);
    agent.quoteHeld[side] = unitsAt(view, agent, at);
    offset(view, agent, at, side === Outbox.BUY ? Outbox.SELL : Outbox.BUY, units);
  }
  return any;
}

/** Trades units in the best other market; what it cannot fill within its reach stays as inventory. */
function offset(view: View, agent: Arbitrageur.State, but: number, side: number, units: number): void {
  const at = bestAt(view, agent, side === Outbox.SELL, but);
  if (at < 0) return;
  const id = agent.markets[at]!;
  const price = side === Outbox.SELL ? view.feed.bid[id]! : view.feed.ask[id]!;
  const lots = Whole.down(units / view.markets[id]!.lot);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, id, price * (side === Outbox.SELL ? 1 - REACH : 1 + REACH));
  const account = agent.accounts[at]!;
  Outbox.place(view.box, { market: id, account, side, limit, lots, timeInForce: Outbox.IOC });
}

/** The market but one where it can sell dearest (or buy cheapest), -1 = none. */
function bestAt(view: View, agent: Arbitrageur.State, sells: boolean, but: number): number {
  const least = agent.clipUsd * 0.05;
  let best = -1;
  for (let i = 0; i < agent.markets.length; i++) {
    if (i === but) continue;
    const price = sells ? view.feed.bid[agent.markets[i]!]! : view.feed.ask[agent.markets[i]!]!;
    if (!(price > 0) || Arbitrageur.room(view, agent, i, sells ? Outbox.SELL : Outbox.BUY) <= least) continue;
    const known = best < 0 ? Number.NaN : (sells ? view.feed.bid : view.feed.ask)[agent.markets[best]!]!;
    if (best < 0 || (sells ? price > known : price < known)) best = i;
  }
  return best;
}

/** Lets one bid and one offer rest, or takes them away; whether any rests. */
export function rest(view: View, agent: Arbitrageur.State, best: Best): boolean {
  const bids = restOn(view, agent, Outbox.BUY, best.trade ? -1 : best.rich);
  const offers = restOn(view, agent, Outbox.SELL, best.trade ? -1 : best.cheap);
  return bids || offers;
}

/** One side: `hedgeAt` is where it would be offset. */
function restOn(view: View, agent: Arbitrageur.State, side: number, hedgeAt: number): boolean {
  const found = hedgeAt < 0 ? undefined : widest(view, agent, side, hedgeAt);
  const old = agent.quoteAt[side]!;
  if (old >= 0 && old !== found?.at) withdraw(view, agent, side);
  if (found === undefined) return false;
  const { at, price } = found;
  const id = agent.markets[at]!;
  const handle = handleOf(agent, at, side);
  const usd = Math.min(
    agent.clipUsd,
    Arbitrageur.room(view, agent, at, side),
    Arbitrageur.room(view, agent, hedgeAt, side === Outbox.BUY ? Outbox.SELL : Outbox.BUY),
    view.depthUsd(agent.markets[hedgeAt]!, side === Outbox.BUY ? Outbox.BUY : Outbox.SELL, REACH / 2),
  );
  const lots = Agent.lotsFor(view, id, usd, price);
  const mine = side === Outbox.BUY ? view.feed.bid[id]! : view.feed.ask[id]!;
  if (view.resting(handle) > 0 && Math.abs(price / mine - 1) < MOVED) return true;
  if (lots < 1) return false;
  agent.quoteAt[side] = at;
  agent.quoteLots[side] = lots;
  agent.quoteHeld[side] = unitsAt(view, agent, at);
  Outbox.place(view.box, {
    ...{ market: id, account: agent.accounts[at]!, side, lots },
    ...{ limit: Agent.ticksOf(view, id, price), timeInForce: Outbox.GTC, owner: handle },
  });
  return true;
}

/** The market whose touch is farthest from what the hedge pays, and the price there. */
function widest(view: View, agent: Arbitrageur.State, side: number, hedgeAt: number) {
  const from = agent.markets[hedgeAt]!;
  const isBuy = side === Outbox.BUY;
  const paid = isBuy ? view.feed.bid[from]! : view.feed.ask[from]!;
  let found: { at: number; price: number } | undefined;
  let most = WIDE;
  for (let i = 0; i < agent.markets.length; i++) {
    if (i === hedgeAt) continue;
    const id = agent.markets[i]!;
    const cost = (view.markets[from]!.takerFeePpm + view.markets[id]!.takerFeePpm) / 1e6 + agent.edge;
    const price = paid * (isBuy ? 1 - cost : 1 + cost);
    const touch = isBuy ? view.feed.bid[id]! : view.feed.ask[id]!;
    const isOwn = agent.quoteAt[side] === i && view.resting(handleOf(agent, i, side)) > 0;
    // Its own order is the touch there: it stays while it is not beyond the price.
    const away = isOwn ? WIDE * 2 : touch > 0 ? (price / touch - 1) * (isBuy ? 1 : -1) : 1;
    if (!(away > most) || Arbitrageur.room(view, agent, i, side) <= agent.clipUsd * 0.05) continue;
    most = away;
    found = { at: i, price };
  }
  return found;
}

function withdraw(view: View, agent: Arbitrageur.State, side: number): void {
  const at = agent.quoteAt[side]!;
  const handle = handleOf(agent, at, side);
  if (view.resting(handle) > 0) Outbox.cancel(view.box, agent.markets[at]!, handle);
  agent.quoteAt[side] = -1;
}

function handleOf(agent: Arbitrageur.State, at: number, side: number): number {
  return agent.handles + 2 * at + (side === Outbox.BUY ? 0 : 1);
}

/** Units of the base that it is long in one of its markets. */
function unitsAt(view: View, agent: Arbitrageur.State, at: number): number {
  const id = agent.markets[at]!;
  const market = view.markets[id]!;
  if (market.perp) return view.lots(agent.accounts[at]!, id) * market.lot;
  const account = agent.accounts[at]!;
  const atoms = view.balance(account, market.base) + view.reserved(account, market.base);
  return atoms / view.assets[market.base]!.unit;
}
