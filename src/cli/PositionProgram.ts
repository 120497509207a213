import type { Command } from 'commander';
import type { Asking, Options } from './PositionCommand.js';

/** Adds `unwind position`, with a flag for every key that a question can state. */
export function register(
  program: Command,
  { engine }: Asking,
  act: (file: string | undefined, options: Options) => void | Promise<void>,
): void {
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
  for (const [key, about] of engine.position.flags()) command.option(`--${key} <value>`, about);
  command.action(act);
}
