import { z } from 'zod';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';
import * as HolderSchema from './holders/HolderSchema.js';
import * as LiquidityProviderSchema from './liquidity-providers/LiquidityProviderSchema.js';
import { LoopSeekers } from './loop-seekers/LoopSeekerSchema.js';
import * as PoolArbitrageurSchema from './pool-arbitrageurs/PoolArbitrageurSchema.js';

/** Cumulative share of open interest whose longs are liquidated within a fall: [fall, share] rows in any order. */
const Curve = z
  .array(z.tuple([UnitText.ratio(), UnitText.ratio()]))
  .min(2)
  .transform((rows) => rows.sort((x, y) => x[0] - y[0] || x[1] - y[1]));
const latency = () => UnitText.spread(UnitText.duration());

/** All four kinds together stay below the rows that a crowd has ids for. */
const rows = () => UnitText.count({ min: 1, max: 65_000 });

const Crowd = z.strictObject({
  /** Rows a perp market; each stands for `weight` accounts of `account` dollars. */
  fuelRows: rows(),
  restRows: rows(),
  shortRows: rows(),
  trendRows: rows(),
  account: UnitText.usd(),
  majors: Curve,
  alts: Curve,
  /** Majors' curve is stretched by these factors, by asset. */
  stretch: Reference.mapOf(Reference.ref('asset'), UnitText.positive()),
  /** Seed-to-seed shift of a market's curve. */
  shift: UnitText.spread(UnitText.positive()),
  /** Leverage of all longs outside the curve, and of shorts. */
  restLeverage: UnitText.positive(),
  shortLeverage: UnitText.spread(UnitText.positive()),
  stopsPerPercent: UnitText.ratio(),
  takeProfit: UnitText.ratio(),
  takeAt: UnitText.spread(UnitText.ratio()),
  trendShare: UnitText.ratio(),
  trendAt: UnitText.spread(UnitText.ratio()),
  trendLeverage: UnitText.spread(UnitText.positive()),
  every: UnitText.duration(),
});

const Makers = z.strictObject({
  /** Firms a venue; equity of all of them by venue. */
  firms: UnitText.count({ min: 1 }),
  /** Equity of one sub-account. */
  account: UnitText.usd(),
  equity: Reference.mapOf(Reference.ref('venue'), UnitText.usd()),
  /** Gross exposure over equity; the part beyond collateral is long alt perps against short majors. */
  gross: UnitText.spread(UnitText.positive()),
  /** Share of equity held in alts; the rest is dollars. */
  altShare: UnitText.spread(UnitText.ratio()),
  /** Bid dollars within 1 %, all venues, over daily volume, and the makers' part of it. */
  depth: UnitText.ratio(),
  minHalf: z.strictObject({ majors: UnitText.ratio(), alts: UnitText.ratio() }),
  beta: UnitText.spread(UnitText.positive()),
  kill: UnitText.spread(UnitText.positive()),
  floor: UnitText.ratio(),
  every: UnitText.spread(UnitText.duration()),
  latency: latency(),
  /** Largest inventory of a desk in multiples of its 1 % depth. */
  inventoryLimit: UnitText.positive(),
  /** Half spreads by which a full inventory shifts the quotes. */
  lean: UnitText.positive(),
  /** Time constant with which withdrawn size comes back. */
  returnAfter: UnitText.duration(),
  hold: z.boolean(),
});

const Value = z.strictObject({
  /** Dollars over daily volume wanted per 1 % of discount, all venues. */
  density: UnitText.ratio(),
  band: UnitText.spread(UnitText.ratio()),
  restingShare: UnitText.ratio(),
  arrival: UnitText.duration(),
  /** Time in which new money takes the place of what has bought. */
  renewal: UnitText.duration(),
  delay: UnitText.spread(UnitText.duration()),
  levels: UnitText.count({ min: 1, max: 200 }),
  every: UnitText.duration(),
  latency: latency(),
});

const Informed = z.strictObject({
  fast: UnitText.spread(UnitText.duration()),
  slow: UnitText.spread(UnitText.duration()),
  band: UnitText.spread(UnitText.ratio()),
  /** Over daily volume: dollars per second and 1 % of gap; largest sale; largest purchase. */
  pace: UnitText.ratio(),
  sellLimit: UnitText.ratio(),
  buyLimit: UnitText.ratio(),
  every: UnitText.duration(),
  latency: latency(),
});

const Noise = z.strictObject({
  every: UnitText.duration(),
  /** Median order over the market's daily volume. */
  size: UnitText.ratio(),
  sigma: UnitText.positive(),
  latency: latency(),
});

const Pledgers = z.strictObject({
  /** Collateral in all, and its split by venue. */
  stock: UnitText.usd(),
  byVenue: Helpers.shares(Reference.ref('venue')),
  rows: UnitText.count({ min: 1 }),
  /** Collateral of one account. */
  account: UnitText.usd(),
  altsEach: UnitText.count({ min: 1 }),
  stakedShare: UnitText.ratio(),
  /** Part of the collateral in synthetic dollars, by venue. */
  syntheticShare: Reference.mapOf(Reference.ref('venue'), UnitText.ratio()).optional(),
  /** Majors' longs over collateral. */
  longs: z.number(),
  /** Fall of the account's alts at which its margin call comes. */
  callAt: UnitText.spread(UnitText.ratio()),
  grace: UnitText.spread(UnitText.duration()),
  sellShare: UnitText.ratio(),
  longsPerCollateral: z.number(),
  selling: UnitText.duration(),
  latency: latency(),
  /** Replaces the pledged alts and the makers' alts by equal dollars (an intervention's switch). */
  inDollars: z.boolean(),
});

