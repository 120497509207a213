import { z } from 'zod';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';

const latency = () => UnitText.spread(UnitText.duration());

/** Governance or an emergency: what is stated changes at `at`. */
const Vote = z.strictObject({
  id: Helpers.id(),
  at: UnitText.instant(),
  /** SDR. */
  basePool: UnitText.positive().optional(),
  recovery: UnitText.count({ min: 1 }).optional(),
  swapsOff: z.boolean().optional(),
  bondingClosed: z.boolean().optional(),
  /** LUNA that the module may mint a day. */
  mintPerDay: UnitText.positive().optional(),
});

/** Validators stop the chain at `from`, or before once LUNA is worth less than `early.below`: what they answered to. */
const Halt = z.strictObject({
  id: Helpers.id(),
  from: UnitText.instant(),
  to: UnitText.instant(),
  /** An early halt lasts that long, or to the stated end. */
  early: z.strictObject({ below: UnitText.usd(), lasts: UnitText.duration().optional() }).optional(),
});

const Anchor = z.strictObject({
  /** Lent against bLUNA, LUNA pledged for it in rows whose loan to value lies in `ltv`, and the limit of it. */
  loans: UnitText.usd(),
  rows: UnitText.count({ min: 1 }),
  ltv: UnitText.spread(UnitText.ratio()),
  maxLtv: UnitText.ratio(),
  /** UST that waits to buy what is liquidated, by discount. */
  bids: z.array(z.tuple([UnitText.ratio(), UnitText.usd()])),
  rate: UnitText.ratio(),
  reserve: UnitText.usd(),
  /** Interest of loans: at utilization 0, and what full utilization adds; what staking brings on bLUNA. */
  baseRate: UnitText.ratio(),
  slopeRate: UnitText.ratio(),
  stakingYield: UnitText.ratio(),
});

const Weights = z.strictObject({
  base: z.number(),
  discount: z.number(),
  hole: z.number(),
  outflow: z.number(),
  fall: z.number(),
  herd: z.number(),
});

/** How a kind of holders forms its belief; free parameters shared by all scenarios of this system. */
const Taste = z.strictObject({
  weights: Weights,
  halfLife: UnitText.duration(),
  contagion: UnitText.ratio(),
  contagionPerHour: UnitText.positive(),
  recovery: UnitText.ratio(),
});

const Holders = z.strictObject({
  id: Helpers.id(),
  holds: z.enum(['anchor', 'ust', 'luna', 'bonded']),
  /** Dollars at the open. */
  stock: UnitText.usd(),
  /** Rows by size: the largest has the lowest threshold. Holders a row, tail of their sizes. */
  rows: UnitText.count({ min: 1 }),
  count: UnitText.count({ min: 1 }),
  pareto: UnitText.positive(),
  /** Thresholds: Beta(a, b). */
  threshold: z.tuple([UnitText.count({ min: 1 }), UnitText.count({ min: 1 })]),
  attention: UnitText.spread(UnitText.ratio()),
  calmPerHour: UnitText.ratio(),
  alarmedPerHour: UnitText.positive(),
  module: z.boolean(),
  clip: UnitText.usd(),
  every: UnitText.duration(),
  latency: latency(),
});

const demand = {
  /** Dollars that move the price by a factor e. */
  depth: UnitText.spread(UnitText.usd()),
  /** Power of price with which that shrinks, and the least it becomes. */
  shrink: z.number().min(0),
  floor: UnitText.usd(),
  /** How long until buyers are used to a new price; absent: never. */
  forget: UnitText.duration().optional(),
  /** New money a day. */
  fresh: UnitText.usd(),
  every: UnitText.duration(),
  latency: latency(),
};
const Demand = z.strictObject({ ...demand, cash: UnitText.usd(), inventory: UnitText.usd() });

/** Buyers of LUNA in perps, row by row: demand as on the books, held with leverage and liquidated for want of margin. */
const Longs = z.strictObject({
  ...demand,
  venue: Reference.ref('venue'),
  rows: UnitText.count({ min: 1 }),
  /** Dollars of a row, and of one account of it. */
  equity: UnitText.spread(UnitText.usd()),
  account: UnitText.usd(),
});

const Arbitrage = z.strictObject({
  firms: UnitText.count({ min: 1 }),
  /** Dollars of one firm on the venue, and as UST's dollar beside the pool. */
  venue: UnitText.usd(),
  ether: UnitText.usd(),
  edge: UnitText.spread(UnitText.ratio()),
  /** How often over it deducts what LUNA lost in the last quarter of an hour or so. */
  caution: UnitText.positive(),
  clip: UnitText.usd(),
  every: UnitText.duration(),
  latency: latency(),
});

/** Firms that sell LUNA short in perps while UST is below par. */
const Shorts = z.strictObject({
  /** Venue of the perps. */
  venue: Reference.ref('venue'),
  firms: UnitText.count({ min: 1 }),
  /** Dollars of one firm, and its position over them. */
  equity: UnitText.usd(),
  leverage: UnitText.spread(UnitText.positive()),
  /** Discount of UST at which a firm sells. */
  trigger: UnitText.spread(UnitText.ratio()),
  /** Fall and rise of LUNA from its average price at which it covers, and how long it waits then. */
  takeAt: UnitText.spread(UnitText.ratio()),
  stopAt: UnitText.spread(UnitText.ratio()),
  again: UnitText.spread(UnitText.duration()),
  clip: UnitText.usd(),
  every: UnitText.duration(),
  latency: latency(),
});

/** The documented defence: windows in which the reserve sells bitcoin and spends dollars on UST. */
const Reserve = z.strictObject({
  btc: UnitText.positive(),
  usd: UnitText.usd(),
  windows: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      from: UnitText.instant(),
      to: UnitText.instant(),
      btc: UnitText.positive(),
    }),
  ),
});

/** Documented first hours: who took out how much, when. */
const Script = z.strictObject({
  id: Helpers.id(),
  at: UnitText.instant(),
  act: z.enum(['anchor-withdraw', 'sell-in-pool', 'unprovide']),
  size: UnitText.usd(),
});

/** Terra Classic with its market module, Anchor, and those who hold UST and LUNA. Absent: there is none. */
export const Terra = z.strictObject({
  venue: Reference.ref('venue'),
  pool: Reference.ref('pool').optional(),
  block: UnitText.duration(),
  bridge: UnitText.duration(),
  usdPerSdr: UnitText.positive(),
  /** Units at the open. */
  supply: z.strictObject({ UST: UnitText.positive(), LUNA: UnitText.positive() }),
  module: z.strictObject({
    /** SDR, blocks. */
    basePool: UnitText.positive(),
    recovery: UnitText.count({ min: 1 }),
    minSpread: UnitText.ratio(),
    tobin: UnitText.ratio(),
  }),
  oracle: z.strictObject({ period: UnitText.count({ min: 2 }), read: UnitText.count() }),
  halts: Helpers.listById(Halt),
  votes: Helpers.listById(Vote),
  anchor: Anchor,
  tastes: z.strictObject({ ust: Taste, luna: Taste }),
  holders: Helpers.listById(Holders),
  demand: Reference.mapOf(Reference.ref('asset'), Demand),
  arbitrage: Arbitrage,
  longs: Longs.optional(),
  shorts: Shorts.optional(),
  reserve: Reserve,
  script: Helpers.listById(Script),
});

export type Terra = z.infer<typeof Terra>;
