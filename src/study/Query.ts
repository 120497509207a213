import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as FolderStore from './FolderStore.js';
import * as Lazy from './Lazy.js';
import * as Mistake from './Mistake.js';
import * as Part from './Part.js';
import * as RunTables from './RunTables.js';
import type { Store } from './Store.js';
import type { Engine } from './StudyDoor.js';

/** The answer of a query, in text. */
export interface Answer {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Answers SQL over the tables of a study: runs, numbers, minutes, measures, forced, costs. Throws InputError for what
 * DuckDB does not understand. Simplified: a bucket is copied first, because DuckDB's own client for buckets is an
 * extension that it downloads.
 */
export async function ask(engine: Engine, store: Store, sql: string): Promise<Answer> {
  const { DuckDBInstance, DuckDBTypeId } = await Lazy.load(
    engine,
    '@duckdb/node-api',
    () => import('@duckdb/node-api'),
  );
  const near = store.url.startsWith('s3://') ? mkdtempSync(join(tmpdir(), 'unwind-')) : undefined;
  try {
    const local = near === undefined ? store : await copy(engine, store, near);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    try {
      for (const table of Part.TABLES) await connection.run(await view(local, table));
      const reader = await connection.runAndReadAll(sql);
      // Seven digits of what is stored in 32 bits.
      const short = reader.columnTypes().map(({ typeId }) => typeId === DuckDBTypeId.FLOAT);
      const rows = reader
        .getRows()
        .map((row) => row.map((value, i) => text(short[i] ? seven(value) : value)));
      return { names: reader.columnNames(), rows };
    } catch (error) {
      const expected = `SQL over the tables ${[...Part.TABLES].sort().join(', ')}`;
      throw Mistake.of(
        engine,
        'SQL',
        (error as Error).message,
        expected,
        'see docs/how-to/run-many-seeds.md for their columns',
      );
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  } finally {
    if (near !== undefined) rmSync(near, { recursive: true, force: true });
  }
}

/** A view over the files of one table; each run once, also where parts overlap. */
async function view(store: Store, table: Part.Table): Promise<string> {
  const parts = await Part.list(store, [...new Set<Part.Table>([table, 'runs'])]);
  if (parts.length === 0) return empty(table);
  const shares = Part.shares(parts).filter(({ part, first }) => first <= part.to);
  const files = shares.map(({ part }) => quote(join(store.url, Part.path(table, part))));
  const cut = shares.filter(({ part, first }) => first > part.from);
  const source = `read_parquet([${files.join(',')}], union_by_name=${table === 'runs'}${cut.length > 0 ? ', filename=true' : ''})`;
  const double = cut.map(({ part, first }) => {
    const file = quote(join(store.url, Part.path(table, part)));
    return `(filename = ${file} and seed < ${first})`;
  });
  const where = double.length === 0 ? '' : ` where not (${double.join(' or ')})`;
  const columns = cut.length > 0 ? '* exclude (filename)' : '*';
  return `create view ${table} as select ${columns} from ${source}${where}`;
}

/** A table that the study left out has its columns and no rows. */
function empty(table: Part.Table): string {
  const types: Record<string, string> = { STRING: 'varchar', INT64: 'bigint', INT32: 'integer' };
  const columns = RunTables.empty()[table].map(({ name, type }) => `"${name}" ${types[type] ?? type}`);
  return `create table ${table} (${columns.join(', ')})`;
}

async function copy(engine: Engine, store: Store, dir: string): Promise<Store> {
  const near = await FolderStore.open(engine, dir);
  for (const table of Part.TABLES)
    for (const name of await store.list(table))
      await near.write(`${table}/${name}`, (await store.read(`${table}/${name}`))!);
  return near;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function seven(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(7)) : value;
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.toString() : String(value);
}
