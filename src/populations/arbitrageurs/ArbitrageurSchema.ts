import { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';

/** Cross-venue arbitrageurs: one an asset, with an account and inventory on every venue that lists it. */
export const Schema = z.strictObject({
  inventory: UnitText.ratio().describe('Inventory on each side over daily volume.'),
  edge: UnitText.spread(UnitText.ratio()).describe('Edge that they ask for.'),
  clip: UnitText.ratio().describe('Largest trade over daily volume.'),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
