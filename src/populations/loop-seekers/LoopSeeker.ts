import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Agent from '../Agent.js';

/**
 * Holders of dollars on a venue who loop a coin there while it pays: each compares the yield of a loop on equity,
 * at the own leverage and the venue's borrow rate, with a required yield, and then buys a part of the loop with borrowed
 * dollars or sells a part of it. Rows of like holders, as columns; one of them decides at each wake-up. Rewards enter
 * decisions but are not paid within the run, so the equity of loops is understated by them.
 */
export interface State extends Agent.Base {
  readonly kind: 'loop-seeker';
  /** Spot market of the coin. */
  readonly market: number;
  readonly accounts: readonly number[];
  /** Target collateral over equity, and required net yield on equity a year, by row. */
  readonly leverage: Float64Array;
  readonly least: Float64Array;
  /** What holders of the coin are paid a year, and when, µs. */
  readonly yields: readonly { readonly rate: number; readonly fromUs: number; readonly toUs: number }[];
  /** Difference of yields that triggers a trade, and the part of a whole loop traded in one step. */
  readonly band: number;
  readonly share: number;
  /** How often one row decides, µs. */
  readonly everyUs: number;
  /** Row that decides next. */
  next: number;
}

/** Largest distance from par at which anybody loops: beyond it the loss exceeds years of carry. */
const FROM_PAR = 0.002;
/** Smallest order, as a part of the equity. */
const LEAST_PART = 0.01;

export function wake(view: View, agent: State): void {
  const rows = agent.accounts.length;
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs / rows);
  const row = agent.next;
  agent.next = (row + 1) % rows;
  const { venue } = view.markets[agent.market]!;
  const leverage = agent.leverage[row]!;
  const net = leverage * paid(agent, view.nowUs) - (leverage - 1) * view.borrowRate(venue);
  const spare = net - agent.least[row]!;
  if (Math.abs(spare) > agent.band) trade(view, agent, row, spare > 0);
}

function paid(agent: State, nowUs: number): number {
  let rate = 0;
  for (const one of agent.yields) if (one.fromUs <= nowUs && nowUs < one.toUs) rate += one.rate;
  return rate;
}

/** A part of the loop: up to the leverage wanted, or down to nothing. */
function trade(view: View, agent: State, row: number, isEntry: boolean): void {
  const market = view.markets[agent.market]!;
  const account = agent.accounts[row]!;
  const price = view.feed.price[agent.market]!;
  const units = (asset: number, atoms: number) => atoms / view.assets[asset]!.unit;
  const coinsUsd = units(market.base, view.balance(account, market.base)) * price;
  const dollars = view.balance(account, market.quote) - view.owed(account, market.quote);
  const equityUsd = coinsUsd + units(market.quote, dollars);
  const wholeUsd = agent.leverage[row]! * equityUsd;
  const usd = Math.min(agent.share * wholeUsd, isEntry ? wholeUsd - coinsUsd : coinsUsd);
  const lots = Agent.lotsFor(view, agent.market, usd, price);
  if (lots < 1 || usd < LEAST_PART * equityUsd) return;
  const side = isEntry ? Outbox.BUY : Outbox.SELL;
  const limit = Agent.ticksOf(view, agent.market, isEntry ? 1 + FROM_PAR : 1 - FROM_PAR);
  Outbox.place(view.box, { market: agent.market, account, side, limit, lots, timeInForce: Outbox.IOC });
  const kind = isEntry ? 'loop-entry' : 'loop-exit';
  view.box.reports.push({ kind, cause: 0, market: agent.market, account, usd, reason: 'carry' });
}
