// Runs the built command from a script of this folder.
import { spawnSync } from 'node:child_process';

/** A seed that breaks (exit code 1) does not keep the others from the table; anything else ends the script. */
export function unwind(...args) {
  const done = spawnSync(process.execPath, ['dist/cli/main.js', ...args], { stdio: 'inherit' });
  if (done.status !== 0 && done.status !== 1) process.exit(done.status ?? 1);
}
