import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as UnitText from '../../format/UnitText.js';

/** Arbitrageurs between the books of a staked asset and what it redeems to. */
export const Schema = z.strictObject({
  dailyVolume: Reference.mapOf(
    Reference.ref('asset', { where: { class: ['staked'] } }),
    UnitText.usd(),
  ).describe('Daily volume of each staked asset, by which its books are sized.'),
  cash: UnitText.usd().describe('Dollars at the open.'),
  edge: UnitText.spread(UnitText.ratio()).describe('Edge that they ask for.'),
  clip: UnitText.usd({ above: 0 }).describe('Largest trade, dollars.'),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
