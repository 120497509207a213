import { z } from 'zod';
import type { Issue } from './InputError.js';
import * as Names from './Names.js';
import { suggest } from './Nearest.js';
import * as SchemaTree from './SchemaTree.js';
import * as Source from './Source.js';
import * as YamlTree from './YamlTree.js';

type Options = Omit<SchemaTree.Ref, 'kind'>;
/** What a schema can name. Whatever bears the name declares it; see `declare`. */
export type Kind =
  | 'asset'
  | 'venue'
  | 'market'
  | 'pool'
  | 'lending'
  | 'issuer'
  | 'table'
  | 'reserve'
  | 'mode'
  | 'account'
  | 'population';

/** A text that names something of the scenario. */
export function ref(kind: Kind, options: Options = {}): z.ZodType<string> {
  return z.string().meta({ description: described(kind, options), ref: { kind, ...options } });
}

/** "hold", "pool:curve", "venue:a": one of some words, or a kind, a colon and a name of that kind. */
export function place(kinds: readonly Kind[], also: readonly string[]): z.ZodType<string> {
  const description = [...also.map((word) => `"${word}"`), ...kinds.map((kind) => `"${kind}:" and its id`)];
  const pattern = new RegExp(`^(?:${[...also, `(?:${kinds.join('|')}):.+`].join('|')})$`);
  return z
    .string()
    .regex(pattern)
    .meta({ description: description.join(', or '), ref: { kind: kinds[0]!, also, prefixed: kinds } });
}

/** A map whose keys name things: `mapOf(ref('venue'), value)`. */
export function mapOf<T>(key: z.ZodType<string>, value: z.ZodType<T>): z.ZodType<Record<string, T>> {
  return z.record(key as z.ZodType<string> & z.core.$ZodRecordKey, value) as z.ZodType<Record<string, T>>;
}

/** Marks the items of a list (by their `id` unless stated), or the keys of a map, as what can be named. */
export function declare<T extends z.ZodType>(kind: Kind, schema: T, by?: string): T {
  const isMap = SchemaTree.unwrap(schema).schema._zod.def.type === 'record';
  return schema.meta({ declares: isMap ? { kind } : { kind, by: by ?? 'id' } }) as T;
}

function described(kind: Kind, { where, also }: Options): string {
  const words = (also ?? []).map((word) => `, or "${word}"`).join('');
  return `${Names.expectation(kind, where)}${words}`;
}

/** Every name in the source that names nothing. `given`: what is named but declared by no key of the file. */
export function check(schema: z.ZodType, source: Source.Source, given: Names.Given = {}): Issue[] {
  const data = YamlTree.toData(source.root);
  const names = Names.gather(schema, data, given);
  const issues: Issue[] = [];
  SchemaTree.walk(schema, data, ({ meta, value, path, key }) => {
    const asked = key === undefined ? undefined : SchemaTree.unwrap(key).meta.ref;
    if (asked) issues.push(...refuse(source, names, asked, { name: String(path.at(-1)), path, isKey: true }));
    if (meta.ref !== undefined && typeof value === 'string')
      issues.push(...refuse(source, names, meta.ref, { name: value, path, isKey: false }));
  });
  return issues;
}

interface Use {
  readonly name: string;
  readonly path: YamlTree.Path;
  readonly isKey: boolean;
}

function refuse(source: Source.Source, names: Names.Names, asked: SchemaTree.Ref, use: Use): Issue[] {
  if (asked.also?.includes(use.name)) return [];
  const [kind, name] = asked.prefixed
    ? (use.name.split(/:(.*)/s) as [string, string])
    : [asked.kind, use.name];
  const scopes = Names.inScope(names, kind, use.path);
  const fields = Names.find(scopes, name);
  if (fields !== undefined && Names.fits(fields, asked.where)) return [];
  const known = [...Names.candidates(scopes, asked.where), ...(asked.also ?? [])];
  const place = use.isKey ? Source.locateKey(source, use.path) : Source.locate(source, use.path);
  return [
    {
      ...place,
      path: YamlTree.show(source.root, use.path),
      found: `"${use.name}"${fields === undefined ? '' : Names.wrong(fields, asked.where)}`,
      expected: Names.expectation(kind, asked.where),
      remedy: suggest(name, known, Names.plural(kind)),
    },
  ];
}
