import { z } from 'zod';
import * as Helpers from '../../../format/SchemaHelpers.js';
import * as Keys from '../../Keys.js';

const { absent } = Helpers;

export const Schema = z.strictObject({
  kind: z.literal('venue-loan').describe('A loan or a loop on the margin of an exchange.'),
  ...Keys.COMMON,
  rules: absent('unified-margin', Helpers.id().describe('Preset of the venue, without a scenario.')),
  weight: absent('of the scenario, else 100%', Keys.ratio('Share of the collateral that counts.', 1)),
  ...Keys.LOOP,
});
