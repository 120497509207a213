import { z } from 'zod';
import * as Parameters from '../../format/Parameters.js';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as CollateralIndex from '../../mechanisms/margin/CollateralIndex.js';
import * as Index from '../../mechanisms/oracle/Index.js';
import * as Mark from '../../mechanisms/oracle/Mark.js';
import * as FundingRate from '../../mechanisms/perp/Funding.js';
import * as LiquidationSchema from './LiquidationSchema.js';

const Collateral = Parameters.choice(CollateralIndex.rules);

/** Margin ratios of an account, in the order in which it passes them on its way down. */
const Thresholds = z
  .strictObject({
    marginCall: UnitText.positive(),
    reduceOnly: UnitText.positive(),
    liquidation: UnitText.positive(),
    /** Below it the venue takes an account over at once; 0 = when its equity at full prices is gone. */
    bankrupt: UnitText.ratio(),
    target: UnitText.positive(),
  })
  .superRefine((stated, context) => {
    const order = ['marginCall', 'reduceOnly', 'liquidation', 'bankrupt'] as const;
    order.slice(1).forEach((key, i) => {
      const above = order[i]!;
      if (stated[key] <= stated[above]) return;
      Helpers.refuse(
        context,
        [key],
        `${stated[key]}, above "${above}" at ${stated[above]}`,
        `at most "${above}"`,
        `order the ratios: ${order.join(' >= ')}`,
      );
    });
    if (stated.target < stated.liquidation)
      Helpers.refuse(
        context,
        ['target'],
        `${stated.target}, below "liquidation" at ${stated.liquidation}`,
        'a ratio at which a liquidation can end',
        `use at least ${stated.liquidation}`,
      );
  });

/** Terms of the payments between longs and shorts. */
const Funding = Parameters.schema(FundingRate.parameters).superRefine((stated, context) => {
  Helpers.wholeSeconds(context, 'every', stated.every);
});

/** How the sources of a spot index become one price, the age at which one no longer counts, and how it comes back. */
const SpotIndex = z.strictObject({
  rule: Parameters.choice(Index.rules),
  stale: UnitText.duration(),
  reentry: UnitText.duration(),
});

/** Steps and smallest order of one book, as the venue publishes them. */
const Steps = z.strictObject({
  /** In quote units, and in units of the base asset. */
  tick: UnitText.positive(),
  lot: UnitText.positive(),
  minimum: z
    .strictObject({ size: UnitText.positive().optional(), notional: UnitText.positive().optional() })
    .optional(),
});

/** One slice of a table of collateral weights; the last one has no end. */
const Slice = z.strictObject({ upTo: UnitText.positive().optional(), weight: UnitText.ratio() });

/** What counts of an asset as collateral, slice by slice of what an account holds of it. */
const Weights = z
  .strictObject({ by: z.enum(['usd', 'coin']), slices: z.array(Slice).min(1) })
  .superRefine(({ slices }, context) => {
    slices.forEach(({ upTo, weight }, i) => {
      const [isLast, before] = [i === slices.length - 1, slices[i - 1]];
      if ((upTo === undefined) !== isLast)
        Helpers.refuse(
          context,
          ['slices', i],
          isLast ? 'a last slice that ends' : 'a slice without an end before the last',
          '"upTo" in every slice but the last',
          'let the last slice hold for all that is beyond',
        );
      if (before?.upTo !== undefined && upTo !== undefined && upTo <= before.upTo)
        Helpers.refuse(
          context,
          ['slices', i, 'upTo'],
          `${upTo}, not above ${before.upTo}`,
          'rising ends of slices',
          'order the slices by size',
        );
      if (before !== undefined && weight > before.weight)
        Helpers.refuse(
          context,
          ['slices', i, 'weight'],
          `${weight}, above ${before.weight} of the slice before`,
          'weights that fall with size',
          'order the slices by size',
        );
    });
  });

export const Venue = z.strictObject({
  id: Helpers.id(),
  about: z.string(),
  margin: z.enum(['unified', 'cross', 'cash']),
  /** Dollar asset its markets are quoted in. */
  quote: Reference.ref('asset', { where: { class: ['dollar'] } }),
  spot: z.boolean(),
  perps: z.boolean(),
  /** Books of staked assets against the dollar asset and against what they redeem to. */
  staked: z.boolean(),
  shares: z.strictObject({
    openInterest: UnitText.ratio(),
    volume: UnitText.ratio(),
    perpsOfVolume: UnitText.ratio(),
  }),
  fees: z.strictObject({
    spotMaker: UnitText.ratio(),
    spotTaker: UnitText.ratio(),
    perpMaker: UnitText.ratio(),
    perpTaker: UnitText.ratio(),
  }),
  protectivePrice: z.strictObject({ spot: UnitText.ratio(), perps: UnitText.ratio() }),
  mark: Parameters.choice(Mark.rules),
  oracleEvery: UnitText.duration().superRefine((stated, context) => {
    Helpers.wholeSeconds(context, undefined, stated);
  }),
  /** Weights of other venues' books; a book without one is not a source. */
  indexWeights: Reference.mapOf(Reference.ref('venue'), UnitText.positive()),
  index: SpotIndex,
  collateralIndex: Collateral,
  /** Assets that the venue prices by a rule of their own. */
  indexOf: Reference.mapOf(Reference.ref('asset'), Collateral).optional(),
  /** Share of the direct dollar book in the own-book index of each staked asset. */
  ownBookMix: Reference.mapOf(Reference.ref('asset'), UnitText.ratio()),
  /** Weights that fall with size; other assets count by their "collateralWeight". */
  collateralWeights: Reference.mapOf(Reference.ref('asset'), Weights).optional(),
  /** Steps of its books by "BASE/QUOTE:kind"; those of other books are derived from the price. */
  grids: z.record(z.string(), Steps).optional(),
  loanMaintenance: UnitText.ratio(),
  borrowRate: UnitText.ratio(),
  /** Where borrowing gets dearer with what is lent: dollars that can be lent, and the rate added up to the kink and beyond. */
  borrowCurve: z
    .strictObject({
      lendable: UnitText.usd(),
      kink: UnitText.ratio(),
      below: UnitText.ratio(),
      above: UnitText.ratio({ max: 5 }),
    })
    .optional(),
  thresholds: Thresholds,
  liquidation: LiquidationSchema.Liquidation,
  adl: LiquidationSchema.Adl,
  insurance: z.strictObject({
    majors: UnitText.usd(),
    alts: UnitText.usd(),
    altGroups: UnitText.count({ min: 1 }),
  }),
  funding: Funding,
  publish: z.strictObject({ share: UnitText.ratio(), throttled: z.boolean() }),
  /** Perps that it settles and delists once their index falls below a price, by asset. */
  settlesBelow: Reference.mapOf(Reference.ref('asset'), UnitText.usd()).optional(),
});

export type VenueSpec = z.infer<typeof Venue>;
