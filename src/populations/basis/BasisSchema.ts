import { z } from 'zod';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Cash-and-carry traders on unified venues: spot held, the same units short in perps. */
export const Schema = z.strictObject({
  share: UnitText.ratio().describe('Short perps over open interest, on venues with unified margin.'),
  account: UnitText.usd({ above: 0 }).describe('Spot leg of one account.'),
  exitFrom: UnitText.spread(UnitText.ratio({ min: -1, max: 0 })).describe(
    'Tradable basis at which the first leave.',
  ),
  exitTo: UnitText.spread(UnitText.ratio({ min: -1, max: 0 })).describe(
    'Tradable basis at which the last leave.',
  ),
  enterFrom: UnitText.ratio().describe('Tradable basis at which new money enters.'),
  enterTo: UnitText.ratio().describe('Tradable basis at which new money is all in.'),
  entryShare: UnitText.ratio().describe('New money over the opening position.'),
  clip: UnitText.ratio().describe('Largest trade over the position.'),
  quotes: Helpers.absent(
    'false',
    z.boolean().describe('Whether they bid at their price where nobody offers; else they only take offers.'),
  ),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
