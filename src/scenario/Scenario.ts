import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Populations from './Populations.js';
import * as Text from './Text.js';

const symbol = () => z.string().regex(/^[A-Z][A-Z0-9]*$/).meta({ description: 'a symbol such as "BTC"' });

/** One row of a maintenance table. */
const Tier = z.strictObject({ floor: z.number(), rate: Text.ratio(), maxLeverage: Text.positive() });
const Table = z.strictObject({
  contract: z.string().optional(),
  source: z.string(),
  asOf: z.string(),
  tiers: z.array(Tier).min(1),
});

const Asset = z.strictObject({
  id: symbol(),
  class: z.enum(['dollar', 'major', 'alt', 'staked']),
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
  sliceShare: Text.ratio(),
  takeoverRatio: Text.ratio(),
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
  /** Share of the direct dollar book in the own-book index of each staked asset. */
  ownBookMix: z.record(z.string(), Text.ratio()),
  loanMaintenance: Text.ratio(),
  borrowRate: Text.ratio(),
  thresholds: Thresholds,
  liquidation: Liquidation,
  adl: Adl,
  insurance: z.strictObject({ majors: Text.usd(), alts: Text.usd(), altGroups: Text.count({ min: 1 }) }),
  funding: z.strictObject({ every: Text.duration(), cap: Text.ratio() }),
  publish: z.strictObject({ share: Text.ratio(), throttled: z.boolean() }),
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

export const Scenario = z.strictObject({
  title: z.string(),
  about: z.string(),
  start: Text.instant(),
  end: Text.instant(),
  tables: z.record(z.string(), Table),
  assets: Helpers.listById(Asset),
  universe: z.strictObject({
    alts: Text.count(),
    zipf: Text.positive(),
    openInterest: Text.usd(),
    volumeOverOpenInterest: Text.positive(),
    beta: Text.spread(Text.positive()),
  }),
  venues: Helpers.listById(Venue),
  equity: z.strictObject({ closes: Text.instant() }),
  news: Helpers.listById(News),
  exogenous: Helpers.listById(Flow),
  populations: Populations.Populations,
  planted: Populations.Planted.optional(),
});

export type Scenario = z.infer<typeof Scenario>;
export type AssetSpec = z.infer<typeof Asset>;
export type VenueSpec = z.infer<typeof Venue>;
