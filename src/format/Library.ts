import { z } from 'zod';
import { InputError } from './InputError.js';
import { suggest } from './Nearest.js';
import * as Override from './Override.js';
import * as Source from './Source.js';
import * as YamlTree from './YamlTree.js';

export type Folder = 'history' | 'primer' | 'presets' | 'interventions' | 'studies';

/**
 * Where scenario files come from: packaged files, a browser's bundle, a test's map.
 * A name that ends in `.yaml` is a user's path and is read as such, whatever the folder.
 * `read` gives undefined for what does not exist and throws InputError for what cannot be read.
 */
export interface Library {
  read(folder: Folder, name: string): string | undefined;
  names(folder: Folder): readonly string[];
}

/** A named set of switches on top of a scenario. */
export interface Intervention {
  readonly name: string;
  readonly title: string;
  /** The stories of the record that it belongs to; '' where it belongs to none. */
  readonly story: string;
  /** Scenarios that it is for, with those that extend them; undefined: any. */
  readonly for: readonly string[] | undefined;
  readonly about: string;
}

/** Where the published parameters of a scenario come from, and as of when. */
export interface Preset {
  readonly name: string;
  readonly source: string;
  readonly asOf: string;
}

export interface Composed {
  readonly source: Source.Source;
  readonly name: string;
  readonly interventions: readonly Intervention[];
  readonly presets: readonly Preset[];
  /** What interventions and sets replaced, in their order. */
  readonly changes: readonly Override.Change[];
}

const SCENARIOS: readonly Folder[] = ['history', 'primer', 'studies'];
const META = ['source', 'asOf'];
export const INTERVENTION = z.strictObject({
  title: z.string().describe('What it is, in a few words.'),
  story: z.string().optional(),
  for: z.union([z.literal('any'), z.array(z.string()).min(1)]).optional(),
  about: z.string().describe('What is changed and why.'),
  set: z.record(z.string(), z.unknown()).describe('New values by path: "venues.*.adl.policy: none".'),
});

/**
 * The whole text of a scenario, ready to validate: the file, what it extends, its presets, then interventions, then sets.
 * Throws InputError for what is missing, unreadable, circular or matches nothing.
 */
export function compose(
  library: Library,
  name: string,
  options: { sets: readonly string[]; withs: readonly string[] },
): Composed {
  const presets = new Map<string, Preset>();
  const base = read(library, SCENARIOS, name, undefined, []);
  const expanded = expand(library, base.root, [], presets);
  const flips = options.withs.map((one) => intervention(library, one, base.lineage));
  const overrides = [...flips.flatMap((flip) => flip.overrides), ...options.sets.map(Override.read)];
  const whole = overrides.map((one) => ({ ...one, value: expand(library, one.value, [], presets) }));
  const changes: Override.Change[] = [];
  return {
    source: { file: base.file, root: Override.apply(expanded, whole, changes) },
    changes,
    name: baseName(name),
    interventions: flips.map((flip) => flip.intervention),
    presets: [...presets.values()],
  };
}

/** The last part of a path, without `.yaml`. */
function baseName(name: string): string {
  return isPath(name)
    ? name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1, -'.yaml'.length)
    : name;
}

function isPath(name: string): boolean {
  return name.endsWith('.yaml');
}

/** A path inside a user's file counts from that file's folder. */
export function resolve(name: string, from: string | undefined): string {
  const absolute = name.startsWith('/') || name.startsWith('\\') || /^[A-Za-z]:/.test(name);
  const slash = from === undefined ? -1 : Math.max(from.lastIndexOf('/'), from.lastIndexOf('\\'));
  return !isPath(name) || absolute || slash < 0 ? name : `${from!.slice(0, slash)}/${name}`;
}

/** A scenario file over what it extends; `lineage` names both, the file first. */
interface Read extends Source.Source {
  readonly lineage: readonly string[];
}

/** Reads one scenario and, below it, what it `extends`. */
function read(
  library: Library,
  folders: readonly Folder[],
  name: string,
  place: YamlTree.Place | undefined,
  above: readonly string[],
): Read {
  refuseCircle(name, place, above);
  const source = find(library, folders, name, place, place === undefined ? '' : 'extends');
  const { root } = source;
  const under = YamlTree.textAt(root, 'extends');
  if (root.kind !== 'map' || under === undefined) return { ...source, lineage: [baseName(name)] };
  const asked = Source.locate(source, ['extends']);
  const base = read(library, folders, resolve(under, isPath(name) ? name : undefined), asked, [
    ...above,
    name,
  ]);
  // What is documented belongs to an event: a file that states its own leaves that of the file below it out.
  const isOther = root.entries.has('expect') && base.root.kind === 'map';
  const below = isOther ? YamlTree.without(base.root as YamlTree.MapNode, ['expect']) : base.root;
  return {
    file: source.file,
    root: YamlTree.merge(below, YamlTree.without(root, ['extends'])),
    lineage: [baseName(name), ...base.lineage],
  };
}

