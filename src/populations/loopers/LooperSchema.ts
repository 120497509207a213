import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Loops of a synthetic dollar on unified venues. */
export const Schema = z.strictObject({
  stock: UnitText.usd().describe('Coins in loops, in dollars.'),
  byVenue: Helpers.shares(Reference.ref('venue')).describe('Split of the coins over venues.'),
  rows: Helpers.rows().describe('Rows of accounts.'),
  account: UnitText.usd({ above: 0 }).describe('Dollars of one account; margin tables see one of them.'),
  leverage: UnitText.spread(UnitText.positive({ min: 1, max: 125 })).describe('Collateral over equity.'),
  exitAt: UnitText.spread(UnitText.ratio()).describe('Fall below par at which a looper wants out.'),
  delay: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe('Time until he acts.'),
  grace: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe(
    'What a margin call gives a whale before the loop is unwound.',
  ),
  selling: UnitText.duration({ max: 365 * UnitText.DAY_US }).describe('Time over which they sell.'),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
