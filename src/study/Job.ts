import * as Part from './Part.js';
import type * as Plan from './Plan.js';
import * as Point from './Point.js';
import * as Shared from './Shared.js';
import * as Shelf from './Shelf.js';
import * as Simulate from './Simulate.js';
import type { Store } from './Store.js';
import type { Engine, Loaded } from './StudyDoor.js';

/** Seeds of one point, to be run in one go and written as one part. */
export interface Job extends Part.Part {
  /** Folder or bucket of the study. */
  readonly store: string;
  readonly tables: readonly Part.Table[];
  /** Points whose runs branch from those of `point`. */
  readonly branches?: Plan.Branches;
}

/** What goes back through a queue: no tables. */
export interface Outcome {
  readonly parts: readonly Shelf.Done[];
  readonly failures: readonly Simulate.Failure[];
  /** What the auditor found, for a person. */
  readonly findings: readonly string[];
  readonly wallMs: number;
  /** Events of beginnings that runs shared, counted once for every run but one. */
  readonly savedEvents: number;
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
  const keys = [job.point, ...(job.branches?.points ?? [])];
  const members = await Promise.all(keys.map((key) => load(engine, store, cache, key)));
  const shelves = members.map(({ point }) => Shelf.create(store, job, point));
  let savedEvents = 0;
  for (let seed = job.from; seed <= job.to; seed++) {
    begin(seed);
    const ran = simulate(engine, members, seed, job.branches);
    savedEvents += ran.savedEvents;
    for (const [i, one] of ran.results.entries()) if (one !== undefined) await Shelf.put(shelves[i]!, one);
  }
  for (const shelf of shelves) await Shelf.flush(shelf);
  return {
    parts: shelves.flatMap(({ parts }) => parts),
    failures: shelves.flatMap(({ failures }) => failures),
    findings: shelves.flatMap(({ findings }) => findings),
    wallMs: performance.now() - startMs,
    savedEvents,
  };
}

function simulate(
  engine: Engine,
  members: readonly Shared.Member[],
  seed: number,
  branches: Plan.Branches | undefined,
): Shared.Ran {
  const { loaded, point } = members[0]!;
  if (branches === undefined) return { results: [Simulate.run(engine, loaded, point, seed)], savedEvents: 0 };
  return Shared.run(engine, members, seed, branches.trunk);
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
  return Shelf.digestOf(Shelf.compose(job.tables, point, runs));
}

/** Digest of what lies in the store; undefined where a table is missing. */
export async function stored(store: Store, job: Job): Promise<string | undefined> {
  const files = new Map<Part.Table, Uint8Array>();
  for (const table of job.tables) {
    const bytes = await store.read(Part.path(table, job));
    if (bytes === undefined) return undefined;
    files.set(table, bytes);
  }
  return Shelf.digestOf(files);
}

async function load(engine: Engine, store: Store, cache: Cache, key: string) {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const point = await Point.read(engine, store, key);
  const made = { point, loaded: Point.load(engine, point) };
  cache.set(key, made);
  return made;
}
