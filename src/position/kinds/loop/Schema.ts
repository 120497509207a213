import { z } from 'zod';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as Keys from '../../Keys.js';

const { absent } = Helpers;

export const Schema = z.strictObject({
  kind: z.literal('loop').describe('A loop on a lending protocol.'),
  ...Keys.COMMON,
  protocol: absent('aave-v3', z.enum(['aave-v3', 'morpho-blue']).describe('Whose rules hold.')),
  mode: absent('no efficiency mode', Helpers.id().describe('Efficiency mode of the protocol.')),
  terms: absent(
    'the keys below',
    Helpers.id().describe('Preset of the reserve: "lending-major", "lending-synthetic".'),
  ),
  ltv: absent('of the terms', Keys.ratio('Debt over collateral up to which one can borrow.', 1)),
  threshold: absent(
    'of the terms',
    Keys.ratio('Debt over collateral at which liquidation begins; on Morpho the LLTV.', 1),
  ),
  bonus: absent('of the terms; on Morpho of the threshold', Keys.ratio('What a liquidator gets on top.', 1)),
  ...Keys.LOOP,
});
