import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Holders of dollars on one venue who loop a coin there while it pays. */
export const Schema = z.strictObject({
  venue: Reference.ref('venue'),
  coin: Reference.ref('asset'),
  equity: UnitText.usd().describe('Dollars of all of them.'),
  rows: Helpers.rows().describe('Rows of accounts.'),
  account: UnitText.usd({ above: 0 }).describe('Dollars of one account; margin tables see one of them.'),
  leverage: UnitText.spread(UnitText.positive({ min: 1, max: 125 })).describe(
    'Collateral over equity of a whole loop.',
  ),
  least: UnitText.spread(UnitText.ratio({ min: -1 })).describe(
    'Net yield on equity a year below which nobody loops.',
  ),
  /** What holders of the coin are paid a year, and when. */
  yields: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      rate: UnitText.ratio(),
      from: UnitText.instant(),
      to: UnitText.instant(),
    }),
  ),
  band: UnitText.ratio().describe('Difference of yields that moves one of them.'),
  share: UnitText.ratio().describe('Part of a whole loop that he trades at a time.'),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
