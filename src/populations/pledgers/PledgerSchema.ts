import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Holders who pledge alts and staked assets in unified accounts against stable debt and longs of majors. */
export const Schema = z.strictObject({
  /** Collateral in all, and its split by venue. */
  stock: UnitText.usd(),
  byVenue: Helpers.shares(Reference.ref('venue')),
  rows: UnitText.count({ min: 1 }),
  /** Collateral of one account. */
  account: UnitText.usd(),
  altsEach: UnitText.count({ min: 1 }),
  stakedShare: UnitText.ratio(),
  /** Part of the collateral in synthetic dollars, by venue. */
  syntheticShare: Reference.mapOf(Reference.ref('venue'), UnitText.ratio()).optional(),
  /** Majors' longs over collateral. */
  longs: z.number(),
  /** Fall of the account's alts at which its margin call comes. */
  callAt: UnitText.spread(UnitText.ratio()),
  grace: UnitText.spread(UnitText.duration()),
  sellShare: UnitText.ratio(),
  longsPerCollateral: z.number(),
  selling: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
  /** True: the pledged alts are equal dollars (a switch of interventions). */
  inDollars: z.boolean(),
});

export type Spec = z.infer<typeof Schema>;
