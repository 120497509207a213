/** Where something was written; `line` and `column` count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Scalar = string | number | boolean | null;

/** Scenario text as a tree that keeps, through every merge, the place each part was written. */
export type Node =
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Entry>; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly Node[]; readonly place: Place }
  | { readonly kind: 'scalar'; readonly value: Scalar; readonly place: Place };

/** `place` is where the key stands, `node.place` where its value starts. */
export interface Entry {
  readonly place: Place;
  readonly node: Node;
}

export type MapNode = Extract<Node, { kind: 'map' }>;
export type Path = readonly (string | number)[];

/** Maps from ids to parts of one whole: a file that states some of them states all. */
const WHOLES: ReadonlySet<string> = new Set(['indexWeights']);

/** The plain value of a tree. */
export function toData(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toData);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, toData(entry.node)]));
}

/** The text under `key`, when the node is a map that has it. */
export function textAt(node: Node, key: string): string | undefined {
  const value = node.kind === 'map' ? node.entries.get(key)?.node : undefined;
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

export function without(node: MapNode, keys: readonly string[]): MapNode {
  return { ...node, entries: new Map([...node.entries].filter(([key]) => !keys.includes(key))) };
}

/**
 * Lays `over` on `under`: maps merge key by key, lists whose items all have an `id` merge by it (new items last),
 * everything else replaces. A map that states another `kind` replaces too, because the keys of one kind mean nothing to another,
 * and so do weights, because they are parts of one whole.
 */
export function merge(under: Node, over: Node): Node {
  if (under.kind === 'map' && over.kind === 'map')
    return sameKind(under, over) ? mergeMaps(under, over) : over;
  if (under.kind === 'list' && over.kind === 'list') return mergeLists(under, over);
  return over;
}

/** The dotted path a person types: list items by `id` where they have one. */
export function show(root: Node, path: Path): string {
  let node: Node | undefined = root;
  const words: string[] = [];
  for (const step of path) {
    const parent: Node | undefined = node;
    node = parent === undefined ? undefined : child(parent, step);
    const id = parent?.kind === 'list' && node !== undefined ? textAt(node, 'id') : undefined;
    words.push(id ?? String(step));
  }
  return words.join('.');
}

export function child(node: Node, step: string | number): Node | undefined {
  if (node.kind === 'map') return node.entries.get(String(step))?.node;
  return node.kind === 'list' ? node.items[Number(step)] : undefined;
}

/** The child that a person calls so: the key of a map, the `id` of a list item, or its position. */
export function named(node: Node, step: string): Node | undefined {
  if (node.kind !== 'list') return child(node, step);
  return node.items.find((item, index) => (textAt(item, 'id') ?? String(index)) === step);
}

function sameKind(under: MapNode, over: MapNode): boolean {
  const kind = textAt(over, 'kind');
  return kind === undefined || kind === (textAt(under, 'kind') ?? kind);
}

function mergeMaps(under: MapNode, over: MapNode): Node {
  const entries = new Map(under.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    const node = below === undefined || WHOLES.has(key) ? entry.node : merge(below.node, entry.node);
    entries.set(key, { place: entry.place, node });
  }
  return { kind: 'map', entries, place: over.place };
}

function mergeLists(under: Extract<Node, { kind: 'list' }>, over: Extract<Node, { kind: 'list' }>): Node {
  if (![...under.items, ...over.items].every((item) => textAt(item, 'id') !== undefined)) return over;
  const items = [...under.items];
  const laid = new Set<string>();
  for (const item of over.items) {
    const id = textAt(item, 'id')!;
    // An id that stands twice in one file stays twice, so that it is refused.
    const at = laid.has(id) ? -1 : items.findIndex((one) => textAt(one, 'id') === id);
    laid.add(id);
    if (at < 0) items.push(item);
    else items[at] = merge(items[at]!, item);
  }
  return { kind: 'list', items, place: over.place };
}

/** The same tree with its columns moved right: the value of `path=value` starts after the path. */
export function rebase(node: Node, columns: number): Node {
  const place = { ...node.place, column: node.place.column + columns };
  if (node.kind === 'scalar') return { ...node, place };
  if (node.kind === 'list') return { ...node, place, items: node.items.map((item) => rebase(item, columns)) };
  const entries = [...node.entries].map(([key, entry]): [string, Entry] => {
    const moved = { ...entry.place, column: entry.place.column + columns };
    return [key, { place: moved, node: rebase(entry.node, columns) }];
  });
  return { ...node, place, entries: new Map(entries) };
}
