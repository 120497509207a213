#!/usr/bin/env node
import * as Files from './Files.js';
import * as FormulaProgram from './FormulaProgram.js';
import * as Terminal from './Terminal.js';

// A closed pipe (`unwind list | head`) is the reader's choice, not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const argv = process.argv.slice(2);
const terminal = Terminal.ofProcess();
// The engine takes longer to load than formulas take to answer.
process.exitCode = FormulaProgram.answers(argv)
  ? await FormulaProgram.run(terminal, Files.SCENARIOS, argv)
  : await (await import('./EngineProgram.js')).run(terminal, Files.SCENARIOS, argv);
