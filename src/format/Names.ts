import type { z } from 'zod';
import * as SchemaTree from './SchemaTree.js';
import type * as YamlTree from './YamlTree.js';

type Fields = Readonly<Record<string, unknown>>;
/** Things by name, with the fields that a reference may ask for. */
export type Known = ReadonlyMap<string, Fields>;
/** Names by kind that no key of the file declares. */
export type Given = Readonly<Record<string, Known>>;
type Where = SchemaTree.Ref['where'];

interface Scope {
  readonly kind: string;
  /** The map inside which the names are known; the root for most. */
  readonly path: YamlTree.Path;
  readonly known: Known;
}
export type Names = readonly Scope[];

const WORDS: Readonly<Record<string, readonly [expected: string, plural: string]>> = {
  asset: ['an asset of this scenario', 'assets'],
  venue: ['a venue of this scenario', 'venues'],
  market: ['a market of this scenario', 'markets'],
  pool: ['a pool of this scenario', 'pools'],
  lending: ['a lending protocol of this scenario', 'lending protocols'],
  issuer: ['an issuer of this scenario', 'issuers'],
  table: ['a table under "tables"', 'tables'],
  reserve: ['the asset of one of its reserves', 'reserves'],
  mode: ['one of its modes', 'modes'],
  account: ['an account of this scenario', 'accounts'],
  population: ['a group under "populations"', 'groups'],
};

/** All that the data declares, with its scope: what a list inside an item declares is known inside that item. */
export function gather(schema: z.ZodType, data: unknown, given: Given): Names {
  const scopes: Scope[] = Object.entries(given).map(([kind, known]) => ({ kind, path: [], known }));
  SchemaTree.walk(schema, data, ({ meta: { declares }, value, path }) => {
    if (declares === undefined) return;
    scopes.push({ kind: declares.kind, path: path.slice(0, -1), known: bearers(declares, value) });
  });
  return scopes;
}

function bearers({ by }: SchemaTree.Declares, value: unknown): Known {
  if (typeof value !== 'object' || value === null) return new Map();
  if (by === undefined)
    return new Map(Object.entries(value).map(([name, item]) => [name, (item ?? {}) as Fields]));
  const items = Array.isArray(value) ? (value as Fields[]) : [];
  return new Map(items.map((item) => [String(item?.[by]), item]));
}

/** What a name of a kind can mean at a path: the innermost scopes that declare the kind. */
export function inScope(names: Names, kind: string, path: YamlTree.Path): Known[] {
  const around = names.filter(
    (scope) => scope.kind === kind && scope.path.every((step, i) => path[i] === step),
  );
  const depth = Math.max(-1, ...around.map((scope) => scope.path.length));
  return around.filter((scope) => scope.path.length === depth).map(({ known }) => known);
}

/** What bears a name in these scopes. */
export function find(scopes: readonly Known[], name: string): Fields | undefined {
  return scopes.find((known) => known.has(name))?.get(name);
}

/** The names that have the fields a reference asks for. */
export function candidates(scopes: readonly Known[], where: Where): string[] {
  const all = scopes.flatMap((known) => [...known]);
  return all.filter(([, fields]) => fits(fields, where)).map(([name]) => name);
}

/** Whether a thing has the fields that a reference asks for. */
export function fits(fields: Fields, where: Where): boolean {
  return Object.entries(where ?? {}).every(([key, values]) => values.includes(fields[key]));
}

/** ", whose class is major": the fields that do not fit. */
export function wrong(fields: Fields, where: Where): string {
  const bad = Object.keys(where ?? {}).filter((key) => !where![key]!.includes(fields[key]));
  return bad.map((key) => `, whose "${key}" is ${fields[key] ?? 'not stated'}`).join('');
}

export function expectation(kind: string, where: Where): string {
  const words = WORDS[kind]?.[0] ?? `a ${kind}`;
  const asked = Object.entries(where ?? {}).map(([key, values]) => `"${key}" ${values.join(' or ')}`);
  return asked.length === 0 ? words : `${words} with ${asked.join(' and ')}`;
}

export function plural(kind: string): string {
  return WORDS[kind]?.[1] ?? `${kind}s`;
}
