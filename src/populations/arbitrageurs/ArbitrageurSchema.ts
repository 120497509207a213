import { z } from 'zod';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Cross-venue arbitrageurs: one an asset, with an account and inventory on every venue that lists it. */
export const Schema = z.strictObject({
  inventory: UnitText.ratio().describe('Inventory on each side over daily volume.'),
  edge: UnitText.spread(UnitText.ratio()).describe('Edge that they ask for.'),
  clip: UnitText.ratio().describe('Largest trade over daily volume.'),
  walk: Helpers.absent(
    '0.1% of the price',
    UnitText.ratio({ max: 0.5 }).describe(
      'Share of a gap that an order walks through in each of the two books.',
    ),
  ),
  quotes: Helpers.absent(
    'false',
    z
      .boolean()
      .describe(
        'Whether they quote where a touch is wide, at what another market pays; else they only trade across touches.',
      ),
  ),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
