import { z } from 'zod';
import * as Family from '../chain/lending/Family.js';
import * as Registry from '../chain/lending/Registry.js';
import * as Helpers from '../format/SchemaHelpers.js';
import * as LendingPeople from '../populations/LendingPeople.js';

/** Lists of people; each may be left out only where a preset states it, or where none is usual. */
const people = Object.fromEntries(
  Object.entries(LendingPeople.LISTS).map(([name, { schema, isRare = false }]) => {
    const list = Helpers.listById(schema as z.ZodType<{ id: string }>);
    return [name, isRare ? Helpers.absent('none', list) : list];
  }),
);

/** One schema a kind: its own keys and its people. A file that leaves `kind` out means the usual one. */
const options = Object.entries(Registry.KINDS).map(([name, { terms }]) => {
  const kind = z.literal(name);
  return z.strictObject({
    id: Helpers.id(),
    kind: name === Family.USUAL ? kind.optional() : kind,
    ...terms.shape,
    ...people,
  });
});

/** A lending protocol on the chain and its people. */
export const Lending = z.discriminatedUnion(
  'kind',
  options as never,
) as unknown as z.ZodType<LendingPeople.Entry>;
