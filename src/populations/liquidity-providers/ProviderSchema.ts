import { z } from 'zod';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** Passive capital in the pools; what a pool holds at the open is theirs. */
export const Schema = z.strictObject({
  rows: Helpers.rows().describe('Equal parts of each pool.'),
  leaveAt: UnitText.spread(UnitText.ratio()).describe(
    'Largest share of one coin at which the first and the last leave.',
  ),
  every: UnitText.spread(UnitText.interval()).describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
