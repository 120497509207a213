import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import Table from 'cli-table3';
import type { Command } from 'commander';
import * as Arguments from './Arguments.js';
import type { Comparison, RunFiles } from './CommandDoor.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';
import * as Folders from './Folders.js';
import * as JournalFile from './JournalFile.js';
import * as RunCommand from './RunCommand.js';

interface Options {
  readonly seed: string;
  readonly out: string;
}

/** Widest cell of a terminal table: longer ones wrap. */
const COLUMN = 44;

export function register(program: Command, context: Context, settle: (code: number) => void): void {
  program
    .command('compare')
    .description('put two or more runs side by side, on a page and in the terminal')
    .argument('<run...>', 'folders of finished runs, or scenarios to run first (name or name+intervention)')
    .option('--seed <n>', 'seed of the scenarios that are run first', '1')
    .option('--out <file>', 'page to write', join('out', 'compare.html'))
    .action(async (names: string[], options: Options) => settle(await compare(context, names, options)));
}

/** `unwind compare`: gives the exit code; throws InputError before anything is run or written. */
async function compare(context: Context, names: readonly string[], options: Options): Promise<number> {
  const { engine, terminal } = context;
  if (names.length < 2)
    throw Arguments.mistake(
      engine,
      'RUN',
      names.join(' '),
      'two or more runs',
      'name another folder or scenario',
    );
  Arguments.seed(engine, options.seed);
  const isRun = names.map((name) => isFolder(name));
  // Every mistake that can be found is found before the first scenario takes its time.
  names.forEach((name, i) => {
    if (isRun[i]) summaryOf(context, name);
    else checkScenario(context, name);
  });
  const page = writable(context, options.out);
  const folders: RunFiles[] = [];
  for (const [i, name] of names.entries()) {
    const dir = isRun[i] ? name : join(dirname(options.out), runName(name, options.seed));
    const code = isRun[i] ? Exit.OK : await simulate(context, name, dir, options.seed);
    if (code !== Exit.OK) return code;
    folders.push(await read(context, dir));
  }
  const { sheets, html } = engine.compare(folders);
  writeFileSync(`${page}.part`, html);
  renameSync(`${page}.part`, page);
  terminal.out(`${sheets.map(tableOf).join('\n\n')}\n\npage: ${options.out}\n`);
  return Exit.OK;
}

function isFolder(name: string): boolean {
  return existsSync(name) && statSync(name).isDirectory();
}

/** `scenario+intervention+…`: what is before the first plus is a name or a file. */
function partsOf(name: string): { scenario: string; withs: string[] } {
  const [scenario = '', ...withs] = name.split('+');
  return { scenario, withs };
}

/** Folder of a run beside the page: the name that `unwind run` gives it. */
function runName(name: string, seed: string): string {
  const { scenario, withs } = partsOf(name);
  return [`${basename(scenario, '.yaml')}-${seed}`, ...withs].join('+');
}

/** Throws InputError for a name that is neither a folder nor a scenario. */
function checkScenario({ engine, scenarios }: Context, name: string): void {
  const { scenario, withs } = partsOf(name);
  const isFile = scenario.endsWith('.yaml');
  if (!isFile && existsSync(name)) throw refuse({ engine }, name, 'a file');
  if (!isFile && /[\\/.]/.test(scenario)) throw refuse({ engine }, name, 'no such folder');
  engine.load(Files.library(engine, scenarios), scenario, { sets: [], withs });
}

/** Runs a scenario; its own tables go to the error stream, so that stdout holds the comparison alone. */
async function simulate(context: Context, name: string, out: string, seed: string): Promise<number> {
  const { scenario, withs } = partsOf(name);
  const { terminal } = context;
  terminal.err(`running ${name}, seed ${seed}\n`);
  const quiet = { ...context, terminal: { ...terminal, out: terminal.err } };
  return RunCommand.run(quiet, scenario, { seed, set: [], with: withs, out });
}

/** A run folder's summary as parsed text. Throws InputError unless it is one of this version with all its files. */
function summaryOf(context: Context, dir: string): unknown {
  const missing = ['summary.json', 'series.csv', 'journal.ndjson.gz'].find(
    (file) => !existsSync(join(dir, file)),
  );
  if (missing !== undefined) throw refuse(context, dir, `a folder without ${missing}`);
  let summary: { readonly version?: unknown } | null;
  try {
    summary = JSON.parse(readFileSync(join(dir, 'summary.json'), 'utf8'));
  } catch (error) {
    throw refuse(context, dir, `a damaged summary.json (${(error as Error).message})`);
  }
  const { version } = context.engine;
  if (summary?.version !== version)
    throw refuse(
      context,
      dir,
      typeof summary?.version === 'string'
        ? `a run of version ${summary.version}`
        : 'a summary.json without a version',
    );
  return summary;
}

async function read(context: Context, dir: string): Promise<RunFiles> {
  const summary = summaryOf(context, dir);
  const series = readFileSync(join(dir, 'series.csv'), 'utf8').trimEnd().split('\n');
  let journal: Iterable<string>;
  try {
    journal = await JournalFile.lines(join(dir, 'journal.ndjson.gz'));
  } catch (error) {
    throw refuse(context, dir, `a damaged journal.ndjson.gz (${(error as Error).message})`);
  }
  return { dir, summary, series, journal };
}

function refuse({ engine }: Pick<Context, 'engine'>, file: string, found: string): Error {
  const expected = `the folder of a finished run of version ${engine.version}, or the name of a scenario`;
  const remedy = 'run the scenario again with this version, or see unwind list for the names';
  return new engine.InputError([{ file, path: 'RUN', line: 1, column: 1, found, expected, remedy }]);
}

/** The full path of the page, whose folder is made. Throws InputError where it cannot be written. */
function writable({ engine }: Context, out: string): string {
  const full = resolve(out);
  try {
    if (isFolder(full)) throw new Error('a folder');
    Folders.make(dirname(full));
    writeFileSync(`${full}.part`, '');
    rmSync(`${full}.part`);
    return full;
  } catch (error) {
    const expected = 'a file that can be written';
    throw Arguments.mistake(engine, '--out', (error as Error).message, expected, 'choose another --out');
  }
}

function tableOf({ title, head, rows }: Comparison['sheets'][number]): string {
  const table = new Table({
    head: [title, ...head.slice(1)],
    style: { head: [], border: [] },
    colWidths: widths(head, rows),
    wordWrap: true,
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
}

/** Widths that fit the longest cell and its padding, up to the widest allowed. */
function widths(head: readonly string[], rows: readonly (readonly string[])[]): (number | null)[] {
  return head.map((name, i) => {
    if (i === 0) return null;
    const longest = Math.max(name.length, ...rows.map((row) => row[i]!.length));
    return longest > COLUMN ? COLUMN + 2 : null;
  });
}
