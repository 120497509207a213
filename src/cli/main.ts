#!/usr/bin/env node
import * as Unwind from '../index.js';
import * as Runner from '../study/Runner.js';
import * as Files from './Files.js';
import * as Program from './Program.js';
import * as Terminal from './Terminal.js';

// A closed pipe (`unwind list | head`) is the reader's choice, not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const context = {
  engine: Unwind,
  terminal: Terminal.ofProcess(),
  scenarios: Files.SCENARIOS,
  spawn: Runner.thread,
};
process.exitCode = await Program.run(context, process.argv.slice(2));
