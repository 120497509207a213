import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as UnitText from '../../format/UnitText.js';

/** Market makers: a few firms a venue, each with one account and a desk in every market there. */
export const Schema = z.strictObject({
  /** Firms a venue; equity of all of them by venue. */
  firms: UnitText.count({ min: 1 }),
  /** Equity of one sub-account. */
  account: UnitText.usd(),
  equity: Reference.mapOf(Reference.ref('venue'), UnitText.usd()),
  /** Gross exposure over equity; the part beyond collateral is long alt perps against short majors. */
  gross: UnitText.spread(UnitText.positive()),
  /** Share of equity held in alts; the rest is dollars. */
  altShare: UnitText.spread(UnitText.ratio()),
  /** Bid dollars within 1 %, all venues, over daily volume, and the makers' part of it. */
  depth: UnitText.ratio(),
  minHalf: z.strictObject({ majors: UnitText.ratio(), alts: UnitText.ratio() }),
  beta: UnitText.spread(UnitText.positive()),
  kill: UnitText.spread(UnitText.positive()),
  floor: UnitText.ratio(),
  every: UnitText.spread(UnitText.duration()),
  latency: UnitText.spread(UnitText.duration()),
  /** Largest inventory of a desk in multiples of its 1 % depth. */
  inventoryLimit: UnitText.positive(),
  /** Half spreads by which a full inventory shifts the quotes. */
  lean: UnitText.positive(),
  /** Time constant with which withdrawn size comes back. */
  returnAfter: UnitText.duration(),
  /** True: quotes are never withdrawn (a switch of interventions). */
  hold: z.boolean(),
  /** True: what would be held in alts is held in dollars (a switch of interventions); absent: false. */
  inDollars: z.boolean().optional(),
});

export type Spec = z.infer<typeof Schema>;
