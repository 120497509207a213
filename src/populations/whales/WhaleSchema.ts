import type { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';
import * as LooperSchema from '../loopers/LooperSchema.js';

/** Loops whose equity is itself borrowed against alts in an account of their own. */
export const Schema = LooperSchema.Schema.extend({
  /** Alts of the first layer per dollar of coins in the loop, and their fall at which it is called. */
  altsPerLoop: UnitText.positive(),
  callAt: UnitText.spread(UnitText.ratio()),
});

export type Spec = z.infer<typeof Schema>;
