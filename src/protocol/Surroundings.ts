import * as UnitText from '../format/UnitText.js';
import * as Engine from '../index.js';
import * as Composition from './Composition.js';
import type { AssetSpec } from './ProtocolFile.js';
import type { Shocks } from './ShockFile.js';

/** How a world is opened around a market. */
export interface Terms {
  readonly shocks: Shocks;
  /** Fall of the news in a world of its own. */
  readonly fall: number;
  /** Whether liquidators sell what they seize; otherwise they hold it, and nothing feeds back. */
  readonly isSold: boolean;
  /** Dollars of makers' equity, and volumes by asset, that give the stated depths. */
  readonly depth: Depth;
}

export interface Depth {
  readonly equityUsd: number;
  readonly volumeUsd: Readonly<Record<string, number>>;
}

/** Nothing happens, for what is read before anything does. */
export const EMPTY: Terms = {
  shocks: { falls: [0.1], over: 60e6, horizon: 60e6 },
  fall: 0,
  isSold: false,
  depth: { equityUsd: 1, volumeUsd: {} },
};

/** Quote of the one exchange. */
export const QUOTE = 'USDT';
const VENUE = 'a';
const START = '2026-01-01T00:00:00Z';
/** What the chain's gas is paid in; where the file names it not, it keeps this price. */
const FUEL = 'ETH';
const FUEL_USD = 4000;
/** Prices of what the world needs, where neither file nor snapshot tells them. */
const UNLISTED: Readonly<Record<string, number>> = { [QUOTE]: 1, [FUEL]: FUEL_USD };
/** Minutes before the news begin. */
const CALM_MS = 5 * 60_000;

export function instant(afterMs: number): string {
  return new Date(Date.parse(START) + afterMs).toISOString().replace('.000Z', 'Z');
}

/** Price of an asset: the file's, else the snapshot's. */
export function priceOf({ file, loans }: Composition.Subject, asset: string): number {
  return file.spec.assets?.[asset]?.price ?? loans?.prices[asset] ?? UNLISTED[asset] ?? Number.NaN;
}

/** Assets of the file that fall with the news. */
export function moving({ file }: Composition.Subject): string[] {
  return Object.entries(file.spec.assets ?? {}).flatMap(([id, { moves = 1 }]) => (moves > 0 ? [id] : []));
}

/** An exchange with books of the stated depth, a chain, and the market on it. */
export function own(subject: Composition.Subject, terms: Terms): Composition.Data {
  const { file } = subject;
  const { title, about = title } = file.spec;
  const { horizon, over } = terms.shocks;
  const end = instant(CALM_MS + horizon / 1000);
  return {
    title,
    about,
    start: START,
    end,
    tables: { preset: 'leverage-tiers' },
    assets: assets(subject, terms.depth),
    venues: [EXCHANGE],
    universe: NOTHING_ELSE,
    chain: { preset: 'ethereum' },
    rails: { check: { [VENUE]: '5s' }, confirm: { default: '12s' }, windows: [] },
    news:
      terms.fall === 0
        ? []
        : [
            {
              id: 'fall',
              from: instant(CALM_MS),
              to: instant(CALM_MS + over / 1000),
              impulse: `-${100 * terms.fall}%`,
            },
          ],
    populations: {
      makers: { preset: 'makers', equity: { [VENUE]: usd(terms.depth.equityUsd) } },
      value: { preset: 'value' },
      informed: { preset: 'informed' },
      noise: { preset: 'noise' },
    },
    lending: [Composition.entry(subject, () => 1, people(subject, terms.isSold, `venue:${VENUE}`))],
  };
}

const EXCHANGE = {
  id: VENUE,
  preset: 'cash-exchange',
  about: 'Books of the stated depth.',
  quote: QUOTE,
  spot: true,
  perps: false,
  staked: false,
  shares: { openInterest: 0, volume: '100%', perpsOfVolume: 0 },
  indexWeights: { [VENUE]: 1 },
  collateralIndex: { kind: 'par' },
  ownBookMix: {},
  insurance: { majors: '0 USD', alts: '0 USD', altGroups: 1 },
};

const NOTHING_ELSE = {
  alts: 0,
  zipf: 1,
  openInterest: '0 USD',
  volumeOverOpenInterest: 1,
  turnover: '1..1',
  spotPart: '1..1',
  beta: '1..1',
};

