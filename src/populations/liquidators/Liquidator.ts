import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';

/** How seized collateral of one asset becomes money again. */
export interface Exit {
  readonly asset: number;
  /** `market` and `account` (on its venue) for a venue, `pool` for a pool, neither to hold. */
  readonly pool: number;
  readonly market: number;
  readonly account: number;
}

/**
 * Liquidates positions of a lending protocol where that pays after gas and the slippage of its exit, with the capital
 * it has. What it seizes goes to the pool or book of its exit; dollars come back by rail.
 */
export interface State extends Agent.Base {
  readonly kind: 'liquidator';
  readonly lending: number;
  /** Its account on the chain. */
  readonly account: number;
  readonly exits: readonly Exit[];
  readonly profitUsd: number;
  /** Share of the expected profit it offers for gas at most. */
  readonly bidShare: number;
  readonly everyUs: number;
  /** Journal id of the last breach it went for. */
  origin: number;
}

/** Positions looked at in one wake-up, worst first. */
const LOOKS = 40;
/** Falls of the price within which the exit's depth is asked. */
const REACH = [0.0025, 0.005, 0.01, 0.02, 0.04];
/** Tip for calls that do not race, wei per gas. */
const TIP = 2e9;

export function wake(view: View, agent: State): void {
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
  for (const exit of agent.exits) leave(view, agent, exit);
  const lending = view.lendings[agent.lending]!;
  const left = lending.assets.map((asset) => view.balance(agent.account, asset));
  const standings = lending.breached.map((position) => ({
    position,
    standing: view.standing(agent.lending, position),
  }));
  standings.sort((x, y) => x.standing.health - y.standing.health || x.position - y.position);
  for (const { position, standing } of standings.slice(0, LOOKS)) {
    const collateral = largest(standing.collateralUsd);
    const debt = largest(standing.debtUsd);
    left[debt] = left[debt]! - attempt(view, agent, position, collateral, debt, left[debt]!);
  }
}

/** Sends a liquidation call if it pays; returns the atoms of capital it commits. `collateral` and `debt` are reserves. */
function attempt(
  view: View,
  agent: State,
  position: number,
  collateral: number,
  debt: number,
  capital: number,
): number {
  const lending = view.lendings[agent.lending]!;
  const quote = view.liquidation(agent.lending, position, collateral, debt, capital);
  if (quote === undefined) return 0;
  const usd = (reserve: number, atoms: number) =>
    (atoms / view.assets[lending.assets[reserve]!]!.unit) * lending.price[reserve]!;
  const exit = agent.exits.find(({ asset }) => asset === lending.assets[collateral]);
  if (exit === undefined) return 0;
  const seizedUsd = usd(collateral, quote.seized);
  const gross = exitUsd(view, exit, quote.seized, seizedUsd, lending.assets[debt]!) - usd(debt, quote.repaid);
  if (gross - view.gasUsd(TIP) < agent.profitUsd) return 0;
  const perGwei = view.gasUsd(1e9) - view.gasUsd(0);
  const tip = Math.max(TIP, Math.floor(((agent.bidShare * gross) / perGwei) * 1e9));
  view.box.calls.push({
    op: 'liquidate',
    lending: agent.lending,
    position,
    account: agent.account,
    collateral: lending.assets[collateral]!,
    debt: lending.assets[debt]!,
    atoms: quote.repaid,
    bid: { maxFee: 2 * view.baseFee() + Math.min(tip, MOST_TIP), tip: Math.min(tip, MOST_TIP) },
    origin: lending.breach[position]!,
  });
  agent.origin = lending.breach[position]!;
  return quote.repaid;
}

/** Wei per gas beyond which nobody tips. */
const MOST_TIP = 1e14;

/** Dollars the exit pays for what would be seized, by what it shows now; what is held counts at the oracle's price, `usd`. */
function exitUsd(view: View, exit: Exit, atoms: number, usd: number, dollar: number): number {
  if (exit.pool >= 0)
    return view.pools[exit.pool]!.quote(exit.asset, dollar, atoms) / view.assets[dollar]!.unit;
  if (exit.market < 0) return usd;
  const bid = view.feed.bid[exit.market]!;
  const units = atoms / view.assets[exit.asset]!.unit;
  if (!(bid > 0)) return 0;
  const reach = REACH.find((within) => view.depthUsd(exit.market, Outbox.BUY, within) >= units * bid);
  const fee = view.markets[exit.market]!.takerFeePpm / 1e6;
  return reach === undefined ? 0 : units * bid * (1 - reach) * (1 - fee);
}

/** Seized collateral goes to its exit, and dollars from a venue come back. */
function leave(view: View, agent: State, exit: Exit): void {
  if (exit.pool >= 0) swap(view, agent, exit);
  if (exit.market < 0) return;
  const { lot, base, quote } = view.markets[exit.market]!;
  send(view, agent, exit.asset, agent.account, exit.account);
  send(view, agent, quote, exit.account, agent.account);
  const lots = Math.floor(view.balance(exit.account, base) / view.assets[base]!.unit / lot);
  const bid = view.feed.bid[exit.market]!;
  if (lots < 1 || !(bid > 0)) return;
  const limit = Agent.ticksOf(view, exit.market, bid * (1 - REACH.at(-1)!));
  Outbox.place(view.box, {
    market: exit.market,
    account: exit.account,
    side: Outbox.SELL,
    limit,
    lots,
    timeInForce: Outbox.IOC,
    origin: agent.origin,
  });
}

function send(view: View, agent: State, asset: number, from: number, to: number): void {
  const atoms = view.balance(from, asset);
  const { origin } = agent;
  if (atoms > 0) view.box.calls.push({ op: 'transfer', asset, from, to, toAsset: asset, atoms, origin });
}

/** Sells the whole stock for the dollar of the pool. */
function swap(view: View, agent: State, exit: Exit): void {
  const atoms = view.balance(agent.account, exit.asset);
  const { coins, quote } = view.pools[exit.pool]!;
  const to = coins.find((asset) => view.assets[asset]!.dollar);
  if (atoms <= 0 || to === undefined) return;
  const atomsMin = Math.floor(quote(exit.asset, to, atoms) * 0.995);
  const { account, origin } = agent;
  const bid = { maxFee: 2 * view.baseFee() + TIP, tip: TIP };
  view.box.calls.push({
    op: 'swap',
    pool: exit.pool,
    account,
    from: exit.asset,
    to,
    atoms,
    atomsMin,
    bid,
    origin,
  });
}

/** Index of the largest value, the first of equals. */
function largest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
