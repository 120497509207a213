import { z } from 'zod';
import * as Chain from './Chain.js';
import * as Generated from './Generated.js';
import * as Issuers from './Issuers.js';
import * as Lending from './Lending.js';
import * as Pools from './Pools.js';
import * as Populations from './Populations.js';
import * as Rails from './Rails.js';
import * as Helpers from './SchemaHelpers.js';
import * as Terra from './Terra.js';
import * as Text from './Text.js';
import type { Refusal } from './ZodIssues.js';

const symbol = () =>
  z
    .string()
    .regex(/^[A-Z][A-Z0-9]*$/)
    .meta({ description: 'a symbol such as "BTC"' });

/** One row of a maintenance table. */
const Tier = z.strictObject({ floor: z.number(), rate: Text.ratio(), maxLeverage: Text.positive() });
const Table = z.strictObject({
  contract: z.string().optional(),
  source: z.string(),
  asOf: z.string(),
  tiers: z
    .array(Tier)
    .min(1)
    .transform((rows) => rows.sort((x, y) => x.floor - y.floor)),
});

const Asset = z.strictObject({
  id: symbol(),
  /** `synthetic`: a dollar that an issuer redeems; `token`: lives on the chain alone (vault shares, principal tokens). */
  class: z.enum(['dollar', 'major', 'alt', 'staked', 'synthetic', 'token']),
  price: Text.usd(),
  /** Places after the point of one unit; the largest total must fit 2^53 atoms. */
  decimals: Text.count({ max: 12 }),
  /** Alts: place in the Zipf order of sizes, 1 = largest. */
  rank: Text.count({ min: 1 }).optional(),
  beta: Text.positive().optional(),
  openInterest: Text.usd().optional(),
  dailyVolume: Text.usd().optional(),
  /** Calm volatility of a day. */
  volatility: Text.ratio(),
  tiers: z.string(),
  collateralWeight: Text.ratio(),
  /** False: no venue lists a perp on it. */
  perps: z.boolean().optional(),
  /** Synthetic dollars: venues with a spot book, and its daily volume. */
  listedOn: z.record(z.string(), Text.usd()).optional(),
  redeemsTo: symbol().optional(),
  ratio: Text.positive().optional(),
});

const Index = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own-book') }),
  z.strictObject({ kind: z.literal('multi-venue') }),
  z.strictObject({ kind: z.literal('redemption-weighted'), redemptionWeight: Text.ratio() }),
  z.strictObject({ kind: z.literal('floored'), minimum: Text.ratio() }),
  z.strictObject({ kind: z.literal('par') }),
]);

const Thresholds = z.strictObject({
  marginCall: Text.positive(),
  reduceOnly: Text.positive(),
  liquidation: Text.positive(),
  bankrupt: Text.positive(),
  target: Text.positive(),
});

const Liquidation = z.strictObject({
  fee: Text.ratio(),
  attempts: Text.count({ min: 1 }),
  visibleWithin: Text.ratio(),
  visibleShare: Text.ratio(),
  positionShare: Text.ratio(),
  takeoverAfter: Text.duration(),
  /** What the fund closes of its positions a second, and the largest share of the visible other side it takes. */
  fundRate: Text.ratio(),
  fundShare: Text.ratio(),
  /** Time in which it sells collateral it has taken over but for 1/e, and the farthest below its worth elsewhere. */
  fundSellsOver: Text.duration(),
  fundBand: Text.ratio(),
  sliceShare: Text.ratio(),
  sell: z.enum(['weight', 'depth']),
  vault: z.boolean(),
});

const Adl = z.strictObject({
  policy: z.enum(['queue', 'pro-rata', 'none']),
  trigger: z.enum(['exhausted', 'drawdown', 'vault-equity']),
  rank: z.enum(['binance', 'hyperliquid']),
});

const Venue = z.strictObject({
  id: Helpers.id(),
  about: z.string(),
  margin: z.enum(['unified', 'cross', 'cash']),
  /** Dollar asset its markets are quoted in. */
  quote: symbol(),
  spot: z.boolean(),
  perps: z.boolean(),
  /** Books of staked assets against the dollar asset and against what they redeem to. */
  staked: z.boolean(),
  shares: z.strictObject({ openInterest: Text.ratio(), volume: Text.ratio(), perpsOfVolume: Text.ratio() }),
  fees: z.strictObject({
    spotMaker: Text.ratio(),
    spotTaker: Text.ratio(),
    perpMaker: Text.ratio(),
    perpTaker: Text.ratio(),
  }),
  protectivePrice: z.strictObject({ spot: Text.ratio(), perps: Text.ratio() }),
  mark: z.enum(['binance', 'oracle']),
  oracleEvery: Text.duration(),
  indexWeights: z.record(z.string(), z.number()),
  collateralIndex: Index,
  /** Assets that the venue prices by a rule of their own. */
  indexOf: z.record(z.string(), Index).optional(),
  /** Share of the direct dollar book in the own-book index of each staked asset. */
  ownBookMix: z.record(z.string(), Text.ratio()),
  loanMaintenance: Text.ratio(),
  borrowRate: Text.ratio(),
  /** Where borrowing gets dearer with what is lent: dollars that can be lent, and the rate added up to the kink and beyond. */
  borrowCurve: z
    .strictObject({
      lendable: Text.usd(),
      kink: Text.ratio(),
      below: Text.ratio(),
      above: Text.ratio({ max: 5 }),
    })
    .optional(),
  thresholds: Thresholds,
  liquidation: Liquidation,
  adl: Adl,
  insurance: z.strictObject({ majors: Text.usd(), alts: Text.usd(), altGroups: Text.count({ min: 1 }) }),
  funding: z.strictObject({ every: Text.duration(), cap: Text.ratio() }),
  publish: z.strictObject({ share: Text.ratio(), throttled: z.boolean() }),
  /** Perps that it settles and delists once their index falls below a price, by asset. */
  settlesBelow: z.record(symbol(), Text.usd()).optional(),
});

