import { z } from 'zod';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Slow money: buys below value, more the deeper the discount, and sells above it. */
export const Schema = z.strictObject({
  density: UnitText.ratio().describe('Dollars over daily volume wanted per 1% of discount, all venues.'),
  band: UnitText.spread(UnitText.ratio()).describe('Discount from which they buy.'),
  restingShare: UnitText.ratio().describe('Share of it that rests in the books.'),
  arrival: UnitText.duration({ max: 365 * UnitText.DAY_US }).describe(
    'Time constant with which the rest arrives.',
  ),
  renewal: UnitText.duration({ max: 365 * UnitText.DAY_US }).describe(
    'Time in which new money takes the place of what has bought.',
  ),
  delay: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe(
    'Time until they see a new value.',
  ),
  stuck: Helpers.absent(
    'nothing',
    UnitText.spread(UnitText.ratio()).describe(
      'What they ask more for a redeemable coin while it cannot leave the venue: they have to carry it.',
    ),
  ),
  levels: UnitText.count({ min: 1, max: 200 }).describe('Price levels at which they rest.'),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
