import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Loops of a synthetic dollar on unified venues. */
export const Schema = z.strictObject({
  /** Coins in loops, in dollars, and their split by venue. */
  stock: UnitText.usd(),
  byVenue: Helpers.shares(Reference.ref('venue')),
  rows: UnitText.count({ min: 1 }),
  account: UnitText.usd(),
  leverage: UnitText.spread(UnitText.positive()),
  /** Fall below par at which a looper wants out, and how long until he acts. */
  exitAt: UnitText.spread(UnitText.ratio()),
  delay: UnitText.spread(UnitText.duration()),
  /** What a margin call of a whale's first layer gives him before the loop is unwound. */
  grace: UnitText.spread(UnitText.duration()),
  selling: UnitText.duration(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
