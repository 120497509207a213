import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import * as Arguments from './Arguments.js';
import type { Engine, Summary } from './CommandDoor.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as JournalFile from './JournalFile.js';

interface Options {
  readonly account?: string;
  readonly symbol?: string;
  readonly at?: string;
  readonly kind?: string;
}

/** Rows that are printed. */
const MOST = 40;
const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;
const DAY_MS = 86_400_000;

export function register(program: Command, context: Context, settle: (code: number) => void): void {
  program
    .command('trace')
    .description('print the chain of causes behind a journaled event, or find events')
    .argument('<dir>', 'folder of a run')
    .argument('[id]', 'id of the journal line; without it the options below find lines')
    .option('--account <name>', 'name of an account of your own, or its number in the journal')
    .option('--symbol <symbol>', 'market or asset, as the journal names it')
    .option('--at <time>', 'minute or second in UTC: 21:15, 21:15:03 or 2025-10-10T21:15')
    .option('--kind <kind>', 'kind of the journal, such as liquidation')
    .action(async (dir: string, id: string | undefined, options: Options) =>
      settle(await trace(context, dir, id, options)),
    );
}

async function trace(
  context: Context,
  dir: string,
  id: string | undefined,
  options: Options,
): Promise<number> {
  const { engine, terminal } = context;
  const asked = Object.values(options).some((value) => value !== undefined);
  if (id !== undefined ? !/^\d{1,15}$/.test(id) || asked : !asked) {
    const remedy = 'take an id from journal.ndjson.gz, or find one with --account, --symbol, --at or --kind';
    const expected = 'the id of a journal line, or an option to find one, not both';
    throw Arguments.mistake(engine, 'ID', id ?? 'nothing', expected, remedy);
  }
  const path = join(dir, 'journal.ndjson.gz');
  if (!existsSync(path)) {
    const remedy = 'name the folder that a run printed';
    throw Arguments.mistake(engine, 'DIR', dir, 'a run folder with journal.ndjson.gz', remedy);
  }
  const startMs = start(dir);
  const own = ownOf(dir, options.account);
  const known = id ?? (own?.id === undefined ? undefined : String(own.id));
  const lines = await readable(context, path);
  terminal.out(
    known === undefined ? found(engine, lines, options, startMs) : chain(engine, lines, known, startMs),
  );
  return Exit.OK;
}

function chain(engine: Engine, lines: Iterable<string>, id: string, startMs: number): string {
  const text = engine.traceText(lines, Number(id), startMs);
  if (text !== '') return text.endsWith('\n') ? text : `${text}\n`;
  const remedy = 'only forced events and their causes are journaled';
  throw Arguments.mistake(engine, 'ID', id, 'an id in this journal', remedy);
}

/** Lists what matches; the chain of causes where it is one row. */
function found(engine: Engine, lines: Iterable<string>, options: Options, startMs: number): string {
  const { account, symbol, kind, at } = options;
  if (account !== undefined && !/^\d{1,15}$/.test(account)) {
    const remedy = 'see the accounts in summary.json; one that nothing happened to has no row';
    throw Arguments.mistake(
      engine,
      '--account',
      account,
      'an account with a fate in this run, or a number',
      remedy,
    );
  }
  const span = at === undefined ? {} : spanOf(engine, at, startMs);
  const wanted = { account: account === undefined ? undefined : Number(account), symbol, kind, ...span };
  const all = [...lines];
  const { rows, text } = engine.findRows(all, wanted, startMs);
  if (rows.length === 1) return chain(engine, all, String(rows[0]!.id), startMs);
  if (rows.length === 0) return 'no row of the journal matches\n';
  const shown = text.split('\n').filter((line) => line.startsWith('#'));
  const more = shown.length > MOST ? `${shown.length - MOST} more: add an option\n` : '';
  return `${shown.slice(0, MOST).join('\n')}\n${more}a chain of causes: unwind trace DIR ID\n`;
}

/** The minute or second that a time names, on the day after the start on which it first comes. */
function spanOf(engine: Engine, at: string, startMs: number): { fromUs: number; toUs: number } {
  const parts = /^(?:(\d{4}-\d\d-\d\d)[T ])?(\d\d):(\d\d)(?::(\d\d))?Z?$/.exec(at);
  const day = new Date(startMs).toISOString().slice(0, 10);
  const text = parts && `${parts[1] ?? day}T${parts[2]}:${parts[3]}:${parts[4] ?? '00'}Z`;
  let ms = text === null ? Number.NaN : Date.parse(text);
  if (!Number.isFinite(ms))
    throw Arguments.mistake(
      engine,
      '--at',
      at,
      'a time in UTC',
      'write --at 21:15 or --at 2025-10-10T21:15:03',
    );
  const length = parts![4] === undefined ? MINUTE_US : SECOND_US;
  if (parts![1] === undefined && (ms - startMs) * 1000 + length <= 0) ms += DAY_MS;
  return { fromUs: (ms - startMs) * 1000, toUs: (ms - startMs) * 1000 + length };
}

/** What became of an account that the scenario names. */
function ownOf(dir: string, name: string | undefined): { readonly id?: number | undefined } | undefined {
  const path = join(dir, 'summary.json');
  if (name === undefined || !existsSync(path)) return undefined;
  const { accounts = [] } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Summary>;
  return accounts.find((one) => one.name === name);
}

/** Epoch milliseconds at which a run began: the first minute of its series; 0 for a folder without. */
function start(dir: string): number {
  const path = join(dir, 'series.csv');
  if (!existsSync(path)) return 0;
  const head = Buffer.alloc(512);
  const file = openSync(path, 'r');
  try {
    const text = head.toString('utf8', 0, readSync(file, head));
    return Date.parse(text.split('\n')[1]?.split(',')[0] ?? '') || 0;
  } finally {
    closeSync(file);
  }
}

async function readable({ engine }: Context, path: string): Promise<Iterable<string>> {
  try {
    return await JournalFile.lines(path);
  } catch (error) {
    const expected = `a whole gzip file at ${path}`;
    throw Arguments.mistake(engine, 'DIR', (error as Error).message, expected, 'run the scenario again');
  }
}
