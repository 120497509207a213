import * as Streams from '../../src/base/Streams.js';
import * as Build from '../../src/compose/Build.js';
import * as Load from '../../src/compose/Load.js';
import * as Assess from '../../src/exchange/Assess.js';
import * as Kernel from '../../src/kernel/Kernel.js';
import * as EventKind from '../../src/messages/EventKind.js';
import type { Spec as Planted } from '../../src/populations/planted/PlantedSchema.js';
import * as Desk from '../../src/run/Desk.js';
import * as Dispatch from '../../src/run/Dispatch.js';
import type { World } from '../../src/run/World.js';
import * as Accounts from '../../src/state/Accounts.js';
import type { Engine, Venue } from '../../src/state/Engine.js';
import * as Worlds from './Worlds.js';

/**
 * Worlds without orders, whose last prices are moved by hand: a correlated walk of all assets under leveraged accounts,
 * so that what an exchange notices can be compared with what is there.
 */
const TEXT = `
title: A walk
about: Prices are moved by hand.
preset: primer-world
start: 2025-01-01T07:58:00Z
end: 2025-01-01T09:00:00Z
assets:
  - { id: ETH, class: major, price: 4_000 USD, decimals: 8, volatility: 3%, tiers: ethusdt, collateralWeight: 95% }
  - { id: USDC, class: dollar, price: 1 USD, decimals: 4, volatility: 0.1%, tiers: btcusdt, collateralWeight: 100% }
  - { id: STETH, class: staked, price: 5_000 USD, decimals: 8, volatility: 3%, tiers: ethusdt, collateralWeight: 92%, redeemsTo: ETH, ratio: 1.25 }
venues:
  - { id: a, staked: true, ownBookMix: { STETH: 30% } }
planted: { only: true }
`;

const PRICES: Readonly<Record<string, number>> = {
  BTC: 100_000,
  ETH: 4_000,
  ALT: 10,
  STETH: 5_000,
  USDT: 1,
  USDC: 1,
};
const BETA: Readonly<Record<string, number>> = { BTC: 1, ETH: 1.3, ALT: 2, STETH: 1.4, USDC: 0.2 };

const loaded = Load.load(Worlds.library({ walk: TEXT }), 'walk', { sets: [], withs: [] });

export const rows = Worlds.rows;

/** A world of the given margin accounts alone. */
export function of(accounts: NonNullable<Planted['accounts']>): World {
  const identity = { name: 'walk', seed: 1, interventions: [], scenarioDigest: loaded.digest };
  return Build.build({ ...loaded.scenario, planted: { only: true, accounts } }, identity);
}

/** A world of margin accounts and isolated rows on the edge. */
export function open(seed: number, sizes: { accounts: number; rows: number }): World {
  const streams = Streams.create(seed);
  const id = Streams.open(streams, 'walk');
  const unit = () => Streams.unit(streams, id);
  const planted: Planted = {
    only: true,
    accounts: Array.from({ length: sizes.accounts }, (_, i) => account(unit, `account-${1000 + i}`)),
    positions: Array.from({ length: sizes.rows }, (_, i) => position(unit, `row-${1000 + i}`)),
  };
  const identity = { name: `walk-${seed}`, seed, interventions: [], scenarioDigest: loaded.digest };
  return Build.build({ ...loaded.scenario, planted }, identity);
}

function account(unit: () => number, id: string): NonNullable<Planted['accounts']>[number] {
  const usd = 1e5 * 10 ** (4 * unit());
  const held = ['BTC', 'ETH', 'ALT', 'STETH', 'USDT', 'USDC'];
  const holdings: Record<string, number> = {};
  const debts: Record<string, number> = {};
  const positions: Record<string, number> = {};
  for (const symbol of held) {
    if (unit() < 0.4) holdings[symbol] = (usd * (0.2 + unit())) / PRICES[symbol]!;
    else if (unit() < 0.25) debts[symbol] = (0.2 * usd * unit() + 1) / PRICES[symbol]!;
  }
  for (const symbol of ['BTC', 'ETH', 'ALT'])
    if (unit() < 0.5) positions[`${symbol}/USDT`] = (usd * (8 * unit() - 4)) / PRICES[symbol]!;
  return { id, venue: 'a', weight: unit() < 0.5 ? 1 : Math.ceil(100 * unit()), holdings, debts, positions };
}

