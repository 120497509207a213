import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as UnitText from '../../format/UnitText.js';

/** Arbitrageurs between the books of a staked asset and what it redeems to. */
export const Schema = z.strictObject({
  /** Staked stock on the venue's books in makers' depth terms: daily volume of each staked asset. */
  dailyVolume: Reference.mapOf(Reference.ref('asset', { where: { class: ['staked'] } }), UnitText.usd()),
  cash: UnitText.usd(),
  edge: UnitText.spread(UnitText.ratio()),
  clip: UnitText.usd(),
  every: UnitText.duration(),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
