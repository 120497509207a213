import { z } from 'zod';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as LooperSchema from '../loopers/LooperSchema.js';

/** Loops whose equity is itself borrowed against alts in an account of their own. */
export const Schema = LooperSchema.Schema.extend({
  altsPerLoop: UnitText.positive({ max: 1e6 }).describe(
    'Alts of the first layer per dollar of coins in the loop.',
  ),
  accounts: Helpers.absent(
    'two',
    z
      .enum(['one', 'two'])
      .describe(
        'Whether alts and loop stand in one account, each for the debt of the other, or in one each.',
      ),
  ),
  callAt: UnitText.spread(UnitText.ratio()).describe(
    'Fall of those alts at which the first layer is called.',
  ),
});

export type Spec = z.infer<typeof Schema>;
