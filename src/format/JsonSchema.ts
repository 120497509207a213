import { z } from 'zod';
import * as SchemaTree from './SchemaTree.js';

/* Generates: schema/scenario.schema.json and schema/intervention.schema.json (npm run schema). */

type Json = Record<string, unknown>;

const SIZE = String.raw`\+?\d[\d_]*(\.\d[\d_]*)?`;
const TIME = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)? *(Z|UTC)`;
const SIGNED = String.raw`[+-]?\d[\d_]*(\.\d[\d_]*)?`;
/** Text that each helper of UnitText reads; a bare number too where the helper takes one. */
const TEXTS: Readonly<Record<string, { readonly pattern: string; readonly isBare: boolean }>> = {
  usd: { pattern: `${SIZE}(k|M|bn|tn)? +USD`, isBare: false },
  amount: { pattern: `${SIZE}(k|M|bn|tn)? +[A-Za-z][A-Za-z0-9.-]*`, isBare: false },
  duration: { pattern: `${SIZE} *(us|ms|s|min|h|d)`, isBare: false },
  ratio: { pattern: `${SIGNED} *(%|bp|ppm)?`, isBare: true },
  instant: { pattern: TIME, isBare: false },
  count: { pattern: SIZE, isBare: true },
  positive: { pattern: SIZE, isBare: true },
  size: { pattern: `${SIZE}((k|M|bn|tn)? +USD)?`, isBare: true },
  number: { pattern: SIGNED, isBare: true },
};

/**
 * The JSON schema of a file, for editors. Nothing but ids is required: a key may come from a preset or from the file that
 * is extended. Every map may name a preset.
 */
export function of(schema: z.ZodType, title: string, extra: Json = {}): Json {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      write(zodSchema, jsonSchema as Json);
    },
  }) as Json;
  const properties = { ...(json.properties as Json), ...extra };
  return { ...json, title, properties };
}

function write(schema: z.core.$ZodType, json: Json): void {
  const { meta } = SchemaTree.unwrap(schema);
  const text = TEXTS[String(meta.type)];
  for (const key of Object.keys(meta)) if (key !== 'description' && key in json) delete json[key];
  if (meta.type !== undefined && text !== undefined) Object.assign(json, textOf(meta, text));
  if (meta.description !== undefined) json.description = sentence(meta);
  if (json.type === 'object' && json.properties !== undefined) openTo(json);
}

/** What a helper reads, with its range as far as a bare number can be compared. */
function textOf(meta: SchemaTree.Meta, { pattern, isBare }: (typeof TEXTS)[string]): Json {
  const whole = meta.spread ? `${pattern}( *\\.\\. *${pattern})?` : pattern;
  const range = isBare && meta.limits ? { minimum: meta.limits.min, maximum: meta.limits.max } : {};
  return {
    type: isBare ? ['string', 'number'] : 'string',
    pattern: `^ *${whole} *$`,
    ...range,
    ...(meta.example === undefined ? {} : { examples: [meta.example] }),
  };
}

/** Presets and extended files state keys too: nothing is required but what tells items apart. */
function openTo(json: Json): void {
  const properties = json.properties as Json;
  json.properties = {
    ...properties,
    preset: { type: 'string', description: 'A preset that states the other keys.' },
  };
  const { id, kind } = properties;
  const needed = [id === undefined ? '' : 'id', isFixed(kind) && isNeeded(json, 'kind') ? 'kind' : ''];
  const required = needed.filter((key) => key !== '');
  if (required.length > 0) json.required = required;
  else delete json.required;
}

function isFixed(kind: unknown): boolean {
  return typeof kind === 'object' && kind !== null && 'const' in kind;
}

function isNeeded({ required }: Json, key: string): boolean {
  return Array.isArray(required) && required.includes(key);
}

/** Meaning, what is expected, absence and source, in sentences. */
function sentence(meta: SchemaTree.Meta): string {
  const { description = '', expected, absent, source, unit } = meta;
  const asks = expected === undefined || expected === description ? '' : ` Write ${expected}.`;
  return [
    description,
    unit === undefined || unit === 'USD' || unit === 'UTC' || unit === 'fraction' ? '' : ` Unit: ${unit}.`,
    asks,
    absent === undefined ? '' : ` If left out: ${absent}.`,
    source === undefined ? '' : ` Source: ${source}.`,
  ].join('');
}
