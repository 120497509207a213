import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

const signed = () => z.number();

/** Log-odds that redemption ends: `base` when all is well, then per unit of what is seen. Free: drawn once a run. */
const Weights = z.strictObject({
  base: z.tuple([signed(), signed()]).describe('Log-odds when all is well, lowest and highest.'),
  discount: UnitText.spread(UnitText.positive({ max: 1e6 })).describe('Per unit of discount.'),
  hole: UnitText.spread(UnitText.positive({ max: 1e6 })).describe('Per unit of missing backing.'),
  queue: UnitText.spread(UnitText.positive({ max: 1e6 })).describe('Per unit of redemptions that wait.'),
  outflow: UnitText.spread(UnitText.positive({ max: 1e6 })).describe('Per unit of the stock that left.'),
  news: UnitText.spread(UnitText.positive({ max: 1e6 })).describe('Per unit of news.'),
  herd: UnitText.spread(UnitText.positive({ max: 1e6 })).describe('Per unit of those who have left.'),
});

/** Classes of holders of a synthetic dollar who are not leveraged. */
export const Schema = z.strictObject({
  coin: Reference.ref('asset'),
  stock: UnitText.usd().describe('What they hold at the open.'),
  count: UnitText.count({ min: 1, max: 1e9 }).describe('Holders.'),
  rows: Helpers.rows(100).describe('Rows of accounts.'),
  venue: Helpers.absent('on the chain', Reference.ref('venue')),
  whitelisted: z.boolean().describe('Whether the issuer redeems for them, from an account on the chain.'),
  waitRate: UnitText.ratio().describe('Rate a year at which waiting for a redemption costs.'),
  weights: Weights.describe('Log-odds of the belief that redemption ends.'),
  threshold: z
    .tuple([UnitText.count({ min: 1 }), UnitText.count({ min: 1 })])
    .describe('Beliefs at which they are alarmed: quantiles of Beta(a, b).'),
  attention: UnitText.spread(UnitText.ratio()).describe('Share of their time that they attend, by row.'),
  watch: UnitText.spread(UnitText.ratio()).describe(
    'Weight of the cheapest book anywhere beside their own price.',
  ),
  delay: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe(
    'Time until news reaches them.',
  ),
  halfLife: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe(
    'Half-life of what they saw.',
  ),
  calmPerHour: UnitText.spread(UnitText.ratio()).describe('Exits an hour and holder when calm.'),
  alarmedPerHour: UnitText.spread(UnitText.ratio({ max: 60 })).describe(
    'Exits an hour and holder added when alarmed.',
  ),
  contagion: UnitText.spread(UnitText.ratio({ max: 0.99 })).describe(
    'Exits that one exit sets off, below 1.',
  ),
  contagionPerHour: UnitText.spread(UnitText.positive({ max: 3600 })).describe(
    'How fast exits set off others, per hour.',
  ),
  recovery: UnitText.spread(UnitText.ratio()).describe(
    'What they think that a failed coin fetches, share of par.',
  ),
  clip: UnitText.usd({ above: 0 }).describe('Largest trade, dollars.'),
  bear: UnitText.spread(UnitText.positive({ max: 1e6 })).describe(
    'Base fee that they bear, in multiples of the present one.',
  ),
  tip: UnitText.spread(UnitText.positive({ max: 1e6 }))
    .meta({ unit: 'gwei' })
    .describe('Tip that they offer for block space.'),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
