import { InputError } from '../format/InputError.js';
import * as Library from '../format/Library.js';
import type * as Source from '../format/Source.js';
import * as Snapshot from '../format/snapshot/Snapshot.js';
import * as YamlTree from '../format/YamlTree.js';

/** Levels and grid of a captured book, as nodes that stand where the snapshot is named. */
interface Captured {
  /** The market whose grid it brings; undefined where levels are rounded to the market's own. */
  readonly market: string | undefined;
  readonly bids: YamlTree.Node;
  readonly asks: YamlTree.Node;
  readonly grid: YamlTree.Node;
}

/**
 * The text with the levels of every captured book in the place of `from`, and its tick and lot as the grid of its market
 * where the venue states none. Throws InputError for a file that is no whole snapshot of a book.
 */
export function expand(library: Library.Library, source: Source.Source): Source.Source {
  const books = YamlTree.child(source.root, 'books');
  if (source.root.kind !== 'map' || books?.kind !== 'list') return source;
  const captured = books.items.map((item) => capture(library, item));
  if (captured.every((one) => one === undefined)) return source;
  const items = books.items.map((item, i) => (captured[i] === undefined ? item : filled(item, captured[i])));
  const venues = YamlTree.child(source.root, 'venues');
  const entries = new Map(source.root.entries);
  entries.set('books', { ...entries.get('books')!, node: { ...books, items } });
  if (venues?.kind === 'list')
    entries.set('venues', {
      ...entries.get('venues')!,
      node: { ...venues, items: venues.items.map((venue) => withGrids(venue, captured)) },
    });
  return { ...source, root: { ...source.root, entries } };
}

function capture(library: Library.Library, item: YamlTree.Node): Captured | undefined {
  const from = item.kind === 'map' ? item.entries.get('from')?.node : undefined;
  if (from?.kind !== 'scalar') return undefined;
  const { place } = from;
  const name = String(from.value);
  const path = Library.resolve(name, place.file);
  const text = name.endsWith('.yaml') ? library.read('studies', path) : undefined;
  if (text === undefined) {
    const expected = 'a snapshot of a book, a .yaml file';
    const remedy = 'write one: unwind import ccxt-book FILE --out book.yaml';
    throw new InputError([{ ...place, path: 'books.from', found: `no file "${name}"`, expected, remedy }]);
  }
  const { facts, rows } = Snapshot.read(path, text, 'book');
  const scalar = (value: number): YamlTree.Node => ({ kind: 'scalar', value, place });
  const list = (all: readonly YamlTree.Node[]): YamlTree.Node => ({ kind: 'list', items: all, place });
  const side = (word: string) => {
    const levels = rows.map((row) => row.split(',')).filter(([one]) => one === word);
    return list(levels.map(([, price, size]) => list([scalar(Number(price)), scalar(Number(size))])));
  };
  const { tick, lot } = facts as { tick: number; lot: number };
  const steps = [['tick', scalar(tick)] as const, ['lot', scalar(lot)] as const];
  const grid = mapOf(steps, place);
  const market = YamlTree.textAt(item, 'rounding') === 'down' ? undefined : YamlTree.textAt(item, 'market');
  return { market, bids: side('bid'), asks: side('ask'), grid };
}

function mapOf(
  pairs: readonly (readonly [string, YamlTree.Node])[],
  place: YamlTree.Place,
): YamlTree.MapNode {
  return { kind: 'map', entries: new Map(pairs.map(([key, node]) => [key, { place, node }])), place };
}

/** The levels beside what else the book states: levels of its own beside them are refused. */
function filled(item: YamlTree.Node, { bids, asks }: Captured): YamlTree.Node {
  const rest = YamlTree.without(item as YamlTree.MapNode, ['from']);
  for (const key of ['bids', 'asks', 'shape'])
    if (rest.entries.has(key)) {
      const found = `"${key}" beside "from"`;
      const expected = 'one way to state a book';
      const { place } = rest.entries.get(key)!;
      throw new InputError([
        { ...place, path: `books.${key}`, found, expected, remedy: 'remove one of them' },
      ]);
    }
  return YamlTree.merge(rest, mapOf([['bids', bids] as const, ['asks', asks] as const], item.place));
}

/** What a venue states stands above what was captured. */
function withGrids(venue: YamlTree.Node, captured: readonly (Captured | undefined)[]): YamlTree.Node {
  const id = `${YamlTree.textAt(venue, 'id')}:`;
  const grids = captured.flatMap((one) =>
    one?.market?.startsWith(id) ? [[one.market.slice(id.length), one.grid] as const] : [],
  );
  if (grids.length === 0) return venue;
  return YamlTree.merge(mapOf([['grids', mapOf(grids, venue.place)]], venue.place), venue);
}
