import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

/** Holders of dollars on one venue who loop a coin there while it pays. */
export const LoopSeekers = z.strictObject({
  venue: Helpers.id(),
  coin: z.string(),
  /** Dollars of all of them; rows they stand in; dollars of one account. */
  equity: Text.usd(),
  rows: Text.count({ min: 1 }),
  account: Text.usd(),
  /** Collateral over equity, and the net yield on equity a year below which nobody loops. */
  leverage: Text.spread(Text.positive()),
  least: Text.spread(Text.ratio({ min: -1 })),
  /** What holders of the coin are paid a year, and when. */
  yields: Helpers.listById(
    z.strictObject({ id: Helpers.id(), rate: Text.ratio(), from: Text.instant(), to: Text.instant() }),
  ),
  /** Difference that moves one of them, the part of a whole loop he trades at a time, and how often he decides. */
  band: Text.ratio(),
  share: Text.ratio(),
  every: Text.duration(),
  latency: Text.spread(Text.duration()),
});
