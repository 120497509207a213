import { z } from 'zod';
import * as AccountSchema from './kinds/account/Schema.js';
import * as AnchorSchema from './kinds/anchor/Schema.js';
import * as InverseSchema from './kinds/inverse/Schema.js';
import * as LoopSchema from './kinds/loop/Schema.js';
import * as PerpSchema from './kinds/perp/Schema.js';
import * as VenueLoanSchema from './kinds/venue-loan/Schema.js';

/** One question: what somebody holds and where. */
export const Schema = z.discriminatedUnion('kind', [
  LoopSchema.Schema,
  VenueLoanSchema.Schema,
  PerpSchema.Schema,
  InverseSchema.Schema,
  AccountSchema.Schema,
  AnchorSchema.Schema,
]);

export type Asked = z.infer<typeof Schema>;
export type Of<K extends Asked['kind']> = Extract<Asked, { kind: K }>;

/** Keys that one value can state, for flags and columns of a table, with their description. */
export function flags(): Map<string, string> {
  const kinds = Schema.options.map(({ shape }) => shape.kind.value).join(', ');
  const all = new Map([['kind', `What it is: ${kinds}.`]]);
  for (const option of Schema.options)
    for (const [key, schema] of Object.entries(option.shape)) {
      const { description } = (schema as z.ZodType).meta() ?? {};
      const isMap = [
        'cash',
        'collateral',
        'debts',
        'positions',
        'hedge',
        'prices',
        'weights',
        'yields',
      ].includes(key);
      if (!isMap && !all.has(key))
        all.set(
          key,
          String(
            description ?? (schema as { unwrap?: () => z.ZodType }).unwrap?.().meta()?.description ?? '',
          ),
        );
    }
  return all;
}
