import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as UnitText from '../../format/UnitText.js';

const signed = () => z.number();

/** Log-odds that redemption ends: `base` when all is well, then per unit of what is seen. Free: drawn once a run. */
const Weights = z.strictObject({
  base: z.tuple([signed(), signed()]),
  discount: UnitText.spread(UnitText.positive()),
  hole: UnitText.spread(UnitText.positive()),
  queue: UnitText.spread(UnitText.positive()),
  outflow: UnitText.spread(UnitText.positive()),
  news: UnitText.spread(UnitText.positive()),
  herd: UnitText.spread(UnitText.positive()),
});

/** Classes of holders of a synthetic dollar who are not leveraged. */
export const Schema = z.strictObject({
  coin: Reference.ref('asset'),
  stock: UnitText.usd(),
  count: UnitText.count({ min: 1 }),
  rows: UnitText.count({ min: 1, max: 100 }),
  /** Venue on which they hold; absent: on the chain. */
  venue: Reference.ref('venue').optional(),
  /** Whether the issuer redeems for them, from an account on the chain. */
  whitelisted: z.boolean(),
  /** Yearly rate at which waiting for a redemption costs. */
  waitRate: UnitText.ratio(),
  weights: Weights,
  /** Beliefs at which they are alarmed: quantiles of Beta(a, b). */
  threshold: z.tuple([UnitText.count({ min: 1 }), UnitText.count({ min: 1 })]),
  /** Share of their time they attend, by row. */
  attention: UnitText.spread(UnitText.ratio()),
  /** Weight of the cheapest book anywhere beside their own price. */
  watch: UnitText.spread(UnitText.ratio()),
  /** Time until news reaches them. */
  delay: UnitText.spread(UnitText.duration()),
  halfLife: UnitText.spread(UnitText.duration()),
  /** Exits per hour and holder when calm, and added when alarmed. */
  calmPerHour: UnitText.spread(UnitText.ratio()),
  alarmedPerHour: UnitText.spread(UnitText.ratio({ max: 60 })),
  /** Exits that one sets off (below 1), and how fast. */
  contagion: UnitText.spread(UnitText.ratio({ max: 0.99 })),
  contagionPerHour: UnitText.spread(UnitText.positive()),
  /** What they think a failed coin fetches. */
  recovery: UnitText.spread(UnitText.ratio()),
  clip: UnitText.usd(),
  /** Base fee they bear in multiples of the present one, and their tip in gwei. */
  bear: UnitText.spread(UnitText.positive()),
  tip: UnitText.spread(UnitText.positive()),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
