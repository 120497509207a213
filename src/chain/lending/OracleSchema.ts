import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** How a reserve is priced: what counterfactuals switch. */
export const Oracle = z.discriminatedUnion('kind', [
  /** A feed of the asset's own spot books; without `weights` its price over all venues. */
  z.strictObject({
    kind: z.literal('market'),
    weights: Reference.mapOf(Reference.ref('venue'), UnitText.positive()).optional(),
    heartbeat: UnitText.duration(),
    deviation: UnitText.ratio(),
    stale: Helpers.absent(
      'never',
      UnitText.duration({ min: 1 }).describe(
        'A book of "weights" that has no bid or no ask, and no trade or change for longer, does not count.',
      ),
    ),
    /** Dollars per token that the feed is not read above. */
    cap: UnitText.usd().optional(),
  }),
  /** The price of another reserve. */
  z.strictObject({ kind: z.literal('pegged'), to: Reference.ref('reserve') }),
  /** A vault's share: its rate, growing at most so fast a year. */
  z.strictObject({ kind: z.literal('vault'), of: Reference.ref('reserve'), growth: UnitText.ratio() }),
  /** A principal token: the underlying less a discount that shrinks to nothing at maturity. */
  z.strictObject({
    kind: z.literal('principal'),
    of: Reference.ref('reserve'),
    maturity: UnitText.instant(),
    discount: UnitText.ratio(),
    maxDiscount: UnitText.ratio(),
    frozen: z.boolean(),
  }),
]);

export type Oracle = z.infer<typeof Oracle>;

/** The asset whose price an oracle follows; undefined where it has a feed of its own. */
export function followed(oracle: Oracle): string | undefined {
  if (oracle.kind === 'market') return undefined;
  return oracle.kind === 'pegged' ? oracle.to : oracle.of;
}
