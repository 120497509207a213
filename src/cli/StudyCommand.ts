import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import * as Bundles from '../study/Bundles.js';
import * as Local from '../study/Local.js';
import * as NumberNames from '../study/NumberNames.js';
import type * as Part from '../study/Part.js';
import * as Plan from '../study/Plan.js';
import * as Point from '../study/Point.js';
import * as Recheck from '../study/Recheck.js';
import * as Results from '../study/Results.js';
import * as Resume from '../study/Resume.js';
import * as Store from '../study/Store.js';
import * as Submission from '../study/Submission.js';
import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';
import * as StudyChoices from './StudyChoices.js';
import * as StudyProgress from './StudyProgress.js';
import * as StudyResult from './StudyResult.js';

/** A study as asked for, and where its parts are. */
export interface Study {
  readonly context: Context;
  readonly options: StudyChoices.Options;
  /** As given. */
  readonly out: string;
  readonly store: Store.Store;
  readonly points: readonly Point.Point[];
  readonly wanted: readonly Plan.Lot[];
  readonly tables: readonly Part.Table[];
}

/** `unwind study`: many runs, here or on a queue's workers. A run whose part is there already is not run again. */
export async function study(context: Context, name: string, options: StudyChoices.Options): Promise<number> {
  const { terminal } = context;
  const one = await open(context, name, options);
  const refused = await Recheck.stopped(one.store);
  if (refused !== undefined) {
    terminal.err(`stopped: ${refused}\nfind out why, then remove ${join(one.store.url, 'stopped.json')}\n`);
    return Exit.BROKEN;
  }
  for (const point of one.points) await Point.save(one.store, point);
  if (options.retry === true) await Resume.retry(one.store, one.wanted);
  await dropDamaged(one);
  const state = await Resume.state(one.store, one.tables, one.wanted);
  const total = Plan.count(one.wanted);
  const left = Plan.count(state.missing);
  terminal.err(`${state.done} of ${total} runs are finished, ${left} to run\n`);
  if (left > 0) doubt(one);
  const ended = left === 0 && options.on === undefined ? DONE : await work(one, state);
  if (!ended.same) {
    terminal.err(`stopped: ${await Recheck.stopped(one.store)}\n`);
    return Exit.BROKEN;
  }
  const code = await StudyResult.print(one);
  if (!ended.interrupted) return code;
  const rest = options.on === undefined ? 'goes on with the rest' : 'looks on; workers go on meanwhile';
  terminal.err(`interrupted: the same command ${rest}\n`);
  return Exit.INTERRUPTED;
}

/** A name that the first world has not when it opens is told before the runs; it is refused when none of them gives it. */
function doubt({ context, options, points }: Study): void {
  if (options.number.length === 0) return;
  const { engine, scenarios, terminal } = context;
  const { name, ...changes } = points[0]!;
  const known = NumberNames.opening(engine, { library: Files.library(engine, scenarios), name, changes });
  for (const asked of options.number)
    if (!known.has(asked))
      terminal.err(
        `--number ${asked}: the world has no such number when it opens. The nearest: ${NumberNames.nearest(asked, known).join(', ')}. It is shown if a run gives it\n`,
      );
}

interface Ended {
  readonly interrupted: boolean;
  /** False: a part that was run again came out different. */
  readonly same: boolean;
}

const DONE: Ended = { interrupted: false, same: true };

async function open(context: Context, name: string, options: StudyChoices.Options): Promise<Study> {
  const { engine } = context;
  const points = StudyChoices.points(context, name, options);
  const all = StudyChoices.lots(engine, points, options.seeds);
  const tables = StudyChoices.tables(engine, options.tables);
  StudyChoices.percent(engine, options.recheck);
  const piece = options.shard === undefined ? { index: 1, of: 1 } : StudyChoices.shard(engine, options.shard);
  const wanted = Plan.shard(all, piece.index, piece.of);
  const out = options.out ?? join('out', `${points[0]!.scenario}-study`);
  const store = await Store.open(engine, out);
  return { context, options, out, store, points, wanted, tables };
}

