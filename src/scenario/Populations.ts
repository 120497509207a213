import { z } from 'zod';
import * as Holders from './Holders.js';
import { LoopSeekers } from './LoopSeekers.js';
import * as Pools from './Pools.js';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

/** Cumulative share of open interest whose longs are liquidated within a fall: [fall, share] rows in any order. */
const Curve = z
  .array(z.tuple([Text.ratio(), Text.ratio()]))
  .min(2)
  .transform((rows) => rows.sort((x, y) => x[0] - y[0] || x[1] - y[1]));
const latency = () => Text.spread(Text.duration());

/** All four kinds together stay below the rows that a crowd has ids for. */
const rows = () => Text.count({ min: 1, max: 65_000 });

const Crowd = z.strictObject({
  /** Rows a perp market; each stands for `weight` accounts of `account` dollars. */
  fuelRows: rows(),
  restRows: rows(),
  shortRows: rows(),
  trendRows: rows(),
  account: Text.usd(),
  majors: Curve,
  alts: Curve,
  /** Majors' curve is stretched by these factors, by asset. */
  stretch: z.record(z.string(), Text.positive()),
  /** Seed-to-seed shift of a market's curve. */
  shift: Text.spread(Text.positive()),
  /** Leverage of all longs outside the curve, and of shorts. */
  restLeverage: Text.positive(),
  shortLeverage: Text.spread(Text.positive()),
  stopsPerPercent: Text.ratio(),
  takeProfit: Text.ratio(),
  takeAt: Text.spread(Text.ratio()),
  trendShare: Text.ratio(),
  trendAt: Text.spread(Text.ratio()),
  trendLeverage: Text.spread(Text.positive()),
  every: Text.duration(),
});

const Makers = z.strictObject({
  /** Firms a venue; equity of all of them by venue. */
  firms: Text.count({ min: 1 }),
  /** Equity of one sub-account. */
  account: Text.usd(),
  equity: z.record(z.string(), Text.usd()),
  /** Gross exposure over equity; the part beyond collateral is long alt perps against short majors. */
  gross: Text.spread(Text.positive()),
  /** Share of equity held in alts; the rest is dollars. */
  altShare: Text.spread(Text.ratio()),
  /** Bid dollars within 1 %, all venues, over daily volume, and the makers' part of it. */
  depth: Text.ratio(),
  minHalf: z.strictObject({ majors: Text.ratio(), alts: Text.ratio() }),
  beta: Text.spread(Text.positive()),
  kill: Text.spread(Text.positive()),
  floor: Text.ratio(),
  every: Text.spread(Text.duration()),
  latency: latency(),
  /** Largest inventory of a desk in multiples of its 1 % depth. */
  inventoryLimit: Text.positive(),
  /** Half spreads by which a full inventory shifts the quotes. */
  lean: Text.positive(),
  /** Time constant with which withdrawn size comes back. */
  returnAfter: Text.duration(),
  hold: z.boolean(),
});

const Value = z.strictObject({
  /** Dollars over daily volume wanted per 1 % of discount, all venues. */
  density: Text.ratio(),
  band: Text.spread(Text.ratio()),
  restingShare: Text.ratio(),
  arrival: Text.duration(),
  /** Time in which new money takes the place of what has bought. */
  renewal: Text.duration(),
  delay: Text.spread(Text.duration()),
  levels: Text.count({ min: 1, max: 200 }),
  every: Text.duration(),
  latency: latency(),
});

const Informed = z.strictObject({
  fast: Text.spread(Text.duration()),
  slow: Text.spread(Text.duration()),
  band: Text.spread(Text.ratio()),
  /** Over daily volume: dollars per second and 1 % of gap; largest sale; largest purchase. */
  pace: Text.ratio(),
  sellLimit: Text.ratio(),
  buyLimit: Text.ratio(),
  every: Text.duration(),
  latency: latency(),
});

const Noise = z.strictObject({
  every: Text.duration(),
  /** Median order over the market's daily volume. */
  size: Text.ratio(),
  sigma: Text.positive(),
  latency: latency(),
});

const Pledgers = z.strictObject({
  /** Collateral in all, and its split by venue. */
  stock: Text.usd(),
  byVenue: z.record(z.string(), Text.ratio()),
  rows: Text.count({ min: 1 }),
  /** Collateral of one account. */
  account: Text.usd(),
  altsEach: Text.count({ min: 1 }),
  stakedShare: Text.ratio(),
  /** Part of the collateral in synthetic dollars, by venue. */
  syntheticShare: z.record(z.string(), Text.ratio()).optional(),
  /** Majors' longs over collateral. */
  longs: z.number(),
  /** Fall of the account's alts at which its margin call comes. */
  callAt: Text.spread(Text.ratio()),
  grace: Text.spread(Text.duration()),
  sellShare: Text.ratio(),
  longsPerCollateral: z.number(),
  selling: Text.duration(),
  latency: latency(),
  /** Replaces the pledged alts and the makers' alts by equal dollars (an intervention's switch). */
  inDollars: z.boolean(),
});

