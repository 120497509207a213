import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Holders who pledge alts and staked assets in unified accounts against stable debt and longs of majors. */
export const Schema = z.strictObject({
  stock: UnitText.usd().describe('Collateral in all.'),
  byVenue: Helpers.shares(Reference.ref('venue')).describe('Split of the collateral over venues.'),
  rows: Helpers.rows().describe('Rows of accounts.'),
  account: UnitText.usd({ above: 0 }).describe('Collateral of one account.'),
  altsEach: UnitText.count({ min: 1, max: 1000 }).describe('Alts in one account.'),
  stakedShare: UnitText.ratio().describe('Part of the collateral in staked assets.'),
  syntheticShare: Helpers.absent(
    'none',
    Reference.mapOf(Reference.ref('venue'), UnitText.ratio()).describe(
      'Part of the collateral in synthetic dollars, by venue.',
    ),
  ),
  longs: UnitText.number({ min: 0, max: 100 }).describe('Longs of majors over collateral.'),
  callAt: UnitText.spread(UnitText.ratio()).describe(
    "Fall of the account's alts at which its margin call comes.",
  ),
  grace: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe(
    'Time between a margin call and the sale.',
  ),
  sellShare: UnitText.ratio().describe('Part of the collateral that is sold after a call.'),
  longsPerCollateral: UnitText.number({ min: 0, max: 100 }).describe(
    'Longs closed per unit of collateral sold.',
  ),
  selling: UnitText.duration({ max: 365 * UnitText.DAY_US }).describe('Time over which they sell.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
  inDollars: z.boolean().describe('Whether the pledged alts are equal dollars; a switch of interventions.'),
});

export type Spec = z.infer<typeof Schema>;
