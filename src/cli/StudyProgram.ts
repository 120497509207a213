import type { Command } from 'commander';
import type { Context } from './Context.js';
import * as QueryCommand from './QueryCommand.js';
import type * as StudyChoices from './StudyChoices.js';
import * as StudyCommand from './StudyCommand.js';
import * as WorkerCommand from './WorkerCommand.js';

/** Adds the commands of studies to the program; `settle` takes the exit code. */
export function register(program: Command, context: Context, settle: (code: number) => void): void {
  const command = changes(
    program
      .command('study')
      .description('run many seeds, on all cores or on the workers of a queue; the same command resumes it')
      .argument('<scenario>', 'name or .yaml file'),
  ).requiredOption('--seeds <range>', 'for example 1..40');
  repeatable(
    command,
    '--vary <path=a,b,c>',
    'every value in turn; with=none,NAME for interventions (repeatable)',
  )
    .option('--out <dir>', 'folder or s3://bucket/prefix of the tables (default: out/<scenario>-study)')
    .option('--csv', 'print one line a run, and only these, to stdout');
  repeatable(command, '--number <name>', 'show this number of each run (repeatable)')
    .option('--workers <n>', 'threads (default: all cores)')
    .option('--on <url>', 'use the workers of redis://host:port or postgres://user@host/database')
    .option('--shard <i/n>', 'the i-th of n pieces, for batch schedulers')
    .option('--tables <list>', 'what is kept of runs,minutes,forced', 'runs,minutes,forced')
    .option('--runs-per-job <n>', 'default: as many as take a few seconds')
    .option('--recheck <percent>', 'parts that are run again elsewhere and compared', '1')
    .option('--no-share', 'run every change from its opening, sharing no beginning')
    .option('--retry', 'run again what was set aside')
    .action(async (name: string, options: StudyChoices.Options) =>
      settle(await StudyCommand.study(context, name, options)),
    );
  registerOthers(program, context, settle);
}

function registerOthers(program: Command, context: Context, settle: (code: number) => void): void {
  program
    .command('worker')
    .description('run the jobs of studies in a queue')
    .argument('<url>', 'redis://host:port or postgres://user@host/database')
    .option('--threads <n>', 'runs at a time (default: all cores)')
    .option('--lock <seconds>', 'after which the jobs of a silent worker go to others', '30')
    .option('--leave-after <seconds>', 'end after so long without a job')
    .action(async (url: string, options: WorkerCommand.Options) =>
      settle(await WorkerCommand.work(context, url, options)),
    );
  program
    .command('query')
    .description('SQL over the tables of a study: runs, numbers, minutes, measures, forced, costs')
    .argument('<dir>', 'folder of a study or s3://bucket/prefix')
    .argument('<sql>', 'for example "select seed, events from runs"')
    .option('--csv', 'print comma-separated values')
    .action(async (dir: string, sql: string, options: { csv?: boolean }) =>
      settle(await QueryCommand.query(context, dir, sql, options)),
    );
}

/** Options that change a scenario. */
export function changes(command: Command): Command {
  repeatable(command, '--set <path=value>', 'change one value (repeatable)');
  return repeatable(command, '--with <name>', 'apply an intervention, which changes a rule (repeatable)');
}

/** An option that may be given several times; without it the list is empty. */
function repeatable(command: Command, flags: string, about: string): Command {
  command.option(flags, about, gather);
  const option = command.options.at(-1)!;
  // The help says no default of an option that has none by itself.
  return command.setOptionValueWithSource(option.attributeName(), [], 'default');
}

/** Collects a repeatable option. */
function gather(value: string, all: string[] = []): string[] {
  return [...all, value];
}