const Arbitrageurs = z.strictObject({
  /** Inventory on each side over daily volume. */
  inventory: UnitText.ratio(),
  edge: UnitText.spread(UnitText.ratio()),
  clip: UnitText.ratio(),
  every: UnitText.duration(),
  latency: latency(),
});

const Basis = z.strictObject({
  /** Short perps of basis traders over open interest, on unified venues. */
  share: UnitText.ratio(),
  /** Spot leg of one account. */
  account: UnitText.usd(),
  /** Tradable basis at which the first and the last leave. */
  exitFrom: UnitText.spread(UnitText.ratio({ min: -1, max: 0 })),
  exitTo: UnitText.spread(UnitText.ratio({ min: -1, max: 0 })),
  /** Tradable basis at which new money enters and is all in; new money over the opening position. */
  enterFrom: UnitText.ratio(),
  enterTo: UnitText.ratio(),
  entryShare: UnitText.ratio(),
  clip: UnitText.ratio(),
  every: UnitText.duration(),
  latency: latency(),
});

const Staking = z.strictObject({
  /** Staked stock on the venue's books in makers' depth terms: daily volume of each staked asset. */
  dailyVolume: Reference.mapOf(Reference.ref('asset', { where: { class: ['staked'] } }), UnitText.usd()),
  cash: UnitText.usd(),
  edge: UnitText.spread(UnitText.ratio()),
  clip: UnitText.usd(),
  every: UnitText.duration(),
  latency: latency(),
});

/** Loops of a synthetic dollar on unified venues. */
const loop = {
  /** Coins in loops, in dollars, and their split by venue. */
  stock: UnitText.usd(),
  byVenue: Helpers.shares(Reference.ref('venue')),
  rows: UnitText.count({ min: 1 }),
  account: UnitText.usd(),
  leverage: UnitText.spread(UnitText.positive()),
  /** Fall below par at which a looper wants out, and how long until he acts. */
  exitAt: UnitText.spread(UnitText.ratio()),
  delay: UnitText.spread(UnitText.duration()),
  /** What a margin call of a whale's first layer gives him before the loop is unwound. */
  grace: UnitText.spread(UnitText.duration()),
  selling: UnitText.duration(),
  every: UnitText.duration(),
  latency: latency(),
};
const Loopers = z.strictObject(loop);
const Whales = z.strictObject({
  ...loop,
  /** Alts of the first layer per dollar of coins in the loop, and their fall at which it is called. */
  altsPerLoop: UnitText.positive(),
  callAt: UnitText.spread(UnitText.ratio()),
});

export const Populations = z.strictObject({
  /** 0 = everybody unlevered (an intervention's switch), 1 = as observed. */
  leverage: z.enum(['observed', 'off']),
  crowd: Crowd,
  makers: Makers,
  value: Value,
  informed: Informed,
  noise: Noise,
  pledgers: Pledgers,
  arbitrageurs: Arbitrageurs,
  basis: Basis,
  staking: Staking,
  /** What only some worlds have. */
  loopers: Loopers.optional(),
  whales: Whales.optional(),
  loopSeekers: LoopSeekers.optional(),
  poolArbitrageurs: PoolArbitrageurSchema.Schema.optional(),
  liquidityProviders: LiquidityProviderSchema.Schema.optional(),
  holders: HolderSchema.Holders.optional(),
});

/** The keys of `populations`; a world of planted accounts may state some of them. */
export const KINDS = Object.entries(Populations.shape)
  .filter(([, kind]) => !kind.isOptional())
  .map(([key]) => key) as (keyof z.infer<typeof Populations>)[];

const side = z.enum(['buy', 'sell']);
const market = () => Reference.ref('market');

/** Hand-made orders, positions and trades of small worlds: primers and planted tests. Markets as "venue:BASE/QUOTE:kind". */
export const Planted = z.strictObject({
  /** Resting orders, placed before the first price: `price` in quote units, `size` in units of the base asset. */
  orders: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      market: market(),
      side,
      price: UnitText.positive(),
      size: UnitText.positive(),
    }),
  ).optional(),
  /** Isolated positions opened at the opening price; a row stands for `weight` accounts (1 unless stated). */
  positions: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      market: market(),
      side: z.enum(['long', 'short']),
      size: UnitText.positive(),
      margin: UnitText.usd(),
      weight: UnitText.count({ min: 1 }).optional(),
    }),
  ).optional(),
  /** Margin accounts: units held and owed by asset, signed units of perps by "BASE/QUOTE". */
  accounts: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Reference.ref('venue'),
      weight: UnitText.count({ min: 1 }).optional(),
      holdings: Reference.mapOf(Reference.ref('asset'), UnitText.positive()).optional(),
      debts: Reference.mapOf(Reference.ref('asset'), UnitText.positive()).optional(),
      positions: z.record(z.string(), z.number()).optional(),
    }),
  ).optional(),
  /** Market orders of outsiders, or limit orders for immediate execution where `limit` is given. */
  trades: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      at: UnitText.instant(),
      market: market(),
      side,
      size: UnitText.positive(),
      limit: UnitText.positive().optional(),
    }),
  ).optional(),
  /** Sales of an asset (units of it) into a pool by outsiders of the chain, at whatever comes out. */
  swaps: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      at: UnitText.instant(),
      pool: Reference.ref('pool'),
      sell: Reference.ref('asset'),
      buy: Reference.ref('asset'),
      size: UnitText.positive(),
    }),
  ).optional(),
  /** True: nobody else exists, except makers, basis traders, arbitrageurs and crowds where `populations` states them. */
  only: z.boolean(),
});

export type Populations = z.infer<typeof Populations>;
export type Planted = z.infer<typeof Planted>;
