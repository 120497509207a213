import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import * as LoanSnapshot from '../protocol/LoanSnapshot.js';
import * as Markdown from '../protocol/Markdown.js';
import * as MarketPage from '../protocol/MarketPage.js';
import * as Question from '../protocol/MarketQuestion.js';
import * as ProtocolFile from '../protocol/ProtocolFile.js';
import * as Recommendation from '../protocol/Recommendation.js';
import * as ShockFile from '../protocol/ShockFile.js';
import * as Steward from '../protocol/Steward.js';
import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as Files from './Files.js';

interface Options {
  readonly propose?: string;
  readonly against?: string;
  readonly in?: string;
  readonly shocks?: string;
  readonly snapshot?: string;
  readonly seeds: string;
  readonly out?: string;
  readonly json?: boolean;
}

export function register(program: Command, context: Context, settle: (code: number) => void): void {
  program
    .command('protocol')
    .description('put a lending market into crashes, with its current and with proposed parameters')
    .argument('<file>', 'the market, its loans and the liquidity behind its collateral')
    .option('--propose <file>', 'new values by path, compared with the current ones')
    .option('--against <file>', 'a later snapshot of its loans, compared with the one that it names')
    .option('--in <scenario>', 'put it into a scenario, such as oct-2025-lite')
    .option('--shocks <file>', 'graded falls of a world of its own')
    .option('--snapshot <hash>', 'refuse any other snapshot than the one of this hash')
    .option('--seeds <range>', 'seeds of every class', '1..10')
    .option('--out <dir>', 'folder to write (default: out/<file>)')
    .option('--json', 'print the answer, and only it, to stdout')
    .action((file: string, options: Options) => settle(protocol(context, file, options)));
  program
    .command('recommend')
    .description('search for the values that keep a bound on bad debt at the most revenue')
    .argument('<file>', 'the market, with what is varied and the bound under "recommend"')
    .option('--in <scenario>', 'put it into a scenario, such as oct-2025-lite')
    .option('--shocks <file>', 'graded falls of a world of its own')
    .option('--seeds <range>', 'seeds of every class', '1..10')
    .option('--out <dir>', 'folder to write (default: out/<file>-recommended)')
    .option('--json', 'print what was found, and only it, to stdout')
    .action((file: string, options: Options) => settle(recommend(context, file, options)));
}

/** `unwind protocol`: gives the exit code; throws InputError before anything is written. */
function protocol(context: Context, path: string, options: Options): number {
  const { engine, terminal } = context;
  const { propose, against } = options;
  if (propose !== undefined && against !== undefined)
    throw Arguments.mistake(
      engine,
      '--against',
      against,
      'either --propose or --against',
      'leave one of them out',
    );
  const subject = subjectOf(context, path, options);
  const answer = Question.ask({
    subject,
    proposal: propose === undefined ? undefined : ProtocolFile.propose(propose, text(context, propose)),
    later: against === undefined ? undefined : LoanSnapshot.read(against, text(context, against)),
    shocks: shocksOf(context, options),
    seeds: Arguments.seeds(engine, options.seeds),
    command: command(path, options, subject.loans?.hash),
    onRun: progress(context),
  });
  clear(context);
  const [told, json] = [Markdown.render(answer), `${JSON.stringify(answer, null, 2)}\n`];
  const steward = Steward.config(answer, subject.file.spec);
  const out = options.out ?? join('out', basename(path, '.yaml'));
  write(out, {
    'answer.md': told,
    'answer.html': MarketPage.render(answer),
    'answer.json': json,
    ...(steward ? { 'steward.json': `${JSON.stringify(steward, null, 2)}\n` } : {}),
  });
  terminal.out(options.json === true ? json : `${told}\nwritten: ${out}\n`);
  return Exit.OK;
}

/** `unwind recommend`: gives the exit code; throws InputError before anything is written. */
function recommend(context: Context, path: string, options: Options): number {
  const { engine, terminal } = context;
  const subject = subjectOf(context, path, options);
  const seeds = Arguments.seeds(engine, options.seeds);
  const shocks = shocksOf(context, options);
  const found = Recommendation.find({ subject, shocks, seeds, onRun: progress(context) });
  clear(context);
  const title = `Recommended: ${subject.file.spec.title}`;
  const out = options.out ?? join('out', `${basename(path, '.yaml')}-recommended`);
  const [told, json] = [Recommendation.markdown(found, title), `${JSON.stringify(found, null, 2)}\n`];
  write(out, {
    'recommendation.md': told,
    'recommendation.json': json,
    ...(found.chosen === undefined ? {} : { 'proposal.yaml': Recommendation.proposal(found, title) }),
  });
  terminal.out(options.json === true ? json : `${told}\nwritten: ${out}\n`);
  return Exit.OK;
}

function progress({ terminal }: Context): (what: string) => void {
  return (what) => terminal.screen && terminal.err(`\r\x1b[K${what}`);
}

function clear({ terminal }: Context): void {
  if (terminal.screen) terminal.err('\r\x1b[K');
}

function shocksOf(context: Context, { shocks }: Options): ShockFile.Shocks | undefined {
  return shocks === undefined ? undefined : ShockFile.read(shocks, text(context, shocks));
}

function subjectOf(
  context: Context,
  path: string,
  { in: into, shocks, snapshot }: Options,
): Question.Request['subject'] {
  const { engine, scenarios } = context;
  if (into !== undefined && shocks !== undefined)
    throw Arguments.mistake(engine, '--shocks', shocks, 'either --in or --shocks', 'leave one of them out');
  const file = ProtocolFile.read(path, text(context, path));
  const loans = loansOf(context, path, file.spec.loans);
  const expected = `the hash of the snapshot, ${loans?.hash ?? 'none'}`;
  if (snapshot !== undefined && loans?.hash !== snapshot)
    throw Arguments.mistake(
      engine,
      '--snapshot',
      snapshot,
      expected,
      'name the snapshot of that hash in the file',
    );
  return { file, loans, library: Files.library(engine, scenarios), into };
}

function text({ engine }: Context, path: string): string {
  if (existsSync(path) && statSync(path).isFile()) return readFileSync(path, 'utf8');
  const issue = {
    file: path,
    path: '',
    line: 1,
    column: 1,
    found: 'no file',
    expected: 'a file that exists',
    remedy: 'check the path',
  };
  throw new engine.InputError([issue]);
}

/** The path of a snapshot counts from the file that names it. */
function loansOf(context: Context, path: string, name: string | undefined): LoanSnapshot.Loans | undefined {
  if (name === undefined) return undefined;
  const from = join(dirname(path), name);
  return LoanSnapshot.read(from, text(context, from));
}

/** The command that gives the same answer again, with the hash of what it read. */
function command(
  path: string,
  { propose, against, in: into, shocks, seeds }: Options,
  hash: string | undefined,
): string {
  return [
    `unwind protocol ${path}`,
    ...(propose === undefined ? [] : [`--propose ${propose}`]),
    ...(against === undefined ? [] : [`--against ${against}`]),
    ...(into === undefined ? [] : [`--in ${into}`]),
    ...(shocks === undefined ? [] : [`--shocks ${shocks}`]),
    ...(hash === undefined ? [] : [`--snapshot ${hash}`]),
    `--seeds ${seeds}`,
  ].join(' ');
}

/** The folder's files appear one by one, each whole. */
function write(out: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(out, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const part = join(out, `.${name}.part`);
    try {
      writeFileSync(part, content);
      renameSync(part, join(out, name));
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
  }
}
