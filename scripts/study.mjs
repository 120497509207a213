// The whole study behind docs/VALIDATION.md: the base case, its reduction, and every intervention on the reduction.
// Resumable: seeds whose result is in out/studies already are not run again. Remove that folder after a change of the engine.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const [seeds = '1..40', storySeeds = '1..10'] = process.argv.slice(2);

/** Runs the built command; a seed that breaks (exit code 1) does not keep the others from the table. */
function unwind(...args) {
  const done = spawnSync(process.execPath, ['dist/cli/main.js', ...args], { stdio: 'inherit' });
  if (done.status !== 0 && done.status !== 1) process.exit(done.status ?? 1);
}

const studies = 'out/studies';
const folder = 'scenarios/interventions';
const stories = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
  : [];
unwind('study', 'oct-2025', '--seeds', seeds, '--out', `${studies}/oct-2025`);
unwind('study', 'oct-2025-lite', '--seeds', storySeeds, '--out', `${studies}/oct-2025-lite`);
for (const file of stories)
  unwind(
    'study',
    'oct-2025-lite',
    '--seeds',
    storySeeds,
    '--with',
    file.slice(0, -'.yaml'.length),
    '--out',
    `${studies}/oct-2025-lite`,
  );
unwind('validate', `${studies}/oct-2025`, `${studies}/oct-2025-lite`, '--into', 'docs/VALIDATION.md');
