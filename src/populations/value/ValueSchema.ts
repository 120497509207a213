import { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';

/** Slow money: buys below value, more the deeper the discount, and sells above it. */
export const Schema = z.strictObject({
  /** Dollars over daily volume wanted per 1 % of discount, all venues. */
  density: UnitText.ratio(),
  band: UnitText.spread(UnitText.ratio()),
  restingShare: UnitText.ratio(),
  arrival: UnitText.duration(),
  /** Time in which new money takes the place of what has bought. */
  renewal: UnitText.duration(),
  delay: UnitText.spread(UnitText.duration()),
  levels: UnitText.count({ min: 1, max: 200 }),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
