import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

const signed = () => z.number();

/** Log-odds that redemption ends: `base` when all is well, then per unit of what is seen. Free: drawn once a run. */
const Weights = z.strictObject({
  base: z.tuple([signed(), signed()]),
  discount: Text.spread(Text.positive()),
  hole: Text.spread(Text.positive()),
  queue: Text.spread(Text.positive()),
  outflow: Text.spread(Text.positive()),
  news: Text.spread(Text.positive()),
  herd: Text.spread(Text.positive()),
});

/** Classes of holders of a synthetic dollar who are not leveraged. */
export const Holders = Helpers.listById(
  z.strictObject({
    id: Helpers.id(),
    coin: z.string(),
    stock: Text.usd(),
    count: Text.count({ min: 1 }),
    rows: Text.count({ min: 1, max: 100 }),
    /** Venue on which they hold; absent: on the chain. */
    venue: Helpers.id().optional(),
    /** Whether the issuer redeems for them, from an account on the chain. */
    whitelisted: z.boolean(),
    /** Yearly rate at which waiting for a redemption costs. */
    waitRate: Text.ratio(),
    weights: Weights,
    /** Beliefs at which they are alarmed: quantiles of Beta(a, b). */
    threshold: z.tuple([Text.count({ min: 1 }), Text.count({ min: 1 })]),
    /** Share of their time they attend, by row. */
    attention: Text.spread(Text.ratio()),
    /** Weight of the cheapest book anywhere beside their own price. */
    watch: Text.spread(Text.ratio()),
    /** Time until news reaches them. */
    delay: Text.spread(Text.duration()),
    halfLife: Text.spread(Text.duration()),
    /** Exits per hour and holder when calm, and added when alarmed. */
    calmPerHour: Text.spread(Text.ratio()),
    alarmedPerHour: Text.spread(Text.ratio({ max: 60 })),
    /** Exits that one sets off (below 1), and how fast. */
    contagion: Text.spread(Text.ratio({ max: 0.99 })),
    contagionPerHour: Text.spread(Text.positive()),
    /** What they think a failed coin fetches. */
    recovery: Text.spread(Text.ratio()),
    clip: Text.usd(),
    /** Base fee they bear in multiples of the present one, and their tip in gwei. */
    bear: Text.spread(Text.positive()),
    tip: Text.spread(Text.positive()),
    every: Text.duration(),
    latency: Text.spread(Text.duration()),
  }),
);
