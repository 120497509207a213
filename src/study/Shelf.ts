import { createHash } from 'node:crypto';
import * as ParquetColumns from './ParquetColumns.js';
import * as Part from './Part.js';
import type { Point } from './Point.js';
import * as RunTables from './RunTables.js';
import type * as Simulate from './Simulate.js';
import type { Store } from './Store.js';

/** Where the runs of one point go: whole parts to the store, what broke beside them. */
export interface Shelf {
  readonly store: Store;
  readonly tables: readonly Part.Table[];
  readonly point: Point;
  readonly parts: Done[];
  readonly failures: Simulate.Failure[];
  readonly findings: string[];
  /** Runs that no part holds yet; their seeds follow each other. */
  runs: Simulate.Simulated[];
}

export interface Done extends Part.Part {
  readonly digest: string;
  readonly runs: number;
}

export function create(
  store: Store,
  { tables }: { readonly tables: readonly Part.Table[] },
  point: Point,
): Shelf {
  return { store, tables, point, parts: [], failures: [], findings: [], runs: [] };
}

/** A seed that broke is set aside and ends the part. */
export async function put(shelf: Shelf, one: Simulate.Simulated | Simulate.Failure): Promise<void> {
  if ('summary' in one) {
    shelf.runs.push(one);
    shelf.findings.push(...one.findings.map((finding) => `seed ${one.seed}: ${finding}`));
    return;
  }
  await flush(shelf);
  await setAside(shelf.store, shelf.point.key, one);
  shelf.failures.push(one);
}

/** Writes the part so far. The table of runs comes last and says that the part is whole. */
export async function flush(shelf: Shelf): Promise<void> {
  const { store, tables, point, runs } = shelf;
  shelf.runs = [];
  if (runs.length === 0) return;
  const part = { point: point.key, from: runs[0]!.seed, to: runs.at(-1)!.seed };
  const files = compose(tables, point, runs);
  for (const [table, bytes] of files) await store.write(Part.path(table, part), bytes);
  shelf.parts.push({ ...part, digest: digestOf(files), runs: runs.length });
}

/** A run that cannot be had, kept beside the parts with the command that repeats it. */
export async function setAside(store: Store, point: string, failure: Simulate.Failure): Promise<void> {
  const id = Part.id({ point, from: failure.seed, to: failure.seed });
  await store.write(`failed/${id}.json`, Buffer.from(`${JSON.stringify({ point, ...failure }, null, 1)}\n`));
}

/** The files of a part, in the order of Part.TABLES. */
export function compose(
  tables: readonly Part.Table[],
  point: Point,
  runs: readonly Simulate.Simulated[],
): Map<Part.Table, Uint8Array> {
  const kept = new Set(tables);
  const columns = RunTables.create(point, runs[0]!);
  for (const one of runs) RunTables.add(columns, kept, point, one);
  const names = Part.TABLES.filter((table) => kept.has(table));
  return new Map(names.map((table) => [table, ParquetColumns.toParquet(columns[table])]));
}

/** Over all tables but the costs, which differ from machine to machine. */
export function digestOf(files: ReadonlyMap<Part.Table, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const table of Part.TABLES) {
    const bytes = files.get(table);
    if (bytes !== undefined && table !== 'costs') hash.update(table).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}
