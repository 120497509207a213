import { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';
import * as Classes from '../Classes.js';

/** Small uninformed orders in every market. */
export const Schema = z.strictObject({
  every: UnitText.interval().describe('Mean time between orders of a market.'),
  size: UnitText.ratio().describe('Median order over the daily volume of the market.'),
  sigma: UnitText.positive({ max: 1e6 }).describe('Standard deviation of the logarithm of the size.'),
  classes: Classes.Schema,
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
