import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

/** How assets move between accounts of different venues and chains. Absent: they do not. */
export const Rails = z.strictObject({
  /** A venue's check before it sends or credits. */
  check: z.record(z.string(), Text.duration()),
  /** Confirmations by asset; `default` for the rest. */
  confirm: z.record(z.string(), Text.duration()),
  /** Between accounts of one venue, by venue; at once where it is not stated. */
  internal: z.record(z.string(), Text.duration()).optional(),
  /** Documented slowdowns and halts. */
  windows: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Helpers.id(),
      asset: z.string().optional(),
      /** Absent: every direction. A `delay` slows every direction. */
      direction: z.enum(['deposit', 'withdrawal', 'internal']).optional(),
      from: Text.instant(),
      to: Text.instant(),
      /** Added to the venue's times, or a factor on them; neither: halted. */
      delay: Text.duration().optional(),
      factor: Text.positive().optional(),
    }),
  ),
  /** Venues' own rule: nothing of an asset moves while its price there is further than `above` from others. */
  rules: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Helpers.id(),
      asset: z.string(),
      above: Text.ratio(),
      /** It ends when the price has been within `back` for `hold`. */
      back: Text.ratio(),
      hold: Text.duration(),
    }),
  ).optional(),
  /** What a venue can send at once; without limit where it is not stated. */
  wallets: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Helpers.id(),
      asset: z.string(),
      size: Text.usd(),
      refill: Text.duration(),
    }),
  ).optional(),
});
