import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

const latency = () => Text.spread(Text.duration());

/** Governance or an emergency: what is stated changes at `at`. */
const Vote = z.strictObject({
  id: Helpers.id(),
  at: Text.instant(),
  /** SDR. */
  basePool: Text.positive().optional(),
  recovery: Text.count({ min: 1 }).optional(),
  swapsOff: z.boolean().optional(),
  bondingClosed: z.boolean().optional(),
  /** LUNA that the module may mint a day. */
  mintPerDay: Text.positive().optional(),
});

/** Validators stop the chain at `from`, or before once LUNA is worth less than `early.below`: what they answered to. */
const Halt = z.strictObject({
  id: Helpers.id(),
  from: Text.instant(),
  to: Text.instant(),
  /** An early halt lasts that long, or to the stated end. */
  early: z.strictObject({ below: Text.usd(), lasts: Text.duration().optional() }).optional(),
});

const Anchor = z.strictObject({
  /** Lent against bLUNA, LUNA pledged for it in rows whose loan to value lies in `ltv`, and the limit of it. */
  loans: Text.usd(),
  rows: Text.count({ min: 1 }),
  ltv: Text.spread(Text.ratio()),
  maxLtv: Text.ratio(),
  /** UST that waits to buy what is liquidated, by discount. */
  bids: z.array(z.tuple([Text.ratio(), Text.usd()])),
  rate: Text.ratio(),
  reserve: Text.usd(),
  /** Interest of loans: at utilization 0, and what full utilization adds; what staking brings on bLUNA. */
  baseRate: Text.ratio(),
  slopeRate: Text.ratio(),
  stakingYield: Text.ratio(),
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
  halfLife: Text.duration(),
  contagion: Text.ratio(),
  contagionPerHour: Text.positive(),
  recovery: Text.ratio(),
});

const Holders = z.strictObject({
  id: Helpers.id(),
  holds: z.enum(['anchor', 'ust', 'luna', 'bonded']),
  /** Dollars at the open. */
  stock: Text.usd(),
  /** Rows by size: the largest has the lowest threshold. Holders a row, tail of their sizes. */
  rows: Text.count({ min: 1 }),
  count: Text.count({ min: 1 }),
  pareto: Text.positive(),
  /** Thresholds: Beta(a, b). */
  threshold: z.tuple([Text.count({ min: 1 }), Text.count({ min: 1 })]),
  attention: Text.spread(Text.ratio()),
  calmPerHour: Text.ratio(),
  alarmedPerHour: Text.positive(),
  module: z.boolean(),
  clip: Text.usd(),
  every: Text.duration(),
  latency: latency(),
});

const demand = {
  /** Dollars that move the price by a factor e. */
  depth: Text.spread(Text.usd()),
  /** Power of price with which that shrinks, and the least it becomes. */
  shrink: z.number().min(0),
  floor: Text.usd(),
  /** How long until buyers are used to a new price; absent: never. */
  forget: Text.duration().optional(),
  /** New money a day. */
  fresh: Text.usd(),
  every: Text.duration(),
  latency: latency(),
};
const Demand = z.strictObject({ ...demand, cash: Text.usd(), inventory: Text.usd() });

/** Buyers of LUNA in perps, row by row: demand as on the books, held with leverage and liquidated for want of margin. */
const Longs = z.strictObject({
  ...demand,
  venue: Helpers.id(),
  rows: Text.count({ min: 1 }),
  /** Dollars of a row, and of one account of it. */
  equity: Text.spread(Text.usd()),
  account: Text.usd(),
});

const Arbitrage = z.strictObject({
  firms: Text.count({ min: 1 }),
  /** Dollars of one firm on the venue, and as UST's dollar beside the pool. */
  venue: Text.usd(),
  ether: Text.usd(),
  edge: Text.spread(Text.ratio()),
  /** How often over it deducts what LUNA lost in the last quarter of an hour or so. */
  caution: Text.positive(),
  clip: Text.usd(),
  every: Text.duration(),
  latency: latency(),
});

/** Firms that sell LUNA short in perps while UST is below par. */
const Shorts = z.strictObject({
  /** Venue of the perps. */
  venue: Helpers.id(),
  firms: Text.count({ min: 1 }),
  /** Dollars of one firm, and its position over them. */
  equity: Text.usd(),
  leverage: Text.spread(Text.positive()),
  /** Discount of UST at which a firm sells. */
  trigger: Text.spread(Text.ratio()),
  /** Fall and rise of LUNA from its average price at which it covers, and how long it waits then. */
  takeAt: Text.spread(Text.ratio()),
  stopAt: Text.spread(Text.ratio()),
  again: Text.spread(Text.duration()),
  clip: Text.usd(),
  every: Text.duration(),
  latency: latency(),
});

/** The documented defence: windows in which the reserve sells bitcoin and spends dollars on UST. */
const Reserve = z.strictObject({
  btc: Text.positive(),
  usd: Text.usd(),
  windows: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      from: Text.instant(),
      to: Text.instant(),
      btc: Text.positive(),
    }),
  ),
});

/** Documented first hours: who took out how much, when. */
const Script = z.strictObject({
  id: Helpers.id(),
  at: Text.instant(),
  act: z.enum(['anchor-withdraw', 'sell-in-pool', 'unprovide']),
  size: Text.usd(),
});

/** Terra Classic with its market module, Anchor, and those who hold UST and LUNA. Absent: there is none. */
export const Terra = z.strictObject({
  venue: Helpers.id(),
  pool: Helpers.id().optional(),
  block: Text.duration(),
  bridge: Text.duration(),
  usdPerSdr: Text.positive(),
  /** Units at the open. */
  supply: z.strictObject({ UST: Text.positive(), LUNA: Text.positive() }),
  module: z.strictObject({
    /** SDR, blocks. */
    basePool: Text.positive(),
    recovery: Text.count({ min: 1 }),
    minSpread: Text.ratio(),
    tobin: Text.ratio(),
  }),
  oracle: z.strictObject({ period: Text.count({ min: 2 }), read: Text.count() }),
  halts: Helpers.listById(Halt),
  votes: Helpers.listById(Vote),
  anchor: Anchor,
  tastes: z.strictObject({ ust: Taste, luna: Taste }),
  holders: Helpers.listById(Holders),
  demand: z.record(z.string(), Demand),
  arbitrage: Arbitrage,
  longs: Longs.optional(),
  shorts: Shorts.optional(),
  reserve: Reserve,
  script: Helpers.listById(Script),
});

export type Terra = z.infer<typeof Terra>;
