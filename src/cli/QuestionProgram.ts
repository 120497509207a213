import type { Command } from 'commander';
import type { Context } from './Context.js';
import * as NewCommand from './NewCommand.js';
import * as PositionCommand from './PositionCommand.js';

/** Adds the commands that answer a question of one's own; `settle` takes the exit code. */
export function register(program: Command, context: Context, settle: (code: number) => void): void {
  program
    .command('new')
    .description('write a commented scenario of one screen into a file of your own')
    .argument('<name>', 'file to write, with or without .yaml')
    .option('--from <template>', 'exchange, lending, stablecoin, looped-dollar or unified-margin', 'exchange')
    .action((name: string, options: NewCommand.Options) => settle(NewCommand.create(context, name, options)));
  const command = program
    .command('position')
    .description('what a position earns, survives and costs to leave; with --seeds what a crash does to it')
    .argument('[file]', '.yaml, .json or .csv file; its keys are the flags below')
    .option('--in <scenario>', 'scenario whose terms, books and crash are meant')
    .option('--seeds <range>', 'plant it in every seed, for example 1..40')
    .option('--workers <n>', 'threads (default: all cores)')
    .option('--out <dir>', 'folder of the runs (default: out/positions)')
    .option('--page <file>', 'write the answer as one HTML page')
    .option('--json', 'print the answer, and only it, to stdout');
  for (const [key, about] of context.engine.position.flags()) command.option(`--${key} <value>`, about);
  command.action(async (file: string | undefined, options: PositionCommand.Options) =>
    settle(await PositionCommand.position(context, file, options)),
  );
}
