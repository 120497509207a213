import { z } from 'zod';
import * as Reference from '../../format/Reference.js';
import * as Helpers from '../../format/SchemaHelpers.js';
import * as UnitText from '../../format/UnitText.js';

/** How assets move between accounts of different venues and chains. Absent: they do not. */
export const Rails = z.strictObject({
  /** A venue's check before it sends or credits. */
  check: Reference.mapOf(Reference.ref('venue'), UnitText.duration()),
  /** Confirmations by asset; `default` for the rest. */
  confirm: Reference.mapOf(Reference.ref('asset', { also: ['default'] }), UnitText.duration()),
  /** Between accounts of one venue, by venue; at once where it is not stated. */
  internal: Reference.mapOf(Reference.ref('venue'), UnitText.duration()).optional(),
  /** Documented slowdowns and halts. */
  windows: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Reference.ref('venue'),
      asset: Reference.ref('asset').optional(),
      /** Absent: every direction. A `delay` slows every direction. */
      direction: z.enum(['deposit', 'withdrawal', 'internal']).optional(),
      from: UnitText.instant(),
      to: UnitText.instant(),
      /** Added to the venue's times, or a factor on them; neither: halted. */
      delay: UnitText.duration().optional(),
      factor: UnitText.positive().optional(),
    }),
  ),
  /** Venues' own rule: nothing of an asset moves while its price there is further than `above` from others. */
  rules: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Reference.ref('venue'),
      asset: Reference.ref('asset'),
      above: UnitText.ratio(),
      /** It ends when the price has been within `back` for `hold`. */
      back: UnitText.ratio(),
      hold: UnitText.duration(),
    }),
  ).optional(),
  /** What a venue can send at once; without limit where it is not stated. */
  wallets: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Reference.ref('venue'),
      asset: Reference.ref('asset'),
      size: UnitText.usd(),
      refill: UnitText.duration(),
    }),
  ).optional(),
});
