import * as Formulas from '../formulas.js';
import * as CommandLine from './CommandLine.js';
import * as PositionCommand from './PositionCommand.js';
import * as PositionProgram from './PositionProgram.js';
import type { Terminal } from './Terminal.js';

/** Whether formulas answer this command line: `unwind position` without a scenario. */
export function answers([command, ...rest]: readonly string[]): boolean {
  return command === 'position' && !rest.some((one) => /^--in(=|$)/.test(one));
}

/** Runs `unwind position` without the engine and gives its exit code; never throws. */
export function run(terminal: Terminal, scenarios: string, argv: readonly string[]): Promise<number> {
  const context = { engine: Formulas, terminal, scenarios };
  return CommandLine.run(context, argv, () => {
    const program = CommandLine.open(context);
    PositionProgram.register(program, context, (file, options) =>
      PositionCommand.position(context, file, options),
    );
    return program;
  });
}