function position(unit: () => number, id: string): NonNullable<Planted['positions']>[number] {
  const symbol = ['BTC', 'ETH', 'ALT'][Math.floor(3 * unit())]!;
  const usd = 1e3 * 10 ** (5 * unit());
  return {
    id,
    market: `a:${symbol}/USDT:perp`,
    side: unit() < 0.6 ? 'long' : 'short',
    size: usd / PRICES[symbol]!,
    margin: usd * (0.02 + 0.4 * unit()),
    weight: unit() < 0.5 ? 1 : Math.ceil(50 * unit()),
  };
}

export interface Motion {
  readonly seconds: number;
  readonly seed: number;
  /** Deviation of the common move of one second, and the chance of one twenty times as large. */
  readonly sigma: number;
  readonly jump: number;
  /** Moves the books of one asset alone. */
  readonly only?: string;
}

/** Runs a world for some seconds; before each composition of prices they move, after each venue's tick `look` is called. */
export function run(world: World, motion: Motion, look: (venue: Venue) => void): void {
  const { engine } = world;
  const streams = Streams.create(motion.seed);
  const id = Streams.open(streams, 'motion');
  const desk = Desk.create(world);
  const event: Kernel.Event = { kind: 0, target: 0, a: 0, b: 0, id: 0, cause: 0 };
  while (Kernel.next(engine.kernel, motion.seconds * 1e6, event)) {
    desk.view.nowUs = engine.kernel.nowUs;
    if (event.kind === EventKind.COMPOSE) move(engine, streams, id, motion);
    Dispatch.handle(world, desk, event);
    if (event.kind === EventKind.VENUE_TICK) look(engine.venues[event.target]!);
  }
}

function move(engine: Engine, streams: Streams.Streams, id: number, motion: Motion): void {
  const scale = Streams.unit(streams, id) < motion.jump ? 20 * motion.sigma : motion.sigma;
  const common = scale * Streams.normal(streams, id);
  for (const market of engine.markets) {
    const { symbol } = engine.assets[market.base]!;
    const beta = BETA[symbol]!;
    const own = (motion.sigma / 3) * Streams.normal(streams, id);
    const factor = Math.max(0.5, Math.min(1.5, 1 + beta * common + own));
    if (motion.only !== undefined && motion.only !== symbol) continue;
    market.lastTicks = Math.max(1, Math.round(market.lastTicks * factor));
    market.dirty = 1;
  }
}

export interface Valued {
  readonly account: number;
  readonly value: Assess.Assessment;
}

/** Every margin account of a venue valued now. */
export function valuations(engine: Engine, venue: Venue): Valued[] {
  const { accounts } = engine;
  const out: Valued[] = [];
  for (let id = 0; id < accounts.count; id++) {
    if (accounts.venue[id] !== venue.index || accounts.kind[id] !== Accounts.MARGIN) continue;
    out.push({ account: id, value: valued(engine, id) });
  }
  return out;
}

function valued(engine: Engine, account: number): Assess.Assessment {
  const value = Assess.create();
  Assess.assess(engine, account, value);
  return value;
}

/**
 * Values accounts as if every asset's price had travelled `travel` (relative, up to one) along its sign: up or down,
 * perps and collateral alike.
 */
export function moved(
  world: World,
  venue: Venue,
  signs: readonly number[],
  travel: number,
): (account: number) => Assess.Assessment {
  const { engine } = world;
  const factor = (asset: number) => (venue.collateral[asset]!.direct < 0 ? 1 : 1 + signs[asset]! * travel);
  return (account) => {
    const collateral = venue.collateralUsd.slice();
    const marks = venue.perps.map((id) => engine.markets[id]!.mark!.mark);
    for (let asset = 0; asset < collateral.length; asset++)
      venue.collateralUsd[asset] = collateral[asset]! * factor(asset);
    venue.perps.forEach((id, i) => {
      const market = engine.markets[id]!;
      engine.feed.mark[id] = market.mark!.mark = marks[i]! * factor(market.base);
    });
    const value = valued(engine, account);
    venue.collateralUsd.set(collateral);
    venue.perps.forEach((id, i) => {
      engine.feed.mark[id] = engine.markets[id]!.mark!.mark = marks[i]!;
    });
    return value;
  };
}
