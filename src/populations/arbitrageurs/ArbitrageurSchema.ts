import { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';

/** Cross-venue arbitrageurs: one an asset, with an account and inventory on every venue that lists it. */
export const Schema = z.strictObject({
  /** Inventory on each side over daily volume. */
  inventory: UnitText.ratio(),
  edge: UnitText.spread(UnitText.ratio()),
  clip: UnitText.ratio(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
