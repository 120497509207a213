import { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';

/** Traders who know the fundamental value, some within seconds and some within hours. */
export const Schema = z.strictObject({
  fast: UnitText.spread(UnitText.duration()),
  slow: UnitText.spread(UnitText.duration()),
  band: UnitText.spread(UnitText.ratio()),
  /** Over daily volume: dollars per second and 1 % of gap; largest sale; largest purchase. */
  pace: UnitText.ratio(),
  sellLimit: UnitText.ratio(),
  buyLimit: UnitText.ratio(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
