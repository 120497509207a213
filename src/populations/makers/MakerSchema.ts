import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Levels of a ladder: [distance beyond the half spread, share of the 1% depth resting there]. */
const Ladder = z
  .array(z.tuple([UnitText.ratio(), UnitText.ratio({ max: 10 })]))
  .min(1)
  .max(40)
  .transform((rows) => rows.sort((x, y) => x[0] - y[0] || x[1] - y[1]));

/** Market makers: a few firms a venue, each with one account and a desk in every market there. */
export const Schema = z.strictObject({
  firms: UnitText.count({ min: 1, max: 1000 }).describe('Firms a venue.'),
  account: UnitText.usd({ above: 0 }).describe('Equity of one sub-account.'),
  equity: Reference.mapOf(Reference.ref('venue'), UnitText.usd()).describe(
    'Equity of all firms by venue; none where a venue is not stated.',
  ),
  gross: UnitText.spread(UnitText.positive({ max: 125 })).describe(
    'Gross exposure over equity; the part beyond collateral is long alt perps against short majors.',
  ),
  altShare: UnitText.spread(UnitText.ratio()).describe('Share of equity held in alts; the rest is dollars.'),
  depth: UnitText.ratio().describe('Bid dollars within 1%, all venues, over daily volume.'),
  minHalf: z
    .strictObject({ majors: UnitText.ratio(), alts: UnitText.ratio() })
    .describe('Smallest half spread.'),
  beta: UnitText.spread(UnitText.positive({ max: 1e6 })).describe('Beta that they assume of alts.'),
  kill: UnitText.spread(UnitText.positive({ max: 1e6 })).describe(
    'Rise of volatility at which they withdraw, multiple of the calm one.',
  ),
  floor: UnitText.ratio().describe('Share of their size that stays quoted.'),
  every: UnitText.spread(UnitText.interval()).describe('How often a desk quotes anew.'),
  everyAlts: Helpers.absent(
    'as often as in majors',
    UnitText.spread(UnitText.interval()).describe('How often a desk in an alt quotes anew.'),
  ),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
  inventoryLimit: UnitText.positive({ max: 1e6 }).describe(
    'Largest inventory of a desk in multiples of its 1% depth.',
  ),
  lean: UnitText.positive({ max: 1e6 }).describe('Half spreads by which a full inventory shifts the quotes.'),
  returnAfter: UnitText.duration({ max: 365 * UnitText.DAY_US }).describe(
    'Time constant with which withdrawn size comes back.',
  ),
  ladder: Helpers.absent(
    'six levels from the half spread to 3.2% beyond it',
    z
      .strictObject({ majors: z.strictObject({ spot: Ladder, perps: Ladder }), alts: Ladder })
      .describe('Where quotes rest: pairs of a distance beyond the half spread and a share of the 1% depth.'),
  ),
  refill: Helpers.absent(
    '10s',
    UnitText.interval().describe('Least time before a quote that was hit is put back.'),
  ),
  requote: Helpers.absent(
    '6s, in calm four times that',
    UnitText.interval().describe('Least time between two moves of a quote that rests.'),
  ),
  learn: Helpers.absent(
    'at once',
    UnitText.duration({ min: 1, max: UnitText.DAY_US }).describe(
      'Time constant with which a desk takes over what trading made of the price; it follows other venues likewise.',
    ),
  ),
  oneBook: Helpers.absent(
    'false',
    z
      .boolean()
      .describe(
        'Whether a firm has one inventory and one limit in a coin over all venues, spot and perps; else over the two markets of a venue.',
      ),
  ),
  hold: z.boolean().describe('Whether quotes are never withdrawn; a switch of interventions.'),
  inDollars: Helpers.absent(
    'false',
    z.boolean().describe('Whether what would be held in alts is held in dollars; a switch of interventions.'),
  ),
});

export type Spec = z.infer<typeof Schema>;
