import { z } from 'zod';
import * as Helpers from './SchemaHelpers.js';
import * as Text from './Text.js';

/** How assets move between accounts of different venues and chains. Absent: they do not. */
export const Rails = z.strictObject({
  /** A venue's check before it sends or credits. */
  check: z.record(z.string(), Text.duration()),
  /** Confirmations by asset; `default` for the rest. */
  confirm: z.record(z.string(), Text.duration()),
  /** Documented slowdowns and halts. */
  windows: Helpers.listById(
    z.strictObject({
      id: Helpers.id(),
      venue: Helpers.id(),
      asset: z.string().optional(),
      from: Text.instant(),
      to: Text.instant(),
      /** Absent: halted. */
      delay: Text.duration().optional(),
    }),
  ),
});
