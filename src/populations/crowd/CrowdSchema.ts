import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Cumulative share of open interest whose longs are liquidated within a fall: [fall, share] rows in any order. */
const Curve = z
  .array(z.tuple([UnitText.ratio(), UnitText.ratio()]))
  .min(2)
  .transform((rows) => rows.sort((x, y) => x[0] - y[0] || x[1] - y[1]));

/** Past prices: [age, ratio] rows in any order, ages above zero. */
const Past = z
  .array(
    z.tuple([
      UnitText.duration({ min: 1, max: 365 * UnitText.DAY_US }),
      UnitText.ratio({ min: 0.01, max: 100 }),
    ]),
  )
  .min(1)
  .transform((rows) => rows.sort((x, y) => x[0] - y[0] || x[1] - y[1]));

/** Longs by leverage, age and size of account in the place of a curve of falls. */
const Longs = z
  .strictObject({
    part: UnitText.ratio().describe(
      'Part of the longs that it describes; the others hold with `restLeverage`.',
    ),
    leverage: z
      .strictObject({
        median: UnitText.positive({ min: 1, max: 125 }).describe('Its median at entry.'),
        sigma: UnitText.positive({ max: 10 }).describe('Standard deviation of its logarithm.'),
        most: Helpers.absent(
          "as the venue's table allows",
          UnitText.positive({ min: 1, max: 125 }).describe('The most that anybody has taken.'),
        ),
      })
      .describe("Leverage at entry, lognormal; the venue's table caps it for the size of the account."),
    age: UnitText.duration({ min: 1, max: 365 * UnitText.DAY_US }).describe('Mean age of a position.'),
    accounts: z
      .strictObject({
        smallest: UnitText.usd({ above: 0 }).describe('Smallest account.'),
        largest: UnitText.usd({ above: 0 }).describe('Largest account.'),
        index: UnitText.positive({ max: 10 }).describe('Tail index of the number of accounts.'),
      })
      .describe('Sizes of positions, by a Pareto law.'),
    past: Past.describe(
      'Pairs of an age and the price then over that at the open of a coin of beta 1; others by their beta.',
    ),
  })
  .superRefine(({ accounts }, context) => {
    if (accounts.largest > accounts.smallest) return;
    Helpers.refuse(
      context,
      ['accounts', 'largest'],
      `${accounts.largest}, not above the smallest of ${accounts.smallest}`,
      'a largest account above the smallest',
      'raise "largest"',
    );
  });

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
  longs: Helpers.absent(
    'the curves hold',
    Longs.describe('Longs that differ by leverage, entry price and size; the curves are not used then.'),
  ),
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
