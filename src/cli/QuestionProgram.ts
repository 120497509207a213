import type { Command } from 'commander';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as NewCommand from './NewCommand.js';
import * as PositionInside from './PositionInside.js';
import * as PositionProgram from './PositionProgram.js';

/** Adds the commands that answer a question of one's own; `settle` takes the exit code. */
export function register(program: Command, context: Context, settle: (code: number) => void): void {
  program
    .command('new')
    .description('write a commented scenario of one screen into a file of your own')
    .argument('<name>', 'file to write, with or without .yaml')
    .option('--from <template>', 'exchange, lending, stablecoin, looped-dollar or unified-margin', 'exchange')
    .action((name: string, options: NewCommand.Options) => settle(NewCommand.create(context, name, options)));
  PositionProgram.register(program, context, async (file, options) => {
    await PositionInside.position(context, file, options);
    settle(Exit.OK);
  });
}
