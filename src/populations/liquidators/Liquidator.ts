import * as Outbox from '../../messages/Outbox.js';
import type { LiquidationAsked, View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as Agent from '../Agent.js';

/** How seized collateral of one asset becomes money again. */
export interface Exit {
  readonly asset: number;
  /** `market` and `account` (on its venue) for a venue, `pool` for a pool, neither to hold. */
  readonly pool: number;
  readonly market: number;
  readonly account: number;
  /** Atoms of its own capital in this asset, which it does not sell. */
  readonly keep: number;
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
  /** Assets of which it holds claims on the protocol, or has asked for. */
  readonly claims: number[];
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
  for (const asset of agent.claims) redeem(view, agent, asset);
  for (const exit of agent.exits) leave(view, agent, exit);
  search(view, agent, false);
}

/** The block that is being made carries a report: calls that pay at its price stand right behind it. */
export function reported(view: View, agent: State): void {
  search(view, agent, true);
}

/** Goes through who is in breach, worst first, with the capital at hand. */
function search(view: View, agent: State, isBehind: boolean): void {
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
    const pair = { position, collateral, debt, owedUsd: standing.debtUsd[debt]!, isBehind };
    left[debt] = left[debt]! - attempt(view, agent, pair, left[debt]!);
  }
}

/** A position with the pair of reserves to liquidate, and dollars owed in the second. */
interface Pair {
  readonly position: number;
  readonly collateral: number;
  readonly debt: number;
  readonly owedUsd: number;
  /** Whether the call stands behind a report of this block. */
  readonly isBehind: boolean;
}

/** Sends the first liquidation that pays; returns the atoms of capital it commits. */
function attempt(view: View, agent: State, pair: Pair, capital: number): number {
  const lending = view.lendings[agent.lending]!;
  const exit = agent.exits.find(({ asset }) => asset === lending.assets[pair.collateral]);
  if (exit === undefined || !(capital > 0)) return 0;
  for (const cover of covers(view, agent, pair, capital))
    for (const isClaim of [false, true]) {
      const asked = { ...pair, cover, isClaim };
      const quote = view.liquidation(agent.lending, asked);
      if (quote === undefined) continue;
      const gross = profitUsd(view, agent, asked, quote, exit);
      if (gross - view.gasUsd(TIP) < agent.profitUsd) break;
      send(view, agent, asked, gross);
      return quote.repaid;
    }
  return 0;
}

/**
 * What a liquidator offers, the most first. The contract takes no more than it allows when it executes, so the offer is
 * never the quote of an earlier block: that would leave the interest of the blocks between as dust. Less is offered
 * where capital does not reach, or the exit would not pay for all.
 */
function covers(view: View, agent: State, pair: Pair, capital: number): number[] {
  const lending = view.lendings[agent.lending]!;
  const atomsPerUsd = view.assets[lending.assets[pair.debt]!]!.unit / lending.price[pair.debt]!;
  const leaving = (pair.owedUsd - SPARE * lending.dustUsd) * atomsPerUsd;
  const parts = [leaving, pair.owedUsd * atomsPerUsd * 0.5, pair.owedUsd * atomsPerUsd * 0.25];
  return [capital, ...parts.filter((atoms) => atoms >= 1 && atoms < capital).map(Whole.down)];
}

/** Dust rules are kept by a tenth more than asked: prices move until the call executes. */
const SPARE = 1.1;

function profitUsd(
  view: View,
  agent: State,
  { collateral, debt, isClaim }: LiquidationAsked,
  quote: { readonly repaid: number; readonly seized: number },
  exit: Exit,
): number {
  const lending = view.lendings[agent.lending]!;
  const usd = (reserve: number, atoms: number) =>
    (atoms / view.assets[lending.assets[reserve]!]!.unit) * lending.price[reserve]!;
  const worth = usd(collateral, quote.seized);
  // A claim is held until there is cash again.
  const sold = isClaim ? worth : exitUsd(view, exit, quote.seized, worth, lending.assets[debt]!);
  return sold - usd(debt, quote.repaid);
}

function send(view: View, agent: State, asked: Pair & LiquidationAsked, gross: number): void {
  const { position, collateral, debt, cover, isClaim, isBehind } = asked;
  const lending = view.lendings[agent.lending]!;
  const perGwei = view.gasUsd(1e9) - view.gasUsd(0);
  const tip = Math.min(MOST_TIP, Math.max(TIP, Whole.down(((agent.bidShare * gross) / perGwei) * 1e9)));
  agent.origin = lending.breach[position]!;
  const asset = lending.assets[collateral]!;
  if (isClaim && !agent.claims.includes(asset)) agent.claims.push(asset);
  view.box.calls.push({
    op: 'liquidate',
    lending: agent.lending,
    position,
    account: agent.account,
    collateral: asset,
    debt: lending.assets[debt]!,
    atoms: cover,
    isClaim,
    isBehind,
    bid: { maxFee: 2 * view.baseFee() + tip, tip },
    origin: agent.origin,
  });
}

/** Takes a claim out as far as the protocol has cash. */
function redeem(view: View, agent: State, asset: number): void {
  const lending = view.lendings[agent.lending]!;
  const position = view.positionOf(agent.lending, agent.account);
  if (position < 0) return;
  const cash = lending.cash[lending.assets.indexOf(asset)]!;
  const atoms = Math.min(view.deposit(agent.lending, position, asset), cash);
  if (atoms <= 0) return;
  const { account, origin } = agent;
  const bid = { maxFee: 2 * view.baseFee() + TIP, tip: TIP };
  view.box.calls.push({
    op: 'withdraw',
    lending: agent.lending,
    position,
    account,
    asset,
    atoms,
    bid,
    origin,
  });
}

/** Largest tip, wei per gas. */
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
  const { asset, account, keep } = exit;
  carry(view, agent, { asset, from: agent.account, to: account, keep });
  carry(view, agent, { asset: quote, from: account, to: agent.account, keep: 0 });
  const lots = Whole.down(view.balance(exit.account, base) / view.assets[base]!.unit / lot);
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

interface Haul {
  readonly asset: number;
  readonly from: number;
  readonly to: number;
  readonly keep: number;
}

function carry(view: View, agent: State, { asset, from, to, keep }: Haul): void {
  const atoms = view.balance(from, asset) - keep;
  const { origin } = agent;
  if (atoms > 0) view.box.calls.push({ op: 'transfer', asset, from, to, toAsset: asset, atoms, origin });
}

/** Sells the whole stock but its capital for the dollar of the pool. */
function swap(view: View, agent: State, exit: Exit): void {
  const atoms = view.balance(agent.account, exit.asset) - exit.keep;
  const { coins, quote } = view.pools[exit.pool]!;
  const to = coins.find((asset) => view.assets[asset]!.dollar);
  if (atoms <= 0 || to === undefined) return;
  const atomsMin = Whole.down(quote(exit.asset, to, atoms) * 0.995);
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
