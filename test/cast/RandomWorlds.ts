import * as Streams from '../../src/base/Streams.js';
import * as Build from '../../src/compose/Build.js';
import * as Load from '../../src/compose/Load.js';
import type { Spec as Planted } from '../../src/populations/planted/PlantedSchema.js';
import type { World } from '../../src/run/World.js';
import * as Worlds from './Worlds.js';

/** Two exchanges with little insurance; the run crosses an hour and a funding stamp. */
const TEXT = `
title: A random world
about: Random books, positions, accounts and trades.
preset: primer-world
start: 2025-01-01T07:59:20Z
end: 2025-01-01T08:00:50Z
assets:
  - { id: STETH, class: staked, price: 5_000 USD, decimals: 8, volatility: 3%, tiers: ethusdt, collateralWeight: 92%, redeemsTo: ETH, ratio: 1.25 }
  - { id: ETH, class: major, price: 4_000 USD, decimals: 8, volatility: 3%, tiers: ethusdt, collateralWeight: 95% }
venues:
  - { id: a, staked: true, ownBookMix: { STETH: 30% }, insurance: { majors: 40_000 USD, alts: 20_000 USD, altGroups: 1 } }
  - id: v
    preset: vault-exchange
    about: Perps with a liquidator vault.
    quote: USDT
    spot: false
    perps: true
    staked: false
    shares: { openInterest: 10%, volume: 10%, perpsOfVolume: 100% }
    indexWeights: { a: 1 }
    collateralIndex: { kind: par }
    ownBookMix: {}
    insurance: { majors: 30_000 USD, alts: 10_000 USD, altGroups: 1 }
planted: { only: true }
`;

const SECONDS = 90;
const PRICES: Readonly<Record<string, number>> = { BTC: 100_000, ETH: 4_000, ALT: 10, STETH: 5_000 };
const MARKETS = ['BTC', 'ETH', 'ALT'].flatMap((base) => [
  `a:${base}/USDT:spot`,
  `a:${base}/USDT:perp`,
  `v:${base}/USDT:perp`,
]);
const STAKED = ['a:STETH/USDT:spot', 'a:STETH/ETH:spot'];

const loaded = Load.load(Worlds.library({ random: TEXT }), 'random', { sets: [], withs: [] });

/** Draws of one world. */
interface Dice {
  readonly streams: Streams.Streams;
  readonly id: number;
}

/** World number `seed`: small enough to run in a few milliseconds, wild enough that most of them break somebody. */
export function build(seed: number): World {
  const streams = Streams.create(seed);
  const dice = { streams, id: Streams.open(streams, 'random-world') };
  const drawdown = { kind: 'drawdown', start: 0.3, stop: 0.25, window: 8 * 3600e6 } as const;
  const trigger = pick(dice, [{ kind: 'exhausted' } as const, drawdown]);
  const kind = pick(dice, ['queue', 'pro-rata', 'profit-haircut', 'none'] as const);
  const scenario = {
    ...loaded.scenario,
    venues: loaded.scenario.venues.map((venue) =>
      venue.id === 'a' ? { ...venue, adl: { ...venue.adl, trigger, policy: { kind } } } : venue,
    ),
    planted: planted(dice, loaded.scenario.start),
  };
  const identity = { name: `random-${seed}`, seed, interventions: [], scenarioDigest: loaded.digest };
  return Build.build(scenario, identity);
}

function between(dice: Dice, low: number, high: number): number {
  return low + (high - low) * Streams.unit(dice.streams, dice.id);
}

/** Even in the logarithm. */
function scale(dice: Dice, low: number, high: number): number {
  return low * (high / low) ** Streams.unit(dice.streams, dice.id);
}

function pick<T>(dice: Dice, items: readonly T[]): T {
  return items[Streams.below(dice.streams, dice.id, items.length)]!;
}

function times<T>(dice: Dice, low: number, high: number, make: (id: string) => T): T[] {
  const count = Math.round(between(dice, low, high));
  return Array.from({ length: count }, (_, i) => make(`n${String(i).padStart(3, '0')}`));
}

/** Opening price of a market in its quote asset. */
function priceOf(market: string): number {
  const [base, quote] = market.split(':')[1]!.split('/');
  return PRICES[base!]! / (PRICES[quote!] ?? 1);
}

function planted(dice: Dice, start: number): Planted {
  const all = [...MARKETS, ...STAKED];
  const perps = MARKETS.filter((market) => market.endsWith('perp'));
  return {
    only: true,
    orders: all.flatMap((market) => bookOf(dice, market)),
    positions: times(dice, 2, 30, (id) => {
      const market = pick(dice, perps);
      const usd = scale(dice, 1_000, 2_000_000);
      return {
        id,
        market,
        side: pick(dice, ['long', 'long', 'short'] as const),
        size: usd / priceOf(market),
        margin: usd / scale(dice, 1.5, 60),
        weight: pick(dice, [1, 1, 7, 100]),
      };
    }),
    accounts: times(dice, 0, 6, (id) => account(dice, id)),
    trades: times(dice, 5, 50, (id) => {
      const market = pick(dice, all);
      return {
        id,
        at: start + Math.floor(between(dice, 1, SECONDS - 2)) * 1000,
        market,
        side: pick(dice, ['sell', 'sell', 'buy'] as const),
        size: scale(dice, 2_000, 500_000) / PRICES[market.split(':')[1]!.split('/')[0]!]!,
      };
    }),
  };
}

/** A few orders a side, thinner and farther apart than any real book. */
function bookOf(dice: Dice, market: string): NonNullable<Planted['orders']> {
  const mid = priceOf(market);
  const reach = scale(dice, 0.01, 0.6);
  return times(dice, 2, 12, (id) => {
    const side = pick(dice, ['buy', 'buy', 'sell'] as const);
    const away = scale(dice, 0.001, reach);
    return {
      id: `${market.replace(/\W/g, '-').toLowerCase()}-${id}`,
      market,
      side,
      price: mid * (side === 'buy' ? 1 - away : 1 + away),
      size: scale(dice, 5_000, 400_000) / PRICES[market.split(':')[1]!.split('/')[0]!]!,
    };
  });
}

/** A margin account somewhere between safe and nearly called: assets, a dollar debt, perps of either side. */
function account(dice: Dice, id: string): NonNullable<Planted['accounts']>[number] {
  const venue = pick(dice, ['a', 'a', 'v']);
  const usd = scale(dice, 10_000, 1_000_000);
  const held = venue === 'a' ? pick(dice, ['BTC', 'ETH', 'ALT', 'STETH']) : 'USDT';
  const perp = pick(dice, ['BTC', 'ETH', 'ALT']);
  const exposure = usd * pick(dice, [between(dice, -3, 5), between(dice, -0.2, 0.2)]);
  return {
    id,
    venue,
    weight: pick(dice, [1, 1, 20]),
    holdings: { [held]: usd / (PRICES[held] ?? 1) },
    debts: venue === 'a' ? { USDT: usd * between(dice, 0.1, 0.75) } : {},
    positions: { [`${perp}/USDT`]: exposure / PRICES[perp]! },
  };
}
