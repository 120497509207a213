import { z } from 'zod';
import * as Helpers from '../format/SchemaHelpers.js';
import type { Bench } from '../opening/Bench.js';
import type { Market } from '../state/Engine.js';

/** Key of a group that is in the markets of some classes of assets alone. */
export const Schema = Helpers.absent(
  'all',
  z
    .array(z.enum(['dollar', 'major', 'alt', 'staked', 'synthetic', 'token']))
    .min(1)
    .describe('Classes of assets in whose markets they are.'),
);

/** Whether a group with these classes is in a market. */
export function has({ universe }: Bench, classes: readonly string[] | undefined, { base }: Market): boolean {
  return classes === undefined || classes.includes(universe.assets[base]!.spec.class);
}
