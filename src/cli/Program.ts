import type { Command } from 'commander';
import * as CalibrateCommand from './CalibrateCommand.js';
import * as CommandLine from './CommandLine.js';
import * as CompareCommand from './CompareCommand.js';
import type { Context } from './Context.js';
import * as ImportCommand from './ImportCommand.js';
import * as Inspect from './Inspect.js';
import * as QuestionCommand from './QuestionCommand.js';
import * as QuestionProgram from './QuestionProgram.js';
import * as RunCommand from './RunCommand.js';
import * as StudyProgram from './StudyProgram.js';
import * as TraceCommand from './TraceCommand.js';
import * as Validate from './Validate.js';

/** Runs one command line (without node and script) and gives its exit code; never throws. */
export function run(context: Context, argv: readonly string[]): Promise<number> {
  return CommandLine.run(context, argv, (settle) => compose(context, settle));
}

function compose(context: Context, settle: (code: number) => void): Command {
  const program = CommandLine.open(context);
  StudyProgram.changes(
    program
      .command('run')
      .description('run a scenario and write its folder')
      .argument('<scenario>', 'name or .yaml file'),
  )
    .option('--seed <n>', 'seed of populations and luck', '1')
    .option('--out <dir>', 'folder to write (default: out/<scenario>-<seed>)')
    .option('--study <dir>', 'folder of a study: the report then shows medians and 5-95% of its seeds')
    .option('--json', 'print the summary, and only it, to stdout')
    .action(async (name: string, options: RunCommand.Options) =>
      settle(await RunCommand.run(context, name, options)),
    );
  StudyProgram.register(program, context, settle);
  program
    .command('validate')
    .description('print tables over studies: numbers against the record, and the effect of each change')
    .argument('<dir...>', 'folders that studies wrote')
    .option('--into <file>', 'write the tables between the markers of this file')
    .option('--section <name>', 'the pair of markers with this name')
    .action(async (dirs: string[], options: Validate.Options) =>
      settle(await Validate.validate(context, dirs, options)),
    );
  CalibrateCommand.register(program, context, settle);
  CompareCommand.register(program, context, settle);
  ImportCommand.register(program, context, settle);
  QuestionCommand.register(program, context, settle);
  QuestionProgram.register(program, context, settle);
  program
    .command('list')
    .description('name all scenarios, presets and interventions, and what they are about')
    .action(() => settle(Inspect.list(context)));
  program
    .command('describe')
    .description('print meaning, unit, range, source and present value of a parameter')
    .argument('<path>', 'such as venues.a.adl.policy')
    .option('--in <scenario>', 'name or .yaml file', 'oct-2025')
    .action((path: string, options: { in: string }) => settle(Inspect.describe(context, path, options.in)));
  program
    .command('check')
    .description('validate a scenario file')
    .argument('<file>', 'name or .yaml file')
    .action((name: string) => settle(Inspect.check(context, name)));
  TraceCommand.register(program, context, settle);
  return program;
}
