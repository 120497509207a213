import { z } from 'zod';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';
import * as Classes from '../Classes.js';

/** Traders who know the fundamental value, some within seconds and some within hours. */
export const Schema = z.strictObject({
  fast: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe(
    'Time until the quicker half learns a new value.',
  ),
  slow: UnitText.spread(UnitText.duration({ max: 365 * UnitText.DAY_US })).describe(
    'Time until the slower half learns it.',
  ),
  band: UnitText.spread(UnitText.ratio()).describe('Gap between price and value that they leave alone.'),
  pace: UnitText.ratio().describe('Dollars a second and 1% of gap, over daily volume.'),
  sellLimit: UnitText.ratio().describe('Largest sale over daily volume.'),
  buyLimit: UnitText.ratio().describe('Largest purchase over daily volume.'),
  renewal: Helpers.absent(
    'never',
    UnitText.duration({ min: 1e6, max: 365 * UnitText.DAY_US }).describe(
      'Time in which others take the place of those who have traded up to their limit.',
    ),
  ),
  classes: Classes.Schema,
  rests: Helpers.absent(
    'false',
    z.boolean().describe('Whether what their orders do not fill rests at their limit; else it is dropped.'),
  ),
  reach: Helpers.absent(
    'half the gap',
    UnitText.ratio().describe(
      'How far beyond the middle of the touch one order may reach, at most half the gap.',
    ),
  ),
  every: UnitText.interval().describe('How often they look.'),
  latency: UnitText.spread(UnitText.latency()).describe('Time until their orders arrive.'),
});

export type Spec = z.infer<typeof Schema>;
