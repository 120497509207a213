import { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';

/** Cash-and-carry traders on unified venues: spot held, the same units short in perps. */
export const Schema = z.strictObject({
  /** Short perps of basis traders over open interest, on unified venues. */
  share: UnitText.ratio(),
  /** Spot leg of one account. */
  account: UnitText.usd(),
  /** Tradable basis at which the first and the last leave. */
  exitFrom: UnitText.spread(UnitText.ratio({ min: -1, max: 0 })),
  exitTo: UnitText.spread(UnitText.ratio({ min: -1, max: 0 })),
  /** Tradable basis at which new money enters and is all in; new money over the opening position. */
  enterFrom: UnitText.ratio(),
  enterTo: UnitText.ratio(),
  entryShare: UnitText.ratio(),
  clip: UnitText.ratio(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
