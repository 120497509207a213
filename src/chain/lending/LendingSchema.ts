import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** How a reserve is priced: what counterfactuals switch. */
const Oracle = z.discriminatedUnion('kind', [
  /** A feed of the asset's own spot books; without `weights` its price over all venues. */
  z.strictObject({
    kind: z.literal('market'),
    weights: Reference.mapOf(Reference.ref('venue'), UnitText.positive()).optional(),
    heartbeat: UnitText.duration(),
    deviation: UnitText.ratio(),
    /** Dollars per token that the feed is not read above. */
    cap: UnitText.usd().optional(),
  }),
  /** The price of another reserve. */
  z.strictObject({ kind: z.literal('pegged'), to: Reference.ref('reserve') }),
  /** A vault's share: its rate, growing at most so fast a year. */
  z.strictObject({ kind: z.literal('vault'), of: Reference.ref('reserve'), growth: UnitText.ratio() }),
  /** A principal token: the underlying less a discount that shrinks to nothing at maturity. */
  z.strictObject({
    kind: z.literal('principal'),
    of: Reference.ref('reserve'),
    maturity: UnitText.instant(),
    discount: UnitText.ratio(),
    maxDiscount: UnitText.ratio(),
    frozen: z.boolean(),
  }),
]);

/** `bonus` is what a liquidator gets on top, `ltv` what may be borrowed, `threshold` where liquidation begins. */
const limits = { ltv: UnitText.ratio(), threshold: UnitText.ratio(), bonus: UnitText.ratio() };

const Reserve = z.strictObject({
  id: Helpers.id(),
  asset: Reference.ref('asset'),
  ...limits,
  /** The protocol's share of the bonus and of interest. */
  liquidationFee: UnitText.ratio(),
  reserveFactor: UnitText.ratio(),
  /** Whole tokens, 0 for no cap. */
  supplyCap: UnitText.count(),
  borrowCap: UnitText.count(),
  borrowable: z.boolean(),
  /** Borrow rate a year: at nothing lent, added up to the kink, added between the kink and all lent. */
  rates: z.strictObject({
    kink: UnitText.ratio(),
    base: UnitText.ratio(),
    below: UnitText.ratio(),
    above: UnitText.ratio({ max: 5 }),
  }),
  oracle: Oracle,
  /** Lent share at the open: outside suppliers fill what the stated ones leave. */
  utilization: UnitText.spread(UnitText.ratio()).optional(),
});

const Mode = z.strictObject({
  id: Helpers.id(),
  ...limits,
  collateral: z.array(Reference.ref('reserve')).min(1),
  borrowable: z.array(Reference.ref('reserve')).min(1),
});

/** A stated depositor; `account` names one that exists and pays, else the deposit comes from outside. */
const Supplier = z.strictObject({
  id: Helpers.id(),
  asset: Reference.ref('reserve'),
  amount: UnitText.usd(),
  account: Reference.ref('account').optional(),
});

const debtors = {
  id: Helpers.id(),
  collateral: Reference.ref('reserve'),
  debt: Reference.ref('reserve'),
  /** Collateral in dollars; rows it stands in; dollars of one account. */
  stock: UnitText.usd(),
  rows: UnitText.count({ min: 1 }),
  account: UnitText.usd(),
};

/** Borrowers who sleep. */
const Borrower = z.strictObject({ ...debtors, ltv: UnitText.spread(UnitText.ratio()) });

const Looper = z.strictObject({
  ...debtors,
  mode: Reference.ref('mode').optional(),
  /** Collateral over equity. */
  exposure: UnitText.spread(UnitText.positive()),
  /** Yield of the collateral a year. */
  yield: UnitText.ratio(),
  /** Net yield on equity below which a looper leaves, and health below which he reduces. */
  least: UnitText.spread(UnitText.ratio({ min: -1 })),
  targetHealth: UnitText.spread(UnitText.positive()),
  /** Until he acts; and the part of his loop he unwinds at a time. */
  delay: UnitText.spread(UnitText.duration()),
  share: UnitText.ratio(),
  /** Own cash over debt, to repay with; and the pool he sells in. */
  cash: UnitText.ratio(),
  exit: Reference.ref('pool').optional(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

const Liquidator = z.strictObject({
  id: Helpers.id(),
  count: UnitText.count({ min: 1 }),
  /** Dollars of each debt asset that one of them has. */
  capital: Reference.mapOf(Reference.ref('reserve'), UnitText.usd()),
  /** Where seized collateral is sold: "pool:<id>", "venue:<id>", or "hold". */
  exits: Reference.mapOf(Reference.ref('reserve'), Reference.place(['pool', 'venue'], ['hold'])),
  /** Dollars of profit wanted, and the share of the expected profit offered for gas at most. */
  profit: UnitText.usd(),
  bidShare: UnitText.ratio(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

const Seeker = z.strictObject({
  id: Helpers.id(),
  asset: Reference.ref('reserve'),
  rows: UnitText.count({ min: 1 }),
  cash: UnitText.usd(),
  /** Part of their money that is lent at the open. */
  lent: UnitText.ratio(),
  /** What their money earns elsewhere, by row; they move when the difference passes `band`, so much at a time. */
  alternative: UnitText.spread(UnitText.ratio()),
  band: UnitText.ratio(),
  share: UnitText.ratio(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

/** A lending protocol on the chain and its people. */
export const Lending = z.strictObject({
  id: Helpers.id(),
  reserves: Reference.declare('reserve', Helpers.listById(Reserve), 'asset'),
  modes: Reference.declare('mode', Helpers.listById(Mode)),
  suppliers: Helpers.listById(Supplier),
  borrowers: Helpers.listById(Borrower),
  loopers: Helpers.listById(Looper),
  liquidators: Helpers.listById(Liquidator),
  seekers: Helpers.listById(Seeker),
});

export type Lending = z.infer<typeof Lending>;
