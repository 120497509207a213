import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as UnitText from '../../format/UnitText.js';

/** Capital that trades a pool against books, and against the issuer at par where it is whitelisted. */
export const Schema = z.strictObject({
  /** Firms a pool of the synthetic dollar and a dollar. */
  firms: UnitText.count({ min: 1 }),
  /** Coins worth that much, and as many dollars, on the chain and on each venue. Free: spreads. */
  onChain: UnitText.spread(UnitText.usd()),
  onVenue: Reference.mapOf(Reference.ref('venue'), UnitText.spread(UnitText.usd())),
  /** Edge after fees and gas, and that asked where the coins must wait for a redemption. */
  edge: UnitText.spread(UnitText.ratio()),
  clip: UnitText.usd(),
  /** Share of firms that the issuer knows. */
  whitelisted: UnitText.ratio(),
  /** Offered for block space: the base fee it can bear in multiples of the present one, gwei of tip. */
  bear: UnitText.spread(UnitText.positive()),
  tip: UnitText.spread(UnitText.positive()),
  every: UnitText.spread(UnitText.duration()),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
