import type { z } from 'zod';
import * as SchemaTree from './SchemaTree.js';

/* Generates: docs/reference/scenario.md (npm run schema). */

/** The keys of a schema as Markdown: one table a section, a line a key. */
export function render(title: string, schema: z.ZodType): string {
  const { schema: root } = SchemaTree.unwrap(schema);
  const { def } = root._zod;
  if (def.type !== 'object') return `# ${title}\n`;
  const parts = Object.entries(def.shape).map(([key, one]) => section(key, one));
  return `# ${title}\n\nGenerated from the schema by \`npm run schema\`.\n\n${parts.join('\n')}`;
}

function section(key: string, schema: z.core.$ZodType): string {
  const rows: string[] = [];
  const { meta } = SchemaTree.unwrap(schema);
  list(schema, key, rows);
  const absent = meta.absent === undefined ? '' : ` If left out: ${meta.absent}.`;
  return `## ${key}\n\n${meta.description ?? ''}${absent}\n\n| key | meaning | value | if left out |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** One row for every key below a schema; an item of a list is shown as [], the key of a map as <name>. */
function list(schema: z.core.$ZodType, path: string, rows: string[]): void {
  const { schema: core, meta } = SchemaTree.unwrap(schema);
  const { def } = core._zod;
  rows.push(row(path, meta, def));
  if (def.type === 'object') {
    for (const [key, one] of Object.entries(def.shape)) list(one, `${path}.${key}`, rows);
    if (def.catchall && def.catchall._zod.def.type !== 'never') list(def.catchall, `${path}.<name>`, rows);
  }
  if (def.type === 'record') list(def.valueType, `${path}.<name>`, rows);
  if (def.type === 'array') list(def.element, `${path}[]`, rows);
  if (def.type === 'union') for (const one of def.options) list(one, path, rows);
}

function row(path: string, meta: SchemaTree.Meta, def: z.core.$ZodTypes['_zod']['def']): string {
  const value = meta.expected ?? words(def);
  const unit = meta.unit === undefined ? '' : ` (${meta.unit})`;
  const source = meta.source === undefined ? '' : ` Source: ${meta.source}.`;
  const cells = [`\`${path}\``, `${meta.description ?? ''}${source}`, `${value}${unit}`, meta.absent ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** What may be written for a type, in words. */
export function words(def: z.core.$ZodTypes['_zod']['def']): string {
  if (def.type === 'enum')
    return Object.values(def.entries)
      .map((word) => `"${word}"`)
      .join(', ');
  if (def.type === 'literal') return def.values.map((word) => `"${String(word)}"`).join(', ');
  if (def.type === 'boolean') return 'true or false';
  if (def.type === 'string') return 'text';
  if (def.type === 'array' || def.type === 'tuple') return 'a list';
  return def.type === 'union' ? 'one of the following' : 'a map';
}
