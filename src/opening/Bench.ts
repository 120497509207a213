import * as Streams from '../base/Streams.js';
import * as Ledger from '../ledger/Ledger.js';
import type { Base as Agent } from '../populations/Agent.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import type { Shown } from '../state/Shown.js';
import * as Rounding from '../units/Rounding.js';
import * as Whole from '../units/Whole.js';
import type { Universe } from './Universe.js';

/** The workbench of the builders: the engine under construction and the agents so far. */
export interface Bench {
  readonly universe: Universe;
  readonly engine: Engine;
  readonly agents: Agent[];
  /** First wake-up of each agent, µs; -1 = sleeps until noticed. */
  readonly wakes: number[];
  /** What kinds have declared for observers. */
  readonly shown: Shown[];
  /** Account of the outside world: the other side of every opening balance. */
  readonly external: number;
}

/** A uniform draw from a stream named after what it is for. */
export function draw(bench: Bench, name: string, spread: { low: number; high: number }): number {
  const stream = Streams.open(bench.engine.streams, name);
  return spread.low + (spread.high - spread.low) * Streams.unit(bench.engine.streams, stream);
}

/** Adds an agent and returns its id. Agents first wake at a random instant of their first interval. */
export function enlist(bench: Bench, agent: Agent, firstWakeUs: number): number {
  const id = bench.agents.length;
  bench.agents.push(agent);
  bench.wakes.push(firstWakeUs < 0 ? -1 : Whole.nearest(firstWakeUs));
  bench.engine.agentKinds[id] = agent.kind;
  return id;
}

/** Declares accounts to observers, in the order of their opening. */
export function show(bench: Bench, shown: Shown): void {
  bench.shown.push(shown);
}

/** Random first wake-up inside an interval. */
export function firstWake(bench: Bench, name: string, everyUs: number): number {
  return 1 + Whole.down(draw(bench, `${name}/first`, { low: 0, high: everyUs }));
}

/** Gives an account whole units of an asset from the outside world, rounded down to atoms. */
export function fund(bench: Bench, account: number, asset: number, units: number): void {
  const atoms = Whole.down(units * bench.engine.assets[asset]!.unit);
  if (atoms <= 0) return;
  const to = Accounts.cash(bench.engine, account, asset);
  Ledger.post(bench.engine.ledger, externalCell(bench, asset), to, atoms);
}

/** Signed cell of the outside world for an asset. */
export function externalCell(bench: Bench, asset: number): number {
  const { engine, external } = bench;
  return Accounts.issued(engine, external, asset);
}

/** Opens a perp position at the opening price; the other side is opened by the crowd. Returns signed lots. */
export function position(bench: Bench, account: number, market: Market, usd: number): number {
  const price = market.openTicks * market.tick;
  const lots = Math.sign(usd) * Whole.down(Math.abs(usd) / (price * market.lot));
  hold(bench, account, market, lots);
  return lots;
}

/** Adds signed lots to a position, at a price or else at the opening one. */
export function hold(bench: Bench, account: number, market: Market, lots: number, price?: number): void {
  const { accounts } = bench.engine;
  const at = account * accounts.width + market.local;
  const entry = accounts.entry[at]! + entryOf(market, lots, price);
  Accounts.setPosition(accounts, account, market, accounts.lots[at]! + lots, entry);
}

/** Cost of signed lots at a price, or at the opening one: whole atoms, nearest where the price is between ticks. */
export function entryOf(market: Market, lots: number, price?: number): number {
  if (price === undefined) return lots * market.openTicks * market.atomsPerTickLot;
  return Rounding.nearest((price / market.tick) * lots * market.atomsPerTickLot);
}

/** Quote handles for an agent: a contiguous range, also noted on its account so that the venue can cancel them. */
export function handles(bench: Bench, account: number, count: number): number {
  const { quotes, accounts } = bench.engine;
  const from = quotes.size;
  quotes.size += count;
  if (quotes.size > quotes.slot.length) {
    const slot = new Int32Array(quotes.size * 2).fill(-1);
    slot.set(quotes.slot);
    quotes.slot = slot;
  }
  if (accounts.quoteTo[account] === 0) accounts.quoteFrom[account] = from;
  accounts.quoteTo[account] = quotes.size;
  return from;
}

/** Market of a venue by base and kind, undefined when it is not listed. */
export function marketOf(bench: Bench, venue: number, base: number, perp: boolean): Market | undefined {
  const { engine } = bench;
  const ids: readonly number[] = perp ? engine.venues[venue]!.perps : engine.venues[venue]!.spots;
  const dollar = ids.find((id) => engine.markets[id]!.base === base && quoteIsDollar(engine, id));
  return dollar === undefined ? undefined : engine.markets[dollar];
}

function quoteIsDollar(engine: Engine, id: number): boolean {
  return engine.assets[engine.markets[id]!.quote]!.dollar;
}

/** Daily volume of one market in dollars: the asset's, by the venue's share and its split between spot and perps. */
export function volumeOf(bench: Bench, market: Market): number {
  const venue = bench.universe.venues[market.venue]!;
  const listed = bench.universe.assets[market.base]!;
  if (listed.spec.class === 'staked') return listed.dailyVolume / 2;
  if (listed.spec.listedOn) return listed.spec.listedOn[venue.id] ?? 0;
  const { volume, perpsOfVolume } = venue.shares;
  // A venue without perps has nothing to share between the two.
  const spot = perpsOfVolume === 0 ? 1 : (1 - perpsOfVolume) * listed.spotPart;
  return listed.dailyVolume * volume * (market.perp ? 1 - spot : spot);
}

/** Open interest of one perp market in dollars. */
export function openInterestOf(bench: Bench, market: Market): number {
  return (
    bench.universe.assets[market.base]!.openInterest *
    bench.universe.venues[market.venue]!.shares.openInterest
  );
}

/** Index of an asset by symbol, -1 when it is not in this world. */
export function assetOf(bench: Bench, symbol: string): number {
  return bench.universe.assets.findIndex((asset) => asset.spec.id === symbol);
}

/** An opening debt: the debtor's cell goes below zero, the creditor's claim rises. */
function owe(bench: Bench, debtor: number, creditor: number, atoms: number): void {
  if (atoms > 0) Ledger.post(bench.engine.ledger, debtor, creditor, atoms);
}

/** Opening debt: the account spent what it borrowed before the run, so only the debt stands in its books. */
export function borrow(bench: Bench, account: number, asset: number, usd: number): void {
  const { engine } = bench;
  const venue = engine.venues[engine.accounts.venue[account]!]!;
  const atoms = Whole.down(usd * engine.assets[asset]!.unit);
  const treasury = Accounts.debt(engine, venue.treasury, asset);
  owe(bench, Accounts.debt(engine, account, asset), treasury, atoms);
}
