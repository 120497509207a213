import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Cumulative share of open interest whose longs are liquidated within a fall: [fall, share] rows in any order. */
const Curve = z
  .array(z.tuple([UnitText.ratio(), UnitText.ratio()]))
  .min(2)
  .transform((rows) => rows.sort((x, y) => x[0] - y[0] || x[1] - y[1]));

/** The sum of the four kinds must not exceed the number of row ids of a crowd. */
const rows = () => Helpers.rows();

/** Retail accounts of perps: isolated positions with stated distances to liquidation, stops, profit-taking and trend followers. */
export const Schema = z.strictObject({
  share: Helpers.absent(
    '1',
    UnitText.positive({ max: 1e6 }).describe(
      'Weight among the crowds of one market, which share its open interest.',
    ),
  ),
  fuelRows: rows().describe('Rows a perp market of longs on the curve of liquidations.'),
  restRows: rows().describe('Rows a perp market of all other longs.'),
  shortRows: rows().describe('Rows a perp market of shorts.'),
  trendRows: rows().describe('Rows a perp market of trend followers.'),
  account: UnitText.usd({ above: 0 }).describe('Dollars of one account; a row stands for many.'),
  majors: Curve.describe(
    'Majors: pairs of a fall and the share of open interest whose longs are liquidated within it.',
  ),
  alts: Curve.describe('Alts: the same.'),
  stretch: Reference.mapOf(Reference.ref('asset'), UnitText.positive()).describe(
    "Factors by which the falls of a major's curve are stretched, by asset; 1 where it is not stated.",
  ),
  shift: UnitText.spread(UnitText.positive({ max: 1e6 })).describe(
    'Factor by which a market shifts its curve, drawn once a run.',
  ),
  restLeverage: UnitText.positive({ min: 1, max: 125 }).describe('Leverage of longs outside the curve.'),
  shortLeverage: UnitText.spread(UnitText.positive({ min: 1, max: 125 })).describe('Leverage of shorts.'),
  stopsPerPercent: UnitText.ratio().describe('Share of open interest with a stop, per 1% of fall.'),
  takeProfit: UnitText.ratio().describe('Share of shorts that take profit.'),
  takeAt: UnitText.spread(UnitText.ratio()).describe('Fall at which they do.'),
  trendShare: UnitText.ratio().describe('Size of trend followers over open interest.'),
  trendAt: UnitText.spread(UnitText.ratio()).describe('Fall at which they sell.'),
  trendLeverage: UnitText.spread(UnitText.positive({ min: 1, max: 125 })).describe(
    'Leverage of trend followers.',
  ),
  every: UnitText.interval().describe('How often triggers are examined.'),
});

export type Spec = z.infer<typeof Schema>;
