import type { z } from 'zod';
import type { Issue } from './InputError.js';
import * as SchemaTree from './SchemaTree.js';
import * as Source from './Source.js';
import * as YamlTree from './YamlTree.js';

/** The run that a file describes, milliseconds since 1970. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Windows that end before they begin, and instants before the run or, where somebody is told to act, after it. */
export function check(schema: z.ZodType, source: Source.Source, run: Run): Issue[] {
  const issues: Issue[] = [];
  const say = (path: YamlTree.Path, found: string, expected: string, remedy: string) =>
    issues.push({
      ...Source.locate(source, path),
      path: YamlTree.show(source.root, path),
      found,
      expected,
      remedy,
    });
  SchemaTree.walk(schema, YamlTree.toData(source.root), (spot) => {
    const { value, path, meta } = spot;
    const at = meta.moment === undefined ? undefined : instant(spot.schema, value);
    if (at !== undefined && at < run.start)
      say(
        path,
        `${value}, before the run starts`,
        'an instant from "start" on',
        'move it, or start the run earlier',
      );
    if (at !== undefined && at >= run.end && meta.moment === 'within the run')
      say(
        path,
        `${value}, not before the run ends`,
        'an instant from "start" to "end"',
        'move it, or end the run later',
      );
    const window = windowOf(spot);
    if (window !== undefined && window.to <= window.from)
      say(
        [...path, 'to'],
        'an end that is not after "from"',
        'a later instant than "from"',
        'check both instants',
      );
  });
  return issues;
}

/** A map with instants `from` and `to` is a window. */
function windowOf({ schema, value }: SchemaTree.Spot): { from: number; to: number } | undefined {
  const core = SchemaTree.unwrap(schema).schema;
  if (core._zod.def.type !== 'object' || typeof value !== 'object' || value === null) return undefined;
  const { from: first, to: last } = core._zod.def.shape;
  const { from, to } = value as Readonly<Record<string, unknown>>;
  if (first === undefined || last === undefined) return undefined;
  const ends = [instant(first, from), instant(last, to)];
  return ends[0] === undefined || ends[1] === undefined ? undefined : { from: ends[0], to: ends[1] };
}

function instant(schema: z.core.$ZodType, value: unknown): number | undefined {
  if (SchemaTree.unwrap(schema).meta.type !== 'instant') return undefined;
  const read = (schema as z.ZodType).safeParse(value);
  return read.success && typeof read.data === 'number' ? read.data : undefined;
}
