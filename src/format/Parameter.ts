import type { z } from 'zod';
import { InputError } from './InputError.js';
import type { Preset } from './Library.js';
import { distance } from './Nearest.js';
import * as ReferencePage from './ReferencePage.js';
import * as SchemaTree from './SchemaTree.js';
import * as Source from './Source.js';
import * as UnitText from './UnitText.js';
import * as YamlTree from './YamlTree.js';

/** One key of a scenario: what the schema says of it, and what stands there. */
export interface Parameter {
  readonly path: string;
  readonly schema: z.core.$ZodType;
  readonly meta: SchemaTree.Meta;
  /** What is written; undefined where the key is left out. */
  readonly value: unknown;
  readonly place: YamlTree.Place | undefined;
}

const SHOWN = 3;
/** Numbers below this are written with all their digits. */
const LONG = 1e6;

/** The key at a path, items of lists by their `id`. Throws InputError with the nearest paths where there is none. */
export function find(schema: z.ZodType, source: Source.Source, path: string): Parameter {
  const all = list(schema, source);
  const found = all.find((one) => one.path === path);
  if (found !== undefined) return found;
  const near = all
    .map((one) => ({ path: one.path, edits: distance(one.path, path) }))
    .sort((x, y) => x.edits - y.edits || (x.path < y.path ? -1 : 1))
    .slice(0, SHOWN);
  const remedy = `did you mean ${near.map((one) => `"${one.path}"`).join(' or ')}?`;
  const said = { found: `the unknown path "${path}"`, expected: `a path of ${source.file}`, remedy };
  throw new InputError([{ file: 'command line', path, line: 1, column: 1, ...said }]);
}

/** Every key that a file states, and those beside them that it could state. */
function list(schema: z.ZodType, source: Source.Source): Parameter[] {
  const all: Parameter[] = [];
  SchemaTree.walk(schema, YamlTree.toData(source.root), (spot) => {
    const path = YamlTree.show(source.root, spot.path);
    const { meta, value } = spot;
    if (path !== '')
      all.push({ path, schema: spot.schema, meta, value, place: Source.locate(source, spot.path) });
    for (const [key, part] of leftOut(spot)) {
      const own = path === '' ? key : `${path}.${key}`;
      const told = SchemaTree.unwrap(part).meta;
      all.push({ path: own, schema: part, meta: told, value: undefined, place: undefined });
    }
  });
  return all;
}

/** Keys of a map that are not written. */
function leftOut({ schema, value }: SchemaTree.Spot): [key: string, schema: z.core.$ZodType][] {
  const { def } = SchemaTree.unwrap(schema).schema._zod;
  if (def.type !== 'object' || typeof value !== 'object' || value === null) return [];
  return Object.entries(def.shape).filter(([key]) => !Object.hasOwn(value, key));
}

/** A parameter in lines of text; `presets` are those that its scenario uses. */
export function tell(parameter: Parameter, presets: readonly Preset[]): string[] {
  const { meta, place, schema, value } = parameter;
  const { def } = SchemaTree.unwrap(schema).schema._zod;
  const preset = presets.find(({ name }) => place?.file === `scenarios/presets/${name}.yaml`);
  const lines: [label: string, text: string | undefined][] = [
    ['meaning', meta.description ?? meta.expected],
    ['value', value === undefined ? 'left out' : shown(value)],
    ['written in', place && `${place.file}:${place.line}`],
    ['preset from', preset && `${preset.source} (${preset.asOf})`],
    ['write', meta.expected ?? ReferencePage.words(def)],
    ['unit', meta.unit],
    ['range', rangeOf(meta)],
    ['if left out', meta.absent],
    ['source', meta.source],
  ];
  const told = lines.filter(([, text]) => text !== undefined);
  return [parameter.path, ...told.map(([label, text]) => `  ${label.padEnd(11)}  ${text}`)];
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}${named(value.map(nameOf))}`;
  if (typeof value === 'object' && value !== null) return `a map${named(Object.keys(value))}`;
  return String(value);
}

function nameOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  return String((item as { id?: unknown }).id ?? '');
}

function named(names: readonly string[]): string {
  const known = names.filter((name) => name !== '');
  return known.length === 0 ? '' : `: ${known.join(', ')}`;
}

/** The range in the unit of the key. */
function rangeOf({ limits, type, unit }: SchemaTree.Meta): string | undefined {
  if (limits === undefined) return undefined;
  const text = (value: number): string => {
    if (type === 'duration') return UnitText.durationText(value);
    return Math.abs(value) < LONG ? String(value) : value.toExponential().replace('e+', 'e');
  };
  const from = limits.above === undefined ? `from ${text(limits.min)}` : `above ${text(limits.above)}`;
  return `${from} to ${text(limits.max)}${unit === 'USD' ? ' USD' : ''}`;
}