const Arbitrageurs = z.strictObject({
  /** Inventory on each side over daily volume. */
  inventory: Text.ratio(),
  edge: Text.spread(Text.ratio()),
  clip: Text.ratio(),
  every: Text.duration(),
  latency: latency(),
});

const Basis = z.strictObject({
  /** Short perps of basis traders over open interest, on unified venues. */
  share: Text.ratio(),
  /** Spot leg of one account. */
  account: Text.usd(),
  /** Tradable basis at which the first and the last leave. */
  exitFrom: Text.spread(Text.ratio({ min: -1, max: 0 })),
  exitTo: Text.spread(Text.ratio({ min: -1, max: 0 })),
  /** Tradable basis at which new money enters and is all in; new money over the opening position. */
  enterFrom: Text.ratio(),
  enterTo: Text.ratio(),
  entryShare: Text.ratio(),
  clip: Text.ratio(),
  every: Text.duration(),
  latency: latency(),
});

const Staking = z.strictObject({
  /** Staked stock on the venue's books in makers' depth terms: daily volume of each staked asset. */
  dailyVolume: z.record(z.string(), Text.usd()),
  cash: Text.usd(),
  edge: Text.spread(Text.ratio()),
  clip: Text.usd(),
  every: Text.duration(),
  latency: latency(),
});

/** Loops of a synthetic dollar on unified venues. */
const loop = {
  /** Coins in loops, in dollars, and their split by venue. */
  stock: Text.usd(),
  byVenue: z.record(z.string(), Text.ratio()),
  rows: Text.count({ min: 1 }),
  account: Text.usd(),
  leverage: Text.spread(Text.positive()),
  /** Fall below par at which a looper wants out, and how long until he acts. */
  exitAt: Text.spread(Text.ratio()),
  delay: Text.spread(Text.duration()),
  /** What a margin call of a whale's first layer gives him before the loop is unwound. */
  grace: Text.spread(Text.duration()),
  selling: Text.duration(),
  every: Text.duration(),
  latency: latency(),
};
const Loopers = z.strictObject(loop);
const Whales = z.strictObject({
  ...loop,
  /** Alts of the first layer per dollar of coins in the loop, and their fall at which it is called. */
  altsPerLoop: Text.positive(),
  callAt: Text.spread(Text.ratio()),
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
  poolArbitrageurs: Pools.Arbitrageurs.optional(),
  liquidityProviders: Pools.Providers.optional(),
  holders: Holders.Holders.optional(),
});

/** The keys of `populations`; a world of planted accounts may state some of them. */
export const KINDS = Object.entries(Populations.shape)
  .filter(([, kind]) => !kind.isOptional())
  .map(([key]) => key) as (keyof z.infer<typeof Populations>)[];

const side = z.enum(['buy', 'sell']);
const market = () =>
  z
    .string()
    .regex(/^[a-z0-9-]+:[A-Z0-9]+\/[A-Z0-9]+:(spot|perp)$/)
    .meta({ description: 'a market such as "a:BTC/USDT:perp"' });

/** Hand-made orders, positions and trades of small worlds: primers and planted tests. Markets as "venue:BASE/QUOTE:kind". */
export const Planted = z.strictObject({
  /** Resting orders, placed before the first price: `price` in quote units, `size` in units of the base asset. */
  orders: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      market: market(),
      side,
      price: Text.positive(),
      size: Text.positive(),
    }),
  ).optional(),
  /** Isolated positions opened at the opening price; a row stands for `weight` accounts (1 unless stated). */
  positions: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      market: market(),
      side: z.enum(['long', 'short']),
      size: Text.positive(),
      margin: Text.usd(),
      weight: Text.count({ min: 1 }).optional(),
    }),
  ).optional(),
  /** Margin accounts: units held and owed by asset, signed units of perps by "BASE/QUOTE". */
  accounts: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Helpers.id(),
      weight: Text.count({ min: 1 }).optional(),
      holdings: z.record(z.string(), Text.positive()).optional(),
      debts: z.record(z.string(), Text.positive()).optional(),
      positions: z.record(z.string(), z.number()).optional(),
    }),
  ).optional(),
  /** Market orders of outsiders, or limit orders for immediate execution where `limit` is given. */
  trades: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      at: Text.instant(),
      market: market(),
      side,
      size: Text.positive(),
      limit: Text.positive().optional(),
    }),
  ).optional(),
  /** Sales of an asset (units of it) into a pool by outsiders of the chain, at whatever comes out. */
  swaps: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      at: Text.instant(),
      pool: Helpers.id(),
      sell: z.string(),
      buy: z.string(),
      size: Text.positive(),
    }),
  ).optional(),
  /** True: nobody else exists, except makers, basis traders, arbitrageurs and crowds where `populations` states them. */
  only: z.boolean(),
});

export type Populations = z.infer<typeof Populations>;
export type Planted = z.infer<typeof Planted>;
