import { stringify } from 'yaml';
import type { z } from 'zod';
import { Scenario } from '../../src/compose/Scenario.js';
import * as Library from '../../src/format/Library.js';
import * as SchemaTree from '../../src/format/SchemaTree.js';
import * as YamlTree from '../../src/format/YamlTree.js';

export const KINDS = ['reference', 'range', 'total', 'type', 'unknown key', 'twice', 'missing'] as const;
type Kind = (typeof KINDS)[number];
type Step = string | number;

/** One change of a valid scenario that makes it wrong. */
export interface Mistake {
  readonly base: string;
  readonly kind: Kind;
  /** Where it was made, as a refusal shows paths. */
  readonly path: string;
  /** The key of the schema, whatever its item or name: what was covered. */
  readonly place: string;
  /** The value written there; absent where a key was removed. */
  readonly written?: unknown;
  readonly text: () => string;
}

interface Change {
  readonly kind: Kind;
  /** The place to change; the last step may be a key that is not there. */
  readonly at: readonly Step[];
  readonly value?: unknown;
  /** The new name of the last key. */
  readonly renamed?: string;
}

/** Every mistake that the schema's own words allow in a packaged scenario: one for each key of the schema and kind. */
export function all(library: Library.Library, base: string): Mistake[] {
  const { root } = Library.compose(library, base, { sets: [], withs: [] }).source;
  const data = YamlTree.toData(root);
  const write = writer(data);
  const seen = new Set<string>();
  const found: Mistake[] = [];
  SchemaTree.walk(Scenario, data, (spot) => {
    for (const change of changes(spot)) {
      const place = `${change.kind} ${patternOf(change)} ${kindOf(data, change.at)}`;
      const key = `${place} ${JSON.stringify(change.value ?? change.renamed ?? null)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const path = shown(data, change);
      const written = change.renamed ?? change.value;
      const text = () => write(changed(data, change.at, change));
      found.push({ base, kind: change.kind, path, place, written, text });
    }
  });
  return found;
}

/** Writes changed data as text; a part of the whole that was not changed is written once. */
function writer(whole: unknown): (data: unknown) => string {
  const own = whole as Readonly<Record<string, unknown>>;
  const texts = new Map<string, string>();
  return (data) => {
    const entries = Object.entries(data as object);
    return entries
      .map(([key, value]) => (own[key] === value ? once(texts, key, value) : writtenPart(key, value)))
      .join('');
  };
}

function once(texts: Map<string, string>, key: string, value: unknown): string {
  const text = texts.get(key) ?? writtenPart(key, value);
  texts.set(key, text);
  return text;
}

function writtenPart(key: string, value: unknown): string {
  return stringify({ [key]: value }, { aliasDuplicateObjects: false });
}

function changes(spot: SchemaTree.Spot): Change[] {
  return [...ofKey(spot), ...ofValue(spot), ...ofParts(spot)];
}

/** A key that names something, mistyped. */
function ofKey({ key, path }: SchemaTree.Spot): Change[] {
  if (key === undefined || !isClosed(key)) return [];
  return [{ kind: 'reference', at: path, renamed: `${path.at(-1)}x` }];
}

/** Whether not every text may be the key of a map. */
function isClosed(key: z.core.$ZodType): boolean {
  const { schema, meta } = SchemaTree.unwrap(key);
  return meta.ref !== undefined || schema._zod.def.type === 'enum';
}

function ofValue({ schema, meta, value, path }: SchemaTree.Spot): Change[] {
  if (path.length === 0) return [];
  const { schema: core } = SchemaTree.unwrap(schema);
  const list: Change[] = wrongTypes(value).map((wrong) => ({ kind: 'type', at: path, value: wrong }));
  for (const wrong of wrongValues(core, meta, value)) list.push({ ...wrong, at: path });
  return list;
}

/** Wrong values of a leaf: a mistyped name, or a number on each side of its range. */
function wrongValues(
  core: z.core.$ZodTypes,
  meta: SchemaTree.Meta,
  value: unknown,
): Pick<Change, 'kind' | 'value'>[] {
  const word = meta.ref !== undefined || core._zod.def.type === 'enum' || core._zod.def.type === 'literal';
  if (word) return [{ kind: 'reference', value: `${value ?? 'some'}x` }];
  if (meta.moment !== undefined) return [{ kind: 'range', value: '1999-01-01T00:00:00Z' }];
  return outside(meta).map((wrong) => ({ kind: 'range', value: wrong }));
}

function outside({ limits, type, spread }: SchemaTree.Meta): unknown[] {
  if (limits === undefined) return [];
  const { min, max, above } = limits;
  const low = above ?? (min > 0 && type !== 'count' ? min / 2 : min - 1);
  const high = max * (max > 0 ? 1.5 : 0.5) + 1;
  return [low, high].map((one) =>
    spread ? `${written(one, type)}..${written(one, type)}` : written(one, type),
  );
}

function written(value: number, type: string | undefined): string | number {
  if (type === 'usd') return `${digits(value)} USD`;
  return type === 'duration' ? `${digits(value)}us` : value;
}

function digits(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(12);
}

function wrongTypes(value: unknown): unknown[] {
  if (Array.isArray(value)) return ['text', { some: 1 }, null];
  if (typeof value === 'object' && value !== null) return ['text-x', [1], null];
  return [{ some: 1 }, [1], null, typeof value === 'boolean' ? 'maybe' : true];
}

/** Mistakes in the parts of a map or list: unknown and missing keys, broken sums, items stated twice. */
function ofParts({ schema, meta, value, path }: SchemaTree.Spot): Change[] {
  const list: Change[] = [];
  if (typeof value !== 'object' || value === null) return list;
  if (meta.total !== undefined) list.push(...brokenSums(meta.total, value, path));
  if (Array.isArray(value)) return [...list, ...twice(value, path)];
  const { def } = optionOf(schema, value)._zod;
  if (def.type !== 'object') return list;
  const known = Object.keys(def.shape);
  if (def.catchall === undefined || def.catchall._zod.def.type === 'never')
    list.push({ kind: 'unknown key', at: [...path, `${known[0] ?? 'key'}x`], value: 1 });
  for (const [key, part] of Object.entries(def.shape)) {
    const { schema: core, meta: told, isOptional } = SchemaTree.unwrap(part);
    if (Object.hasOwn(value, key) && !isOptional) list.push({ kind: 'missing', at: [...path, key] });
    if (Object.hasOwn(value, key)) continue;
    for (const wrong of wrongValues(core, told, undefined)) list.push({ ...wrong, at: [...path, key] });
  }
  return list;
}

/** The branch of a union that the value is written for. */
function optionOf(schema: z.core.$ZodType, value: unknown): z.core.$ZodTypes {
  const core = SchemaTree.unwrap(schema).schema;
  const { def } = core._zod;
  if (def.type !== 'union') return core;
  const options = def.options as z.ZodType[];
  const fit = options.find((option) => option.safeParse(value).success);
  return fit === undefined ? core : optionOf(fit, value);
}

function brokenSums(total: string, value: object, path: readonly Step[]): Change[] {
  const names = Object.keys(value);
  if (total !== 'one' && names.length < 2) return [];
  const parts = Object.fromEntries(names.map((name) => [name, names.length === 1 ? '50%' : '90%']));
  return [{ kind: 'total', at: path, value: parts }];
}

function twice(value: readonly unknown[], path: readonly Step[]): Change[] {
  const [first] = value;
  const hasId = typeof first === 'object' && first !== null && 'id' in first;
  return hasId ? [{ kind: 'twice', at: path, value: [...value, first] }] : [];
}

/** The data with one change. */
function changed(data: unknown, at: readonly Step[], change: Change): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return change.value;
  if (Array.isArray(data)) return data.map((item, i) => (i === step ? changed(item, rest, change) : item));
  const map = data as Readonly<Record<string, unknown>>;
  const isLast = rest.length === 0;
  const gone = isLast && (change.kind === 'missing' || change.renamed !== undefined);
  const next = isLast && change.renamed !== undefined ? change.renamed : String(step);
  const kept = Object.entries(map).filter(([key]) => !(gone && key === step));
  if (isLast && change.kind === 'missing') return Object.fromEntries(kept);
  const value = change.renamed !== undefined && isLast ? map[step] : changed(map[step], rest, change);
  return { ...Object.fromEntries(kept), [next]: value };
}

/** The path as a refusal shows it: items of lists by their `id`. */
function shown(data: unknown, { at, renamed, value, kind }: Change): string {
  const words: string[] = [];
  let node = data;
  at.forEach((step, i) => {
    const isLast = i === at.length - 1;
    const next = (node as Record<Step, unknown> | undefined)?.[step];
    const id = Array.isArray(node) && !isLast ? (next as { id?: string }).id : undefined;
    words.push(String(isLast && renamed !== undefined ? renamed : (id ?? step)));
    node = next;
  });
  const isId = at.at(-1) === 'id' && typeof at.at(-2) === 'number';
  const hasName = kind !== 'missing' && typeof value !== 'object';
  if (isId) words[words.length - 2] = String(hasName ? value : at.at(-2));
  return words.join('.');
}

/** The path without what tells one item of a list, or one name of a map, from another. */
function patternOf({ at }: Change): string {
  return at.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}

/** The kinds of the maps on the way: keys of one kind are not those of another. */
function kindOf(data: unknown, at: readonly Step[]): string {
  let node = data;
  const kinds: unknown[] = [];
  for (const step of at) {
    if (typeof node !== 'object' || node === null) break;
    kinds.push((node as { kind?: unknown }).kind);
    node = (node as Record<Step, unknown>)[step];
  }
  return kinds.filter((kind) => typeof kind === 'string').join('/');
}
