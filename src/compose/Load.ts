import * as Digest from '../base/Digest.js';
import { InputError, OpeningError, opening } from '../format/InputError.js';
import * as Library from '../format/Library.js';
import type * as Override from '../format/Override.js';
import * as Source from '../format/Source.js';
import * as YamlTree from '../format/YamlTree.js';
import * as BookSnapshots from './BookSnapshots.js';
import * as Check from './Check.js';
import { Scenario } from './Scenario.js';

/** A validated scenario with its identity: everything a run needs but a seed. */
export interface Loaded {
  readonly scenario: Scenario;
  readonly name: string;
  /** 64-bit hash of the composed text, interventions and sets included; the order of keys and lists does not count. */
  readonly digest: string;
  readonly interventions: readonly string[];
  /** What interventions and sets replaced, with the values before and after. */
  readonly changes: readonly Override.Change[];
  /** Where the path of each expected number was written, in the order of `scenario.expect`. */
  readonly expectAt: readonly YamlTree.Place[];
  readonly presets: readonly Library.Preset[];
  /** The composed text, for what shows only while the world is opened. */
  readonly source: Source.Source;
}

/** Reads, composes and validates a scenario. Throws InputError with every mistake found. */
export function load(
  library: Library.Library,
  name: string,
  options: { sets: readonly string[]; withs: readonly string[] },
): Loaded {
  const composed = Library.compose(library, name, options);
  const source = BookSnapshots.expand(library, composed.source);
  const scenario = Source.validate(source, Scenario);
  Check.refuse(scenario, source);
  const digest = Digest.create();
  Digest.mixText(digest, canonical(rules(source.root)));
  return {
    scenario,
    name: composed.name,
    digest: Digest.hex(digest),
    interventions: composed.interventions.map((one) => one.name),
    changes: composed.changes,
    presets: composed.presets,
    expectAt: (scenario.expect ?? []).map((_, i) => Source.locate(source, ['expect', i, 'number'])),
    source,
  };
}

/** All that changes what happens: what the record says of an event does not. */
function rules(root: YamlTree.Node): unknown {
  return YamlTree.toData(root.kind === 'map' ? YamlTree.without(root, ['expect']) : root);
}

/** Opens a world, and gives a mistake that shows only then the place where it was written. Throws InputError. */
export function openWith<T>({ source }: Loaded, open: () => T): T {
  try {
    return opening('', open);
  } catch (error) {
    if (!(error instanceof OpeningError)) throw error;
    const { path, found, expected, remedy } = error;
    const issue = { ...Source.locateShown(source, path), path, found, expected, remedy };
    throw new InputError([issue], { cause: error });
  }
}

/** JSON with keys sorted, and lists of maps or rows sorted: their order means nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    const rows = value.every((item) => typeof item === 'object' && item !== null);
    return `[${(rows ? items.sort() : items).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const map = value as Record<string, unknown>;
  return `{${Object.keys(map)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(map[key])}`)
    .join(',')}}`;
}
