import { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';

/** Small uninformed orders in every market. */
export const Schema = z.strictObject({
  every: UnitText.duration(),
  /** Median order over the market's daily volume. */
  size: UnitText.ratio(),
  sigma: UnitText.positive(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
