import * as Unwind from '../index.js';
import * as Runner from '../study/Runner.js';
import * as Program from './Program.js';
import type { Terminal } from './Terminal.js';

/** Runs a command line with the whole engine and gives its exit code; never throws. */
export function run(terminal: Terminal, scenarios: string, argv: readonly string[]): Promise<number> {
  return Program.run({ engine: Unwind, terminal, scenarios, spawn: Runner.thread }, argv);
}
