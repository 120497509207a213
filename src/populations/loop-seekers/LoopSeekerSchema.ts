import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Holders of dollars on one venue who loop a coin there while it pays. */
export const Schema = z.strictObject({
  venue: Reference.ref('venue'),
  coin: Reference.ref('asset'),
  /** Dollars of all of them; rows they stand in; dollars of one account. */
  equity: UnitText.usd(),
  rows: UnitText.count({ min: 1 }),
  account: UnitText.usd(),
  /** Collateral over equity, and the net yield on equity a year below which nobody loops. */
  leverage: UnitText.spread(UnitText.positive()),
  least: UnitText.spread(UnitText.ratio({ min: -1 })),
  /** What holders of the coin are paid a year, and when. */
  yields: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      rate: UnitText.ratio(),
      from: UnitText.instant(),
      to: UnitText.instant(),
    }),
  ),
  /** Difference that moves one of them, the part of a whole loop he trades at a time, and how often he decides. */
  band: UnitText.ratio(),
  share: UnitText.ratio(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
