import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';

/**
 * Keeps an issuer delta-neutral: when a venue has closed a short, or a short no longer matches its spot, it sells perps
 * (or buys them back) on all of its venues, never more than a share of their visible depth.
 */
export interface State extends Agent.Base {
  readonly kind: 'issuer-hedger';
  /** Account of the custodian, whose spot is to be covered. */
  readonly custody: number;
  readonly legs: readonly Leg[];
  /** Uncovered dollars below which it does nothing. */
  readonly toleranceUsd: number;
  /** Share of the visible depth it takes a second. */
  readonly depthShare: number;
  readonly everyUs: number;
  /** Journal id of the deleveraging it answers, 0 = none. */
  origin: number;
  lastUs: number;
}

/** One asset: its perps and the account on each venue. */
export interface Leg {
  readonly asset: number;
  readonly markets: readonly number[];
  readonly accounts: readonly number[];
}

/** Depth that counts lies this close to the touch; orders reach no further. */
const REACH = 0.002;

export function wake(view: View, agent: State): void {
  const dtUs = Math.min(view.nowUs - agent.lastUs, agent.everyUs * 2);
  agent.lastUs = view.nowUs;
  let isOpen = false;
  for (const leg of agent.legs) isOpen = cover(view, agent, leg, dtUs) || isOpen;
  if (!isOpen) agent.origin = 0;
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}

/** Brings one asset toward zero; true while something is left to do. */
function cover(view: View, agent: State, leg: Leg, dtUs: number): boolean {
  const price = view.feed.assetUsd[leg.asset]!;
  const units = residual(view, agent, leg);
  if (Math.abs(units) * price <= agent.toleranceUsd) return false;
  const side = units > 0 ? Outbox.SELL : Outbox.BUY;
  const share = Math.min(1, (agent.depthShare * dtUs) / 1e6);
  const room = leg.markets.map((id, at) => {
    const isStuck = view.state(leg.accounts[at]!) > 1;
    return isStuck ? 0 : view.depthUsd(id, 1 - side, REACH) * share;
  });
  const all = room.reduce((sum, usd) => sum + usd, 0);
  const wanted = Math.min(all, Math.abs(units) * price);
  leg.markets.forEach((id, at) => {
    const touch = side === Outbox.SELL ? view.feed.bid[id]! : view.feed.ask[id]!;
    if (!(touch > 0) || !(all > 0)) return;
    const lots = Agent.lotsFor(view, id, (wanted * room[at]!) / all, price);
    if (lots < 1) return;
    const limit = Agent.ticksOf(view, id, side === Outbox.SELL ? touch * (1 - REACH) : touch * (1 + REACH));
    Outbox.place(view.box, {
      market: id,
      account: leg.accounts[at]!,
      side,
      limit,
      lots,
      timeInForce: Outbox.IOC,
      origin: agent.origin,
    });
  });
  return true;
}

/** Spot held less what is short, in units; positive is uncovered. */
function residual(view: View, agent: State, leg: Leg): number {
  const { unit } = view.assets[leg.asset]!;
  let units = view.balance(agent.custody, leg.asset) / unit;
  leg.accounts.forEach((account, at) => {
    const market = leg.markets[at]!;
    units += view.balance(account, leg.asset) / unit + view.lots(account, market) * view.markets[market]!.lot;
  });
  return units;
}

/** A venue has deleveraged one of its shorts: look after a second. */
export function notice(view: View, agent: State, _account: number, id: number): void {
  agent.origin = id;
  view.box.wakeAtUs = view.nowUs + 1_000_000;
}