const News = z.strictObject({
  id: Helpers.id(),
  from: Text.instant(),
  to: Text.instant(),
  /** Change of fundamental value of an asset of beta 1 over the window. */
  impulse: Text.ratio({ min: -1, max: 1 }),
});

const Flow = z.strictObject({
  id: Helpers.id(),
  from: Text.instant(),
  to: Text.instant(),
  /** Risk cut per minute and venue before equities hedge their share. */
  perMinute: z.record(z.string(), Text.usd()),
  equityShare: Text.ratio(),
});

const Universe = z.strictObject({
  /** How many alts there are: those listed, by rank, and then generated ones. */
  alts: Text.count({ max: 1000 }),
  generated: Generated.Generated.optional(),
  zipf: Text.positive(),
  openInterest: Text.usd(),
  volumeOverOpenInterest: Text.positive(),
  /** Turnover of the smallest alt relative to the common one; the spread narrows to none at rank 1. */
  turnover: Text.spread(Text.positive()),
  /** Spot's part of a venue's volume in the smallest alt, relative to the venue's common part; narrows likewise. */
  spotPart: Text.spread(Text.positive()),
  beta: Text.spread(Text.positive()),
});

const File = z.strictObject({
  title: z.string(),
  about: z.string(),
  start: Text.instant(),
  end: Text.instant(),
  tables: z.record(z.string(), Table),
  assets: Helpers.listById(Asset),
  universe: Universe.optional(),
  venues: Helpers.listById(Venue),
  equity: z.strictObject({ closes: Text.instant() }).optional(),
  news: Helpers.listById(News).optional(),
  exogenous: Helpers.listById(Flow).optional(),
  rails: Rails.Rails.optional(),
  chain: Chain.Chain.optional(),
  issuers: Issuers.Issuers.optional(),
  lending: Helpers.listById(Lending.Lending).optional(),
  pools: Pools.Pools.optional(),
  terra: Terra.Terra.optional(),
  /** Assets whose books get a finer grid when the price has fallen far below the opening one. */
  finerTicks: z.array(symbol()).optional(),
  /** Which list of numbers a study of this scenario reports; `october` where nothing is stated. */
  numbers: z.enum(['october', 'luna-2022', 'luna-2021']).optional(),
  populations: Populations.Populations.partial().optional(),
  planted: Populations.Planted.optional(),
});

/** What only a world with populations must state. */
const PEOPLED = ['universe', 'populations', 'equity', 'news', 'exogenous'] as const;

/** Every listed asset, no size beyond its own keys: what a world of planted people alone needs of a universe. */
const AS_LISTED: z.infer<typeof Universe> = {
  alts: Number.MAX_SAFE_INTEGER,
  zipf: 1,
  openInterest: 0,
  volumeOverOpenInterest: 1,
  turnover: { low: 1, high: 1 },
  spotPart: { low: 1, high: 1 },
  beta: { low: 1, high: 1 },
};

export const Scenario = File.superRefine((file, context) => {
  if (file.planted?.only === true) return;
  const lacking = (path: string[]) =>
    context.addIssue({ code: 'custom', path, params: { ...missing(path) } });
  for (const key of PEOPLED) if (file[key] === undefined) lacking([key]);
  const { populations } = file;
  if (populations === undefined) return;
  for (const key of Populations.KINDS) if (populations[key] === undefined) lacking(['populations', key]);
}).transform((file) => ({
  ...file,
  assets: [
    ...file.assets,
    ...Generated.fill(file.assets, file.universe?.alts ?? 0, file.universe?.generated),
  ],
  /** Number of assets that the file lists; those after them are generated. */
  listed: file.assets.length,
  universe: file.universe ?? AS_LISTED,
  equity: file.equity ?? { closes: file.start },
  news: file.news ?? [],
  exogenous: file.exogenous ?? [],
  // Incomplete only where `planted.only` is set; there only the builders of what is stated run.
  populations: (file.populations ?? {}) as Populations.Populations,
}));

function missing(path: string[]): Refusal {
  const key = path.join('.');
  return {
    found: `no "${key}"`,
    expected: `"${key}" in a world with populations`,
    remedy: `add "${path.at(-1)}:", or set "planted: { only: true }" for a world of planted accounts alone`,
  };
}

export type Scenario = z.infer<typeof Scenario>;
export type AssetSpec = z.infer<typeof Asset>;
export type VenueSpec = z.infer<typeof Venue>;
