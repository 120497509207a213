import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as UnitText from '../../format/UnitText.js';

/** Capital that trades a pool against books, and against the issuer at par where it is whitelisted. */
export const Schema = z.strictObject({
  firms: UnitText.count({ min: 1, max: 1000 }).describe('Firms a pool of the synthetic dollar and a dollar.'),
  onChain: UnitText.spread(UnitText.usd()).describe(
    'Coins worth that much, and as many dollars, on the chain.',
  ),
  onVenue: Reference.mapOf(Reference.ref('venue'), UnitText.spread(UnitText.usd())).describe(
    'Coins worth that much, and as many dollars, by venue.',
  ),
  edge: UnitText.spread(UnitText.ratio()).describe('Edge after fees and gas.'),
  clip: UnitText.usd({ above: 0 }).describe('Largest trade, dollars.'),
  whitelisted: UnitText.ratio().describe('Share of firms that the issuer deals with.'),
  bear: UnitText.spread(UnitText.positive({ max: 1e6 })).describe(
    'Base fee that they bear, in multiples of the present one.',
  ),
  tip: UnitText.spread(UnitText.positive({ max: 1e6 }))
    .meta({ unit: 'gwei' })
    .describe('Tip that they offer for block space.'),
  every: UnitText.spread(UnitText.interval()).describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