/** What is added to a scenario: assets that it lacks, and the market beside those that it has. */
export function within(subject: Composition.Subject, terms: Terms): Composition.Data {
  const { file, library, into } = subject;
  const base = Engine.load(library, into!, { sets: [], withs: [] }).scenario;
  const known = new Map(base.assets.map(({ id, price }) => [id, price]));
  const missing = assets(subject, terms.depth).filter(({ id }) => !known.has(id));
  const ratio = (asset: string) => priceOf(subject, asset) / (known.get(asset) ?? priceOf(subject, asset));
  const spot = base.venues.find((venue) => venue.spot)!;
  const extra = people(subject, terms.isSold, `venue:${spot.id}`);
  return {
    ...(missing.length > 0 ? { assets: missing } : {}),
    lending: [Composition.entry(subject, ratio, { ...extra, id: file.id })],
  };
}

interface AssetEntry {
  readonly id: string;
}

function assets(subject: Composition.Subject, depth: Depth): (AssetEntry & Composition.Data)[] {
  const listed = Object.entries(subject.file.spec.assets ?? {});
  const all = listed.map(([id, spec]) => asset(subject, id, spec, depth));
  const isListed = (one: string) => listed.some(([id]) => id === one);
  const quote = isListed(QUOTE) ? [] : [asset(subject, QUOTE, { moves: 0 }, depth)];
  return [...quote, ...all, ...(isListed(FUEL) ? [] : [asset(subject, FUEL, { moves: 0 }, depth)])];
}

function asset(
  subject: Composition.Subject,
  id: string,
  spec: AssetSpec,
  depth: Depth,
): AssetEntry & Composition.Data {
  const { moves = 1, volatility, decimals } = spec;
  const common = { id, price: usd(priceOf(subject, id)) };
  if (moves === 0)
    return {
      ...common,
      class: 'dollar',
      decimals: decimals ?? 4,
      volatility: volatility ?? '0.1%',
      tiers: 'btcusdt',
      collateralWeight: '100%',
    };
  return {
    ...common,
    class: 'major',
    perps: false,
    decimals: decimals ?? 6,
    beta: moves,
    openInterest: '0 USD',
    dailyVolume: usd(depth.volumeUsd[id] ?? 1),
    volatility: volatility ?? '3%',
    tiers: 'ethusdt',
    collateralWeight: '95%',
  };
}

/** Liquidators of the file or three firms; where nothing is sold, they hold. */
function people(subject: Composition.Subject, isSold: boolean, exit: string): Composition.Data {
  const { file, loans } = subject;
  const { assets: stated = {}, liquidators: spec = {}, market } = file.spec;
  const own = market.liquidators as { exits: Record<string, string> }[] | undefined;
  const held = (exits: Record<string, string>) =>
    Object.fromEntries(Object.entries(exits).map(([asset, where]) => [asset, isSold ? where : 'hold']));
  if (own !== undefined) return { liquidators: own.map((one) => ({ ...one, exits: held(one.exits) })) };
  const debts = new Map<string, number>();
  for (const { debt } of loans?.loans ?? [])
    for (const [asset, units] of Object.entries(debt))
      debts.set(asset, (debts.get(asset) ?? 0) + units * priceOf(subject, asset));
  for (const { debt, stock, ltv } of statedBorrowers(market.borrowers))
    debts.set(debt, (debts.get(debt) ?? 0) + stock * ltv);
  const exits = Object.fromEntries(
    reserves(market).map((asset) => [
      asset,
      (stated[asset]?.depth ?? 0) > 0 || stated[asset] === undefined ? exit : 'hold',
    ]),
  );
  if (debts.size === 0) return {};
  const capital = [...debts].map(([asset, owed]) => [asset, usd(Math.max(1, owed * (spec.capital ?? 0.2)))]);
  return {
    liquidators: [
      {
        id: 'firm',
        count: spec.firms ?? 3,
        capital: Object.fromEntries(capital),
        exits: held(exits),
        profit: usd(spec.profit ?? 50),
        bidShare: spec.bidShare ?? 0.3,
        every: '12s',
        latency: '100ms',
      },
    ],
  };
}

/** Debts of borrowers that the market states in ranges, at their highest; anything else is the engine's to refuse. */
function statedBorrowers(list: unknown): { debt: string; stock: number; ltv: number }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap(({ debt, stock, ltv }: { debt: unknown; stock: unknown; ltv: unknown }) => {
    const size = UnitText.usd().safeParse(stock);
    const range = UnitText.spread(UnitText.ratio()).safeParse(ltv);
    if (typeof debt !== 'string' || !size.success || !range.success) return [];
    return [{ debt, stock: size.data, ltv: range.data.high }];
  });
}

function reserves(market: Readonly<Record<string, unknown>>): string[] {
  const list = Array.isArray(market.reserves) ? market.reserves : [];
  return list.flatMap(({ asset }: { asset?: unknown }) => (typeof asset === 'string' ? [asset] : []));
}

function usd(value: number): string {
  return `${decimal(value)} USD`;
}

/** Digits without an exponent, which texts with units do not have. */
function decimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12) : text;
}
