import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import type { Loaded, Result } from './Door.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';
import * as Folders from './Folders.js';
import * as TerminalTables from './TerminalTables.js';
import * as WorkerPool from './WorkerPool.js';

export interface Options {
  readonly seeds: string;
  readonly set: string[];
  readonly with: string[];
  readonly out?: string;
  readonly workers?: string;
}

/** `unwind study`: many seeds on all cores. A seed whose summary is in the folder already is not run again. */
export async function study(context: Context, name: string, options: Options): Promise<number> {
  const { engine, terminal } = context;
  const seeds = Arguments.seeds(engine, options.seeds);
  const workers = Arguments.atLeastOne(
    engine,
    '--workers',
    options.workers ?? String(availableParallelism()),
  );
  const choices = { sets: options.set, withs: options.with };
  const loaded = engine.load(Files.library(engine, context.scenarios), name, choices);
  const out = options.out ?? join('out', `${loaded.name}-study`);
  prepare(context, out);
  const todo = seeds.filter((seed) => finished(context, out, loaded, seed) === undefined);
  terminal.err(
    `${seeds.length - todo.length} of ${seeds.length} seeds are finished, running ${todo.length}\n`,
  );
  const task = { ...choices, name, scenarios: context.scenarios };
  const { worst, interrupted } = await runAll(context, loaded, out, task, todo, workers);
  const summaries = seeds.flatMap((seed) => finished(context, out, loaded, seed) ?? []);
  const leaks = summaries.filter((summary) => !summary.conserved).map((summary) => summary.seed);
  if (leaks.length > 0) terminal.err(`money is not conserved in seeds ${leaks.join(', ')}\n`);
  terminal.out(
    `${TerminalTables.study(summaries)}\nfinished: ${summaries.length} of ${seeds.length} seeds, in ${out}\n`,
  );
  if (interrupted) terminal.err('interrupted: the same command goes on with the rest\n');
  if (interrupted) return Exit.INTERRUPTED;
  return leaks.length > 0 ? Exit.BROKEN : worst;
}

async function runAll(
  context: Context,
  loaded: Loaded,
  out: string,
  task: WorkerPool.Task,
  todo: number[],
  workers: number,
) {
  const { terminal } = context;
  const startMs = terminal.nowMs();
  let interrupted = false;
  let worst = Exit.OK;
  let done = 0;
  let stop = (): void => undefined;
  const stopped = new Promise<void>((settle) => {
    stop = settle;
  });
  const release = terminal.onInterrupt(() => {
    interrupted = true;
    stop();
  });
  const spawn = (): WorkerPool.Runner => context.spawn(task);
  await WorkerPool.drain(todo, workers, spawn, stopped, (outcome) => {
    done++;
    const seconds = ((terminal.nowMs() - startMs) / 1000).toFixed(0);
    terminal.err(
      `seed ${outcome.seed} ${'result' in outcome ? 'finished' : 'failed'}, ${done} of ${todo.length} after ${seconds} s\n`,
    );
    if ('result' in outcome) save(fileOf(out, loaded, outcome.seed), { ...outcome.result, sets: task.sets });
    terminal.err('result' in outcome ? outcome.findings.map((one) => `  ${one}\n`).join('') : outcome.text);
    if ('code' in outcome) worst = worst === Exit.OK ? outcome.code : Math.min(worst, outcome.code);
  });
  release();
  return { worst, interrupted };
}

/** One file per scenario digest, seed and interventions. */
function fileOf(out: string, loaded: Loaded, seed: number): string {
  return join(out, `${loaded.digest}-${seed}${loaded.interventions.map((name) => `+${name}`).join('')}.json`);
}

/** The result in the folder, unless it is damaged or of another engine version. */
function finished(context: Context, out: string, loaded: Loaded, seed: number): Result | undefined {
  const path = fileOf(out, loaded, seed);
  if (!existsSync(path)) return undefined;
  try {
    const result = JSON.parse(readFileSync(path, 'utf8')) as Partial<Result>;
    const isOurs = result.version === context.engine.version && result.seed === seed;
    return isOurs && result.headlines !== undefined ? (result as Result) : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that a file in the folder is a finished one. */
function save(path: string, result: Result): void {
  writeFileSync(`${path}.part`, `${JSON.stringify(result)}\n`);
  renameSync(`${path}.part`, path);
}

/** Finds an unwritable folder before the first run. */
function prepare(context: Context, out: string): void {
  const probe = join(out, '.writable');
  try {
    Folders.make(resolve(out));
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const expected = 'a folder that can be written';
    throw Arguments.mistake(
      context.engine,
      '--out',
      (error as Error).message,
      expected,
      'choose another --out',
    );
  }
}
