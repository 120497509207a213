import { z } from 'zod';
import * as Journal from '../messages/Journal.js';
import { FIELDS, type Field, type FieldName } from '../messages/JournalFields.js';

/* Generates: schema/journal.schema.json (npm run schema). */

const VALUES: Readonly<Record<Field['type'], () => z.ZodType>> = {
  text: () => z.string(),
  number: () => z.number(),
  side: () => z.enum(['long', 'short']),
  aggressors: () =>
    z.array(z.strictObject({ origin: z.int().min(0), kind: z.string(), share: z.number().min(0) })),
};

function value(name: FieldName): z.ZodType {
  const { type, unit, about } = FIELDS[name];
  return VALUES[type]().meta({ description: unit === '' ? about : `${about}; ${unit}` });
}

function rowOf(kind: Journal.Kind): z.ZodType {
  const { about, role, category, channel, has, may = [] } = Journal.entry(kind);
  const inTree = role === undefined ? '' : `; in the cascade: ${role}${category ? ` (${category})` : ''}`;
  const lost = channel === undefined ? '' : `; channel of loss: ${channel}`;
  return z
    .strictObject({
      id: z.int().min(1).meta({ description: 'rises by one' }),
      cause: z.int().min(0).meta({ description: 'id of the row that led here, 0: none' }),
      atUs: z.int().min(0).meta({ description: 'microseconds since the start of the run' }),
      at: z.iso.datetime().meta({ description: 'the same time, ISO 8601 UTC, to the millisecond' }),
      kind: z.literal(kind),
      ...Object.fromEntries(has.map((name) => [name, value(name)])),
      ...Object.fromEntries(may.map((name) => [name, value(name).optional()])),
    })
    .meta({ title: kind, description: `${about}${inTree}${lost}` });
}

/** One line of `journal.ndjson.gz`; `schema/journal.schema.json` is this schema exported. */
export const JournalSchema = z.union(Journal.NAMES.map(rowOf)).meta({
  description: 'One line of the journal: one of the kinds below, told apart by `kind`.',
});
