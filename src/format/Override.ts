import { InputError, type Issue } from './InputError.js';
import { nearest } from './Nearest.js';
import * as Source from './Source.js';
import * as YamlTree from './YamlTree.js';

/** One switch: the value laid at `path`. `place` is where the path was written. */
export interface Override {
  readonly path: string;
  readonly value: YamlTree.Node;
  readonly place: YamlTree.Place;
  /** Name of the intervention that states it; '' for a set. */
  readonly by: string;
}

/** A value that was replaced: its full path, and what stood there before and after, as short text. */
export interface Change {
  readonly by: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

interface Outcome {
  readonly node: YamlTree.Node;
  readonly hits: number;
}

/** The deepest point where a path still matched, and what stood there: the material of a good refusal. */
interface Miss {
  depth: number;
  prefix: readonly string[];
  names: readonly string[];
}

/** Reads a command-line `path=value`; the value is YAML. Throws InputError. */
export function read(text: string): Override {
  const file = `--set ${text}`;
  const split = text.indexOf('=');
  if (split < 1) {
    const remedy = 'write --set venues.a.adl.policy=none';
    throw new InputError([
      issue({ file, line: 1, column: 1 }, '', JSON.stringify(text), 'path=value', remedy),
    ]);
  }
  const place = { file, line: 1, column: 1 };
  const value = YamlTree.rebase(Source.parse(file, text.slice(split + 1)).root, split + 1);
  return { path: text.slice(0, split).trim(), value, place, by: '' };
}

/**
 * Lays every override on the tree, in order, and adds what it replaced to `changes`. Steps are map keys, ids of list items (or the position, in a list without ids),
 * or `*` for all of them. A `*` branch that lacks the rest of the path is passed over. Throws InputError when nothing matches.
 */
export function apply(
  root: YamlTree.Node,
  overrides: readonly Override[],
  changes: Change[] = [],
): YamlTree.Node {
  const issues: Issue[] = [];
  let node = root;
  for (const override of overrides) {
    const miss: Miss = { depth: -1, prefix: [], names: [] };
    const visit = { override, miss, changes };
    const outcome = replace(node, override.path.split('.'), [], visit);
    if (outcome.hits === 0) issues.push(refusal(override, miss));
    node = outcome.node;
  }
  if (issues.length > 0) throw new InputError(issues);
  return node;
}

/** One override on its way down, what it could not find, and what it replaced. */
interface Visit {
  readonly override: Override;
  readonly miss: Miss;
  readonly changes: Change[];
}

function replace(
  node: YamlTree.Node,
  steps: readonly string[],
  prefix: readonly string[],
  visit: Visit,
): Outcome {
  const { override, miss, changes } = visit;
  const [step, ...rest] = steps;
  if (step === undefined) {
    const { by, value } = override;
    changes.push({ by, path: prefix.join('.'), before: text(node), after: text(value) });
    return { node: value, hits: 1 };
  }
  const names = namesOf(node);
  const matched = names.map((name) => step === '*' || name === step);
  if (!matched.includes(true) && prefix.length > miss.depth)
    Object.assign(miss, { depth: prefix.length, prefix, names });
  let hits = 0;
  const next = mapChildren(node, (child, index) => {
    if (!matched[index]) return child;
    const outcome = replace(child, rest, [...prefix, names[index]!], visit);
    hits += outcome.hits;
    return outcome.node;
  });
  return { node: hits === 0 ? node : next, hits };
}

/** A value in a line: text as it is, anything else as JSON. */
function text(node: YamlTree.Node): string {
  const data = YamlTree.toData(node);
  return typeof data === 'string' ? data : JSON.stringify(data);
}

/** The names by which the children of a node are addressed, in order. */
function namesOf(node: YamlTree.Node): string[] {
  if (node.kind === 'map') return [...node.entries.keys()];
  return node.kind === 'list'
    ? node.items.map((item, index) => YamlTree.textAt(item, 'id') ?? String(index))
    : [];
}

function mapChildren(
  node: YamlTree.Node,
  change: (child: YamlTree.Node, index: number) => YamlTree.Node,
): YamlTree.Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') return { ...node, items: node.items.map(change) };
  const entries = [...node.entries].map(([key, entry], index): [string, YamlTree.Entry] => {
    return [key, { place: entry.place, node: change(entry.node, index) }];
  });
  return { ...node, entries: new Map(entries) };
}

function refusal(override: Override, miss: Miss): Issue {
  const asked = override.path.split('.')[miss.prefix.length] ?? '';
  const best = nearest(asked, miss.names);
  const under = miss.prefix.length === 0 ? 'the scenario' : miss.prefix.join('.');
  const remedy =
    best === undefined
      ? `stop at ${under}: it has no parts`
      : `did you mean "${[...miss.prefix, best].join('.')}"? ${under} has ${miss.names.slice(0, 12).join(', ')}`;
  return issue(override.place, override.path, `no "${asked}" under ${under}`, 'a path that exists', remedy);
}

function issue(place: YamlTree.Place, path: string, found: string, expected: string, remedy: string): Issue {
  return { ...place, path, found, expected, remedy };
}
