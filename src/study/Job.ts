import { createHash } from 'node:crypto';
import * as ParquetColumns from './ParquetColumns.js';
import * as Part from './Part.js';
import * as Point from './Point.js';
import * as RunTables from './RunTables.js';
import * as Simulate from './Simulate.js';
import type { Store } from './Store.js';
import type { Engine, Loaded } from './StudyDoor.js';

/** Seeds of one point, to be run in one go and written as one part. */
export interface Job extends Part.Part {
  /** Folder or bucket of the study. */
  readonly store: string;
  readonly tables: readonly Part.Table[];
}

/** What goes back through a queue: no tables. */
export interface Outcome {
  readonly parts: readonly Done[];
  readonly failures: readonly Simulate.Failure[];
  /** What the auditor found, for a person. */
  readonly findings: readonly string[];
  readonly wallMs: number;
}

export interface Done extends Part.Part {
  readonly digest: string;
  readonly runs: number;
}

/** Points already loaded, by key: the runs of a study share few. */
export type Cache = Map<string, { point: Point.Point; loaded: Loaded }>;

/**
 * Runs the seeds and writes what succeeds. A seed that breaks is set aside and splits the part, so that each part is a
 * range without holes. `begin` is told each seed before it starts.
 */
export async function run(
  engine: Engine,
  store: Store,
  cache: Cache,
  job: Job,
  begin: (seed: number) => void,
): Promise<Outcome> {
  const startMs = performance.now();
  const { point, loaded } = await load(engine, store, cache, job.point);
  const parts: Done[] = [];
  const failures: Simulate.Failure[] = [];
  const findings: string[] = [];
  let runs: Simulate.Simulated[] = [];
  const flush = async () => {
    if (runs.length > 0) parts.push(await write(store, job, point, runs));
    runs = [];
  };
  for (let seed = job.from; seed <= job.to; seed++) {
    begin(seed);
    const one = Simulate.run(engine, loaded, point, seed);
    if ('summary' in one) {
      runs.push(one);
      findings.push(...one.findings.map((finding) => `seed ${seed}: ${finding}`));
    } else {
      await flush();
      await setAside(store, job.point, one);
      failures.push(one);
    }
  }
  await flush();
  return { parts, failures, findings, wallMs: performance.now() - startMs };
}

/** Runs a part again without writing it; gives the digest that it should have. Throws where a seed breaks now. */
export async function rerun(engine: Engine, store: Store, cache: Cache, job: Job): Promise<string> {
  const { point, loaded } = await load(engine, store, cache, job.point);
  const runs: Simulate.Simulated[] = [];
  for (let seed = job.from; seed <= job.to; seed++) {
    const one = Simulate.run(engine, loaded, point, seed);
    if (!('summary' in one)) throw new Error(one.text);
    runs.push(one);
  }
  return digestOf(compose(job, point, runs));
}

/** Digest of what lies in the store; undefined where a table is missing. */
export async function stored(store: Store, job: Job): Promise<string | undefined> {
  const files = new Map<Part.Table, Uint8Array>();
  for (const table of job.tables) {
    const bytes = await store.read(Part.path(table, job));
    if (bytes === undefined) return undefined;
    files.set(table, bytes);
  }
  return digestOf(files);
}

/** A run that cannot be had, kept beside the parts with the command that repeats it. */
export async function setAside(store: Store, point: string, failure: Simulate.Failure): Promise<void> {
  const id = Part.id({ point, from: failure.seed, to: failure.seed });
  await store.write(`failed/${id}.json`, Buffer.from(`${JSON.stringify({ point, ...failure }, null, 1)}\n`));
}

async function load(engine: Engine, store: Store, cache: Cache, key: string) {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const point = await Point.read(engine, store, key);
  const made = { point, loaded: Point.load(engine, point) };
  cache.set(key, made);
  return made;
}

async function write(store: Store, job: Job, point: Point.Point, runs: readonly Simulate.Simulated[]) {
  const part = { point: point.key, from: runs[0]!.seed, to: runs.at(-1)!.seed };
  const files = compose(job, point, runs);
  // In the order of Part.TABLES: the table of runs comes last and says that the part is whole.
  for (const [table, bytes] of files) await store.write(Part.path(table, part), bytes);
  return { ...part, digest: digestOf(files), runs: runs.length };
}

function compose(job: Job, point: Point.Point, runs: readonly Simulate.Simulated[]) {
  const kept = new Set(job.tables);
  const tables = RunTables.create(point, runs[0]!);
  for (const one of runs) RunTables.add(tables, kept, point, one);
  const names = Part.TABLES.filter((table) => kept.has(table));
  return new Map(names.map((table) => [table, ParquetColumns.toParquet(tables[table])]));
}

/** Over all tables but the costs, which differ from machine to machine. */
function digestOf(files: ReadonlyMap<Part.Table, Uint8Array>): string {
  const hash = createHash('sha256');
  for (const table of Part.TABLES) {
    const bytes = files.get(table);
    if (bytes !== undefined && table !== 'costs') hash.update(table).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}
