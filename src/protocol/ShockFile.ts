import { z } from 'zod';
import * as Source from '../format/Source.js';
import * as UnitText from '../format/UnitText.js';

/** Graded shocks: news that make what the assets are worth fall, each size on its own. Prices come out of the books. */
export const Schema = z.strictObject({
  falls: z
    .array(UnitText.ratio({ max: 0.99 }))
    .min(1)
    .describe('Falls of what an asset that moves with the news is worth.'),
  over: UnitText.duration({ min: 1e6 }).describe('Time that the news takes.'),
  horizon: UnitText.duration({ min: 60e6, max: 31 * UnitText.DAY_US }).describe('Length of a run.'),
});

export type Shocks = z.infer<typeof Schema>;

export const USUAL: Shocks = {
  falls: [0.1, 0.2, 0.3, 0.4, 0.5],
  over: 30 * 60e6,
  horizon: 6 * 3600e6,
};

/** The file that `--shocks` names. Throws InputError. */
export function read(file: string, text: string): Shocks {
  return Source.validate(Source.parse(file, text), Schema);
}
