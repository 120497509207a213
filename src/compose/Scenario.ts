import { z } from 'zod';
import * as IssuerSchema from '../chain/issuer/IssuerSchema.js';
import * as PoolSchema from '../chain/pool/PoolSchema.js';
import * as RailSchema from '../chain/rail/RailSchema.js';
import * as SpaceSchema from '../chain/space/SpaceSchema.js';
import * as VenueSchema from '../exchange/venue/VenueSchema.js';
import * as ExpectSchema from '../format/ExpectSchema.js';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';
import { PLUGS } from '../plugs/Plugs.js';
import type { Populations } from '../populations/Kind.js';
import * as PlantedSchema from '../populations/planted/PlantedSchema.js';
import { Section } from '../populations/Section.js';
import { stakedVolume } from '../populations/staking/StakedVolume.js';
import * as Generated from './Generated.js';
import * as LendingSection from './LendingSection.js';

/** One row of a maintenance table. */
const Tier = z.strictObject({ floor: z.number(), rate: UnitText.ratio(), maxLeverage: UnitText.positive() });
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
  id: Helpers.symbol(),
  /** `synthetic`: a dollar that an issuer redeems; `token`: lives on the chain alone (vault shares, principal tokens). */
  class: z.enum(['dollar', 'major', 'alt', 'staked', 'synthetic', 'token']),
  price: UnitText.usd(),
  /** Places after the point of one unit; the largest total must fit 2^53 atoms. */
  decimals: UnitText.count({ max: 12 }),
  /** Alts: place in the Zipf order of sizes, 1 = largest. */
  rank: UnitText.count({ min: 1 }).optional(),
  beta: UnitText.positive().optional(),
  openInterest: UnitText.usd().optional(),
  dailyVolume: UnitText.usd().optional(),
  /** Calm volatility of a day. */
  volatility: UnitText.ratio(),
  tiers: Reference.ref('table'),
  collateralWeight: UnitText.ratio(),
  /** False: no venue lists a perp on it. */
  perps: z.boolean().optional(),
  /** Synthetic dollars: venues with a spot book, and its daily volume. */
  listedOn: Reference.mapOf(Reference.ref('venue'), UnitText.usd()).optional(),
  redeemsTo: Reference.ref('asset').optional(),
  ratio: UnitText.positive().optional(),
});

const News = z.strictObject({
  id: Helpers.id(),
  from: UnitText.instant(),
  to: UnitText.instant(),
  /** Change of fundamental value of an asset of beta 1 over the window. */
  impulse: UnitText.ratio({ min: -1, max: 1 }),
});

const Flow = z.strictObject({
  id: Helpers.id(),
  from: UnitText.instant(),
  to: UnitText.instant(),
  /** Risk cut per minute and venue before equities hedge their share. */
  perMinute: Reference.mapOf(Reference.ref('venue'), UnitText.usd()),
  equityShare: UnitText.ratio(),
});

const Universe = z.strictObject({
  /** How many alts there are: those listed, by rank, and then generated ones. */
  alts: UnitText.count({ max: 1000 }),
  generated: Generated.Generated.optional(),
  zipf: UnitText.positive(),
  openInterest: UnitText.usd(),
  volumeOverOpenInterest: UnitText.positive(),
  /** Turnover of the smallest alt relative to the common one; the spread narrows to none at rank 1. */
  turnover: UnitText.spread(UnitText.positive()),
  /** Spot's part of a venue's volume in the smallest alt, relative to the venue's common part; narrows likewise. */
  spotPart: UnitText.spread(UnitText.positive()),
  beta: UnitText.spread(UnitText.positive()),
});

const File = z.strictObject({
  title: z.string(),
  about: z.string(),
  start: UnitText.instant(),
  end: UnitText.instant(),
  tables: Reference.declare('table', z.record(z.string(), Table)),
  assets: Reference.declare('asset', Helpers.listById(Asset)),
  universe: Universe.optional(),
  venues: Reference.declare('venue', Helpers.listById(VenueSchema.Venue)),
  equity: z.strictObject({ closes: UnitText.instant() }).optional(),
  news: Helpers.listById(News).optional(),
  exogenous: Helpers.listById(Flow).optional(),
  rails: RailSchema.Rails.optional(),
  chain: SpaceSchema.Chain.optional(),
  issuers: IssuerSchema.Issuers.optional(),
  lending: Reference.declare('lending', Helpers.listById(LendingSection.Lending)).optional(),
  pools: PoolSchema.Pools.optional(),
  ...Object.fromEntries(PLUGS.map(({ name, schema }) => [name, schema.optional()])),
  /** Assets whose books get a finer grid when the price has fallen far below the opening one. */
  finerTicks: z.array(Reference.ref('asset')).optional(),
  /** What the record says of the event, and the numbers that tables and studies show. */
  expect: ExpectSchema.Expect.optional(),
  populations: Section.optional(),
  planted: PlantedSchema.Schema.optional(),
});

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

const NOBODY: Populations = { leverage: 'observed', groups: {} };

export const Scenario = File.transform((file) => ({
  ...file,
  assets: [
    ...file.assets.map((asset) => withVolume(asset, file.populations ?? NOBODY)),
    ...Generated.fill(file.assets, file.universe?.alts ?? 0, file.universe?.generated),
  ],
  /** Number of assets that the file lists; those after them are generated. */
  listed: file.assets.length,
  universe: file.universe ?? AS_LISTED,
  equity: file.equity ?? { closes: file.start },
  news: file.news ?? [],
  exogenous: file.exogenous ?? [],
  populations: file.populations ?? NOBODY,
}));

/** A staked asset trades what its arbitrageurs state, where it states no volume of its own. */
function withVolume(asset: AssetSpec, populations: Populations): AssetSpec {
  const dailyVolume = asset.dailyVolume ?? stakedVolume(populations, asset.id);
  return dailyVolume === undefined ? asset : { ...asset, dailyVolume };
}

export type Scenario = z.infer<typeof Scenario>;
export type AssetSpec = z.infer<typeof Asset>;
export type VenueSpec = VenueSchema.VenueSpec;
