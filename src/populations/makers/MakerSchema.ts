import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

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
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
  inventoryLimit: UnitText.positive({ max: 1e6 }).describe(
    'Largest inventory of a desk in multiples of its 1% depth.',
  ),
  lean: UnitText.positive({ max: 1e6 }).describe('Half spreads by which a full inventory shifts the quotes.'),
  returnAfter: UnitText.duration({ max: 365 * UnitText.DAY_US }).describe(
    'Time constant with which withdrawn size comes back.',
  ),
  hold: z.boolean().describe('Whether quotes are never withdrawn; a switch of interventions.'),
  inDollars: Helpers.absent(
    'false',
    z.boolean().describe('Whether what would be held in alts is held in dollars; a switch of interventions.'),
  ),
});

export type Spec = z.infer<typeof Schema>;
