import { Command, CommanderError } from 'commander';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';

type Outside = { readonly engine: Exit.Errors & { readonly version: string } } & Pick<Context, 'terminal'>;

/** `unwind` without commands: what is written goes to the context's terminal, and nothing ends the process. */
export function open({ engine, terminal }: Outside): Command {
  return new Command('unwind')
    .description('A wind tunnel for leveraged crypto markets.')
    .version(engine.version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 broken invariant, 2 mistake in the input, 130 interrupted.',
    );
}

/** Runs the command that the arguments name and gives its exit code; never throws. */
export async function run(
  { engine, terminal }: Outside,
  argv: readonly string[],
  register: (settle: (code: number) => void) => Command,
): Promise<number> {
  let code: number = Exit.OK;
  const program = register((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.OK : Exit.MISTAKE;
    const explained = Exit.explain(engine, error);
    terminal.err(explained.text);
    return explained.code;
  }
}
