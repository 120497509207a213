import { z } from 'zod';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as Classes from '../Classes.js';

/** Uninformed order flow: split parent orders, heavy-tailed sizes, clustered arrivals. */
export const Schema = z.strictObject({
  every: UnitText.interval().describe('Mean time between orders of a market.'),
  size: UnitText.ratio().describe('Mean order over the daily volume of the market.'),
  sigma: UnitText.positive({ max: 10 }).describe('Standard deviation of the logarithm of the size.'),
  parents: UnitText.count({ min: 1, max: 100 }).describe('Parent orders of a market at work at a time.'),
  tail: UnitText.positive({ min: 1, max: 10 }).describe(
    'Exponent of the Pareto law of how many orders a parent is split into; signs then have a memory that falls with lag to the power of one less.',
  ),
  longest: UnitText.count({ min: 1, max: 100_000 }).describe('Most orders that a parent is split into.'),
  branching: UnitText.ratio({ max: 0.95 }).describe(
    'Share of orders that follow from earlier ones (Hawkes).',
  ),
  decay: UnitText.duration({ min: 1e5, max: UnitText.DAY_US }).describe(
    'How long an order draws others after it.',
  ),
  season: Helpers.absent(
    'even',
    z
      .array(UnitText.positive({ max: 10 }))
      .length(24)
      .describe('Arrivals by hour of the day (UTC), relative to their mean.'),
  ),
  reach: UnitText.ratio().describe('Largest distance of a limit from the touch.'),
  classes: Classes.Schema,
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