async function work(one: Study, state: Resume.State): Promise<Ended> {
  const { terminal } = one.context;
  let interrupted = false;
  let stop = (): void => undefined;
  const stopped = new Promise<void>((settle) => {
    stop = settle;
  });
  const release = terminal.onInterrupt(() => {
    interrupted = true;
    stop();
  });
  try {
    const same =
      one.options.on === undefined
        ? await here(one, state, stopped)
        : await there(one, one.options.on, stopped);
    return { same, interrupted };
  } finally {
    release();
  }
}

/** On threads of this process. */
function here(one: Study, state: Resume.State, stopped: Promise<void>): Promise<boolean> {
  const { context, options, store, tables } = one;
  const { engine, terminal } = context;
  const workers = workersOf(one);
  const progress = StudyProgress.open(terminal, Plan.count(one.wanted), state.done + state.failed);
  let saved = 0;
  const request: Local.Request = {
    ...{ engine, store, tables, stopped, workers },
    percent: StudyChoices.percent(engine, options.recheck),
    runsPerJob: runsPerJobOf(one),
    spawn: context.spawn,
    onOutcome: ({ parts, failures, findings, savedEvents }) => {
      saved += savedEvents;
      const done = parts.reduce((sum, part) => sum + part.runs, 0);
      progress.add(done, failures.length);
      for (const finding of findings) terminal.err(`  ${finding}\n`);
      for (const { text } of failures) terminal.err(text);
    },
  };
  const lots = options.share === false ? state.missing : Bundles.plan(engine, one.points, state.missing);
  return Local.drain(request, lots).finally(() => {
    progress.stop();
    if (saved > 0) terminal.err(`shared beginnings saved ${(saved / 1e6).toFixed(1)}M events\n`);
  });
}

/** On the workers of a queue. The first run is made here: it tells how many a job should hold. */
async function there(one: Study, url: string, stopped: Promise<void>): Promise<boolean> {
  const { context, options, store, tables, wanted } = one;
  const { engine, terminal } = context;
  const runsPerJob = runsPerJobOf(one) ?? (await pilot(one));
  terminal.err(`${runsPerJob} runs a job\n`);
  const progress = StudyProgress.open(terminal, Plan.count(wanted), 0);
  const request: Submission.Request = {
    ...{ engine, store, tables, wanted, stopped, url, runsPerJob },
    percent: StudyChoices.percent(engine, options.recheck),
    say: terminal.err,
    onProgress: progress.show,
  };
  return Submission.submit(request).finally(() => progress.stop());
}

async function pilot(one: Study): Promise<number> {
  const { store, tables, wanted, context } = one;
  const before = await Resume.state(store, tables, wanted);
  const known = await Results.msPerRun(store, before.parts);
  if (known !== undefined) return Plan.size(known);
  const [lot] = before.missing;
  if (lot === undefined) return 1;
  const runner = context.spawn();
  try {
    const [seed] = lot.seeds;
    // The first run of a process is slower than those that follow: the second one is the measure.
    const job = { store: store.url, tables, point: lot.point, from: seed!, to: seed! };
    await runner.run(job);
    const { wallMs } = await runner.run(job);
    return Plan.size(wallMs);
  } finally {
    await runner.stop();
  }
}

async function dropDamaged({ store, tables, points, context }: Study): Promise<void> {
  // Reading back every part of a bucket would cost more than the check is worth: an upload is whole or not there.
  if (store.url.startsWith('s3://')) return;
  const { parts } = await Resume.state(store, tables, []);
  const keys = new Set(points.map(({ key }) => key));
  const mine = parts.filter(({ point }) => keys.has(point));
  const dropped = mine.length - (await Results.intact(store, tables, mine)).length;
  if (dropped > 0) context.terminal.err(`${dropped} damaged parts are run again\n`);
}

function workersOf({ context, options }: Study): number {
  const text = options.workers ?? String(availableParallelism());
  return Arguments.atLeastOne(context.engine, '--workers', text);
}

function runsPerJobOf({ context, options }: Study): number | undefined {
  if (options.runsPerJob === undefined) return undefined;
  return Arguments.atLeastOne(context.engine, '--runs-per-job', options.runsPerJob);
}
