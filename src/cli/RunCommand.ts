import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as Replay from '../study/Replay.js';
import * as Arguments from './Arguments.js';
import type { Engine, Loaded, Seeds, Summary, World } from './CommandDoor.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';
import * as JournalFile from './JournalFile.js';
import * as Progress from './Progress.js';
import * as RunFolder from './RunFolder.js';
import * as StudySeeds from './StudySeeds.js';
import * as TerminalTables from './TerminalTables.js';

/** Events between two looks at the clock and the keyboard, a second or two. */
const EVENTS_PER_STEP = 500_000;
const CSV_CHUNK = 1 << 16;
/** Findings of the auditor that are printed. */
const FINDINGS = 20;

export interface Options {
  readonly seed: string;
  readonly set: string[];
  readonly with: string[];
  readonly out?: string;
  readonly study?: string;
  readonly json?: boolean;
}

interface Job {
  readonly context: Context;
  readonly loaded: Loaded;
  readonly seed: number;
  readonly folder: RunFolder.RunFolder;
  /** Of a study, for the report. */
  readonly seeds: Seeds;
  world: World | undefined;
}

/** `unwind run`: gives the exit code; throws InputError before anything is written, BrokenRun after removing it. */
export async function run(context: Context, name: string, options: Options): Promise<number> {
  const { engine, terminal } = context;
  const seed = Arguments.seed(engine, options.seed);
  const choices = { sets: options.set, withs: options.with };
  const loaded = engine.load(Files.library(engine, context.scenarios), name, choices);
  const seeds = options.study === undefined ? [] : await StudySeeds.read(engine, loaded, options.study);
  const out = options.out ?? join('out', Arguments.runName(loaded, seed, options.set));
  const folder = RunFolder.open(engine, out);
  const job: Job = { context, loaded, seed, folder, seeds, world: undefined };
  try {
    const { world, summary, interrupted } = await simulate(job);
    RunFolder.finish(folder);
    terminal.out(
      options.json === true
        ? `${JSON.stringify(summary, null, 2)}\n`
        : closing(engine, engine.story(world, summary), summary, { out, interrupted }),
    );
    if (!summary.conserved) {
      const findings = engine.audit(world);
      terminal.err(`${findings.length} findings of the auditor\n${findings.slice(0, FINDINGS).join('\n')}\n`);
      return Exit.BROKEN;
    }
    return interrupted ? Exit.INTERRUPTED : Exit.OK;
  } catch (error) {
    RunFolder.discard(folder);
    throw broken(job, error, Replay.run(name, seed, choices));
  }
}

async function simulate(job: Job): Promise<{ world: World; summary: Summary; interrupted: boolean }> {
  const { engine, terminal } = job.context;
  const { dir } = job.folder;
  const startMs = terminal.nowMs();
  let interrupted = false;
  const release = terminal.onInterrupt(() => {
    interrupted = true;
  });
  const journal = JournalFile.open(join(dir, 'journal.ndjson.gz'));
  try {
    const world = engine.build(job.loaded, job.seed);
    job.world = world;
    interrupted = !(await advance(job.context, world, journal, () => interrupted));
    await JournalFile.close(journal);
    const wallMs = Math.round(terminal.nowMs() - startMs);
    const peakRssBytes = process.resourceUsage().maxRSS * 1024;
    const summary = engine.summary(world, { wallMs, peakRssBytes, interrupted });
    writeFileSync(join(dir, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    writeLines(join(dir, 'series.csv'), engine.seriesCsv(world));
    writeFileSync(join(dir, 'report.html'), engine.report(world, summary, job.seeds));
    return { world, summary, interrupted };
  } finally {
    await JournalFile.abort(journal);
    release();
  }
}

/** Whether the run reached its end; false when it was stopped. */
async function advance(
  { engine, terminal }: Context,
  world: World,
  journal: JournalFile.JournalFile,
  stopped: () => boolean,
): Promise<boolean> {
  const reporter = Progress.reporter(terminal);
  const { endUs } = engine.progress(world);
  try {
    for (;;) {
      const finished = engine.advance(world, endUs, EVENTS_PER_STEP);
      await JournalFile.write(journal, engine.drainJournal(world));
      reporter.update(engine.progress(world));
      if (finished) return true;
      await setImmediate();
      if (stopped()) return false;
    }
  } finally {
    reporter.stop();
  }
}

/** A user's mistake and a full disk stay what they are; everything else is a broken run. */
function broken(job: Job, error: unknown, replayed: string[]): unknown {
  const { engine } = job.context;
  if (error instanceof engine.InputError || (error instanceof Error && 'syscall' in error)) return error;
  const events = job.world === undefined ? 0 : engine.progress(job.world).events;
  const { loaded, seed } = job;
  return new Exit.BrokenRun(error, { loaded, seed, version: engine.version, events, replay: replayed });
}

function closing(
  engine: Engine,
  story: readonly string[],
  summary: Summary,
  { out, interrupted }: { readonly out: string; readonly interrupted: boolean },
): string {
  const told = story.join('\n');
  const tables = TerminalTables.render(engine.sheets(summary));
  const { scenario, seed, events, wallMs, digest, conserved } = summary;
  const done = interrupted ? 'interrupted' : 'done';
  const facts = `${events} events in ${(wallMs / 1000).toFixed(1)} s, digest ${digest}`;
  const money = conserved ? 'every asset sums to zero' : 'MONEY IS NOT CONSERVED';
  return `${told}\n\n${tables}\n\n${scenario}, seed ${seed}: ${done}, ${facts}, ${money}\nreport: ${join(out, 'report.html')}\n`;
}

function writeLines(path: string, lines: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    let chunk = '';
    for (const line of lines) {
      chunk += `${line}\n`;
      if (chunk.length < CSV_CHUNK) continue;
      writeSync(file, chunk);
      chunk = '';
    }
    writeSync(file, chunk);
  } finally {
    closeSync(file);
  }
}
