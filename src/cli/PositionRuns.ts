import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type * as Unwind from '../index.js';
import * as Local from '../study/Local.js';
import * as Part from '../study/Part.js';
import * as Plan from '../study/Plan.js';
import * as Point from '../study/Point.js';
import * as Results from '../study/Results.js';
import * as Resume from '../study/Resume.js';
import * as Store from '../study/Store.js';
import * as Arguments from './Arguments.js';
import type { Library } from './CommandDoor.js';
import type { Context } from './Context.js';
import type { Options } from './PositionCommand.js';
import * as StudyProgress from './StudyProgress.js';

export type Subject = Unwind.position.Subject;
type Ran = Unwind.position.Ran;
type Planted = Unwind.position.Planted;

interface Request {
  readonly subject: Subject;
  readonly library: Library;
  readonly seeds: readonly number[];
  readonly scenario: string;
  readonly options: Options;
}

/** What the planted scenario is called in the store of its runs. */
const NAME = 'position';

/**
 * Runs the position in every seed, and the steps of a search for repairs: beside it in the same worlds, or, where they
 * would move the market, in worlds of their own with the same seeds. Runs that are in the folder are not run again.
 */
export async function run(context: Context, request: Request): Promise<Ran[]> {
  const { engine } = context;
  const plan = engine.position.plan(request.subject, request.scenario);
  const first = await seeds(context, request, plan.first);
  const ran = [first];
  if (plan.first.rungs.length > 0) return ran;
  for (const kind of plan.alone) ran.push(...(await search(context, request, kind)));
  return ran;
}

/** Halves the steps of one kind until the least that survives is known: four or so worlds of every seed. */
async function search(context: Context, request: Request, steps: readonly Planted[]): Promise<Ran[]> {
  const tried: Ran[] = [];
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const one = await seeds(context, request, steps[middle]!);
    tried.push(one);
    if (context.engine.position.isRepaired(one)) high = middle;
    else low = middle + 1;
  }
  return tried.sort((a, b) => steps.indexOf(a.world) - steps.indexOf(b.world));
}

async function seeds(
  context: Context,
  { library, seeds: all, options }: Request,
  world: Planted,
): Promise<Ran> {
  const { engine } = context;
  const own: Library = {
    ...library,
    read: (folder, name) => (name === NAME ? world.text : library.read(folder, name)),
  };
  const point = Point.of(engine, own, NAME, { sets: [], withs: [] });
  const store = await Store.open(engine, options.out ?? join('out', 'positions'));
  await Point.save(store, point);
  const tables = Part.TABLES.filter((table) => Part.GROUPS.runs!.includes(table));
  const wanted = [{ point: point.key, seeds: all }];
  await drain(context, { store, tables, wanted }, options);
  const { parts } = await Resume.state(store, tables, wanted);
  const runs = await Results.runs(
    store,
    parts.filter(({ point: key }) => key === point.key),
  );
  const kept = runs.filter(({ seed }) => all.includes(seed));
  return {
    world,
    runs: kept.map(({ seed, summary }) => ({
      seed,
      accounts: (summary as unknown as Unwind.Summary).accounts ?? [],
    })),
  };
}

interface Work {
  readonly store: Store.Store;
  readonly tables: readonly Part.Table[];
  readonly wanted: readonly Plan.Lot[];
}

async function drain(context: Context, { store, tables, wanted }: Work, options: Options): Promise<void> {
  const { engine, terminal } = context;
  const state = await Resume.state(store, tables, wanted);
  if (Plan.count(state.missing) === 0) return;
  const progress = StudyProgress.open(terminal, Plan.count(wanted), state.done);
  const workers = Arguments.atLeastOne(
    engine,
    '--workers',
    options.workers ?? String(availableParallelism()),
  );
  const failed: string[] = [];
  const request: Local.Request = {
    ...{ engine, store, tables, workers, percent: 0, runsPerJob: undefined, spawn: context.spawn },
    stopped: new Promise(() => undefined),
    onOutcome: ({ parts, failures }) => {
      progress.add(
        parts.reduce((sum, part) => sum + part.runs, 0),
        failures.length,
      );
      failed.push(...failures.map(({ text }) => text));
    },
  };
  await Local.drain(request, state.missing).finally(() => progress.stop());
  if (failed.length > 0) throw new Error(failed[0]);
}
