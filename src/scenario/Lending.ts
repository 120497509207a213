import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

/** How a reserve is priced: what counterfactuals switch. */
const Oracle = z.discriminatedUnion('kind', [
  /** A feed of the asset's own spot books; without `weights` its price over all venues. */
  z.strictObject({
    kind: z.literal('market'),
    weights: z.record(z.string(), Text.positive()).optional(),
    heartbeat: Text.duration(),
    deviation: Text.ratio(),
    /** Dollars per token that the feed is not read above. */
    cap: Text.usd().optional(),
  }),
  /** The price of another reserve. */
  z.strictObject({ kind: z.literal('pegged'), to: z.string() }),
  /** A vault's share: its rate, growing at most so fast a year. */
  z.strictObject({ kind: z.literal('vault'), of: z.string(), growth: Text.ratio() }),
  /** A principal token: the underlying less a discount that shrinks to nothing at maturity. */
  z.strictObject({
    kind: z.literal('principal'),
    of: z.string(),
    maturity: Text.instant(),
    discount: Text.ratio(),
    maxDiscount: Text.ratio(),
    frozen: z.boolean(),
  }),
]);

/** `bonus` is what a liquidator gets on top, `ltv` what may be borrowed, `threshold` where liquidation begins. */
const limits = { ltv: Text.ratio(), threshold: Text.ratio(), bonus: Text.ratio() };

const Reserve = z.strictObject({
  id: Helpers.id(),
  asset: z.string(),
  ...limits,
  /** The protocol's share of the bonus and of interest. */
  liquidationFee: Text.ratio(),
  reserveFactor: Text.ratio(),
  /** Whole tokens, 0 for no cap. */
  supplyCap: Text.count(),
  borrowCap: Text.count(),
  borrowable: z.boolean(),
  /** Borrow rate a year: at nothing lent, added up to the kink, added between the kink and all lent. */
  rates: z.strictObject({
    kink: Text.ratio(),
    base: Text.ratio(),
    below: Text.ratio(),
    above: Text.ratio({ max: 5 }),
  }),
  oracle: Oracle,
  /** Lent share at the open: outside suppliers fill what the stated ones leave. */
  utilization: Text.spread(Text.ratio()).optional(),
});

const Mode = z.strictObject({
  id: Helpers.id(),
  ...limits,
  collateral: z.array(z.string()).min(1),
  borrowable: z.array(z.string()).min(1),
});

/** A stated depositor; `account` names one that exists and pays, else the deposit comes from outside. */
const Supplier = z.strictObject({
  id: Helpers.id(),
  asset: z.string(),
  amount: Text.usd(),
  account: z.string().optional(),
});

const debtors = {
  id: Helpers.id(),
  collateral: z.string(),
  debt: z.string(),
  /** Collateral in dollars; rows it stands in; dollars of one account. */
  stock: Text.usd(),
  rows: Text.count({ min: 1 }),
  account: Text.usd(),
};

/** Borrowers who sleep. */
const Borrower = z.strictObject({ ...debtors, ltv: Text.spread(Text.ratio()) });

const Looper = z.strictObject({
  ...debtors,
  mode: Helpers.id().optional(),
  /** Collateral over equity. */
  exposure: Text.spread(Text.positive()),
  /** Yield of the collateral a year. */
  yield: Text.ratio(),
  /** Net yield on equity below which a looper leaves, and health below which he reduces. */
  least: Text.spread(Text.ratio({ min: -1 })),
  targetHealth: Text.spread(Text.positive()),
  /** Until he acts; and the part of his loop he unwinds at a time. */
  delay: Text.spread(Text.duration()),
  share: Text.ratio(),
  /** Own cash over debt, to repay with; and the pool he sells in. */
  cash: Text.ratio(),
  exit: Helpers.id().optional(),
  every: Text.duration(),
  latency: Text.spread(Text.duration()),
});

const Liquidator = z.strictObject({
  id: Helpers.id(),
  count: Text.count({ min: 1 }),
  /** Dollars of each debt asset that one of them has. */
  capital: z.record(z.string(), Text.usd()),
  /** Where seized collateral is sold: "pool:<id>", "venue:<id>", or "hold". */
  exits: z.record(z.string(), z.string().regex(/^(hold|pool:[a-z0-9-]+|venue:[a-z0-9-]+)$/)),
  /** Dollars of profit wanted, and the share of the expected profit offered for gas at most. */
  profit: Text.usd(),
  bidShare: Text.ratio(),
  every: Text.duration(),
  latency: Text.spread(Text.duration()),
});

const Seeker = z.strictObject({
  id: Helpers.id(),
  asset: z.string(),
  rows: Text.count({ min: 1 }),
  cash: Text.usd(),
  /** Part of their money that is lent at the open. */
  lent: Text.ratio(),
  /** What their money earns elsewhere, by row; they move when the difference passes `band`, so much at a time. */
  alternative: Text.spread(Text.ratio()),
  band: Text.ratio(),
  share: Text.ratio(),
  every: Text.duration(),
  latency: Text.spread(Text.duration()),
});

/** A lending protocol on the chain and its people. */
export const Lending = z.strictObject({
  id: Helpers.id(),
  reserves: Helpers.listById(Reserve),
  modes: Helpers.listById(Mode),
  suppliers: Helpers.listById(Supplier),
  borrowers: Helpers.listById(Borrower),
  loopers: Helpers.listById(Looper),
  liquidators: Helpers.listById(Liquidator),
  seekers: Helpers.listById(Seeker),
});

export type Lending = z.infer<typeof Lending>;