/** Lays every map that has a `preset` over that preset's keys; a preset may use presets. */
function expand(
  library: Library,
  node: YamlTree.Node,
  above: readonly string[],
  used: Map<string, Preset>,
): YamlTree.Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list')
    return { ...node, items: node.items.map((item) => expand(library, item, above, used)) };
  const own = expandEntries(library, node, above, used);
  const name = YamlTree.textAt(node, 'preset');
  if (name === undefined) return own;
  const place = node.entries.get('preset')!.node.place;
  refuseCircle(name, place, above);
  const source = find(library, ['presets'], name, place, 'preset');
  if (source.root.kind !== 'map')
    throw refusal(source.root.place, '', 'no map of keys', 'a preset with keys', 'write "key: value" lines');
  used.set(name, { name, source: metaText(source, 'source'), asOf: metaText(source, 'asOf') });
  const below = expand(library, YamlTree.without(source.root, META), [...above, name], used);
  const merged = YamlTree.merge(below, YamlTree.without(own, ['preset']));
  return { ...merged, place: node.place };
}

function expandEntries(
  library: Library,
  node: YamlTree.MapNode,
  above: readonly string[],
  used: Map<string, Preset>,
): YamlTree.MapNode {
  const entries = [...node.entries].map(([key, entry]): [string, YamlTree.Entry] => {
    return [key, { place: entry.place, node: expand(library, entry.node, above, used) }];
  });
  return { ...node, entries: new Map(entries) };
}

/** Published parameters without a source and a date are guesses. */
function metaText(source: Source.Source, key: string): string {
  const text = YamlTree.textAt(source.root, key);
  if (text !== undefined) return text;
  throw refusal(
    source.root.place,
    key,
    `no "${key}"`,
    'the source and date of a preset',
    `add "${key}:" to the preset`,
  );
}

function intervention(
  library: Library,
  name: string,
  lineage: readonly string[],
): { intervention: Intervention; overrides: Override.Override[] } {
  const source = find(library, ['interventions'], name, undefined, '--with');
  const { title, story = '', about, for: stated } = Source.validate(source, INTERVENTION);
  const scenarios = stated === 'any' ? undefined : stated;
  if (scenarios?.some((one) => lineage.includes(one)) === false)
    throw refusal(
      Source.locate(source, ['for']),
      'for',
      `the scenario ${lineage[0]}`,
      `${scenarios.join(' or ')}, or a scenario that extends it`,
      `run the intervention on one of those, or add ${lineage[0]} here if it fits`,
    );
  const set = source.root.kind === 'map' ? source.root.entries.get('set')!.node : source.root;
  const entries = set.kind === 'map' ? [...set.entries] : [];
  const by = baseName(name);
  const overrides = entries.map(([path, entry]) => ({ path, value: entry.node, place: entry.place, by }));
  return { intervention: { name: baseName(name), title, story, about, for: scenarios }, overrides };
}

function find(
  library: Library,
  folders: readonly Folder[],
  name: string,
  place: YamlTree.Place | undefined,
  path: string,
): Source.Source {
  for (const folder of folders) {
    const text = library.read(folder, name);
    if (text !== undefined)
      return Source.parse(isPath(name) ? name : `scenarios/${folder}/${name}.yaml`, text);
  }
  const at = place ?? { file: name, line: 1, column: 1 };
  if (isPath(name)) throw refusal(at, path, `no file "${name}"`, 'a file that exists', 'check the path');
  const names = folders.flatMap((folder) => library.names(folder));
  throw refusal(
    at,
    path,
    `the unknown name "${name}"`,
    `a name in scenarios/${folders.join(', ')}`,
    suggest(name, names, 'names'),
  );
}

function refuseCircle(name: string, place: YamlTree.Place | undefined, above: readonly string[]): void {
  if (place === undefined || !above.includes(name)) return;
  const circle = [...above, name].join(' > ');
  throw refusal(
    place,
    '',
    `the circle ${circle}`,
    'files that do not include themselves',
    'break the circle',
  );
}

function refusal(
  place: YamlTree.Place,
  path: string,
  found: string,
  expected: string,
  remedy: string,
): InputError {
  return new InputError([{ ...place, path, found, expected, remedy }]);
}
