import { z } from 'zod';
import * as Reference from '../format/Reference.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as UnitText from '../format/UnitText.js';

const { usd, ratio, count, positive, duration, spread, number } = UnitText;
const LONGEST = { max: 3650 * UnitText.DAY_US };

const clip = () => usd({ above: 0 }).describe('Largest trade.');
const every = () => UnitText.interval().describe('How often they look.');
const delay = () => spread(UnitText.latency()).describe('Time until their orders arrive.');
const rows = (text: string) => Helpers.rows(10_000).describe(text);
const weight = (text: string) => number({ min: -1000, max: 1000 }).describe(text);

const Weights = z
  .strictObject({
    base: weight('Log-odds when all is well.'),
    discount: weight('Per unit of discount of UST.'),
    hole: weight('Per unit of UST that LUNA could not redeem.'),
    outflow: weight('Per unit of the stock that left.'),
    fall: weight('Per unit of the fall of LUNA.'),
    herd: weight('Per unit of those who have left.'),
  })
  .describe(
    'Log-odds of the belief that the peg breaks. Free parameters, the same for all scenarios of this system.',
  );

/** How a kind of holders forms its belief. */
export const Taste = z.strictObject({
  weights: Weights,
  halfLife: duration({ min: 60e6, ...LONGEST }).describe('Half-life of what they saw.'),
  contagion: ratio({ max: 0.99 }).describe(
    'Exits that one exit sets off; below 1, or everybody leaves at once.',
  ),
  contagionPerHour: positive({ max: 3600 }).describe('How fast exits set off others, per hour.'),
  recovery: ratio().describe('What they think that a failed coin fetches, share of par.'),
});

export const Holders = z.strictObject({
  id: Helpers.id(),
  holds: z
    .enum(['anchor', 'ust', 'luna', 'bonded'])
    .describe('Deposits of UST at Anchor, UST, LUNA, or LUNA bonded with validators.'),
  stock: usd().describe('What they hold at the open.'),
  rows: rows('Rows by size; the largest holders have the lowest threshold.'),
  count: count({ min: 1, max: 1e9 }).describe('Holders a row.'),
  pareto: positive({ max: 100 }).describe('Tail index of the Pareto distribution of their sizes.'),
  threshold: z
    .tuple([count({ min: 1, max: 1000 }), count({ min: 1, max: 1000 })])
    .describe('Belief at which they are alarmed: quantiles of Beta(a, b).'),
  attention: spread(ratio()).describe('Share of their time that they attend, by row.'),
  calmPerHour: ratio().describe('Exits an hour and holder when calm.'),
  alarmedPerHour: positive({ max: 60 }).describe('Exits an hour and holder added when alarmed.'),
  module: z.boolean().describe('Whether they swap UST for LUNA with the market module.'),
  clip: clip(),
  every: every(),
  latency: delay(),
});

const demand = {
  depth: spread(usd({ above: 0 })).describe('Dollars that move the price by a factor e at the open.'),
  shrink: number({ min: 0, max: 100 }).describe('Power of the price with which the depth shrinks.'),
  floor: usd().describe('Least depth.'),
  forget: Helpers.absent(
    'never',
    duration({ min: 60e6, ...LONGEST }).describe('Time constant with which buyers get used to a new price.'),
  ),
  fresh: usd().describe('New money a day at the open; it shrinks with the depth.'),
  every: every(),
  latency: delay(),
};

export const Demand = z.strictObject({
  ...demand,
  cash: usd().describe('Dollars of the account at the open.'),
  inventory: usd().describe('Coins of the account at the open, in dollars.'),
});

/** Buyers of LUNA in perps, row by row: demand as on the books, held with leverage and liquidated for want of margin. */
export const Longs = z.strictObject({
  ...demand,
  venue: Reference.ref('venue', { where: { perps: [true] } }),
  rows: rows('Rows; each has an account of its own.'),
  equity: spread(usd()).describe('Dollars of a row.'),
  account: usd({ above: 0 }).describe('Dollars of one account of a row.'),
});

export const Arbitrage = z.strictObject({
  firms: count({ min: 1, max: 1000 }).describe('Firms.'),
  venue: usd().describe('Dollars of one firm on the venue.'),
  ether: usd().describe('Dollars of one firm beside the pool.'),
  edge: spread(ratio()).describe('Edge that a firm asks for.'),
  caution: positive({ max: 1000 }).describe(
    'How often over a firm deducts what LUNA lost in the last quarter of an hour.',
  ),
  clip: clip(),
  every: every(),
  latency: delay(),
});

/** Firms that sell LUNA short in perps while UST is below par. */
export const Shorts = z.strictObject({
  venue: Reference.ref('venue', { where: { perps: [true] } }),
  firms: count({ min: 1, max: 1000 }).describe('Firms.'),
  equity: usd().describe('Dollars of one firm.'),
  leverage: spread(positive({ max: 125 })).describe('Position over the dollars of a firm.'),
  trigger: spread(ratio()).describe('Discount of UST at which a firm sells.'),
  takeAt: spread(ratio()).describe('Fall of LUNA from the average price of the position at which it covers.'),
  stopAt: spread(ratio()).describe('Rise of LUNA from the average price at which it covers.'),
  again: spread(duration(LONGEST)).describe('How long it waits then.'),
  clip: clip(),
  every: every(),
  latency: delay(),
});

const ReserveWindow = z.strictObject({
  id: Helpers.id(),
  from: Helpers.moment().describe('When it begins to sell.'),
  to: UnitText.instant().describe('When it has sold.'),
  btc: positive({ max: 21e6 }).meta({ description: 'Bitcoin sold.', unit: 'BTC' }),
});

/** The documented defense: windows in which the reserve sells bitcoin and spends dollars on UST. */
export const Reserve = z.strictObject({
  btc: positive({ max: 21e6 }).meta({ description: 'Bitcoin at the open.', unit: 'BTC' }),
  usd: usd().describe('Dollars at the open.'),
  windows: Helpers.listById(ReserveWindow).describe('When it sells bitcoin and buys UST.'),
});

/** Documented first hours: who took out how much, when. */
export const Script = z.strictObject({
  id: Helpers.id(),
  at: Helpers.moment().describe('When.'),
  act: z
    .enum(['anchor-withdraw', 'sell-in-pool', 'unprovide'])
    .describe('A withdrawal from Anchor, a sale in the pool, or liquidity taken out of the pool.'),
  size: usd().describe('How much.'),
});
