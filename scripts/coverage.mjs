// Statement coverage of the fast tests, by folder, against the floors in test/coverage.json. The floors only rise:
// with --update a folder that is better covered than its floor gets a new one.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const FLOORS = 'test/coverage.json';
const SUMMARY = 'coverage/coverage-summary.json';
/** A floor lies this much under what was measured: a line more or less in a small folder is no regression. */
const SLACK = 0.5;

// Counting makes tests several times slower, so each gets more time.
const argv = ['vitest', 'run', '--config', 'vitest.fast.config.ts', '--coverage', '--testTimeout=300000'];
const run = spawnSync('npx', argv, { stdio: 'inherit', shell: process.platform === 'win32' });
if (run.status !== 0) process.exit(run.status ?? 1);

const folders = new Map();
for (const [file, { statements }] of Object.entries(JSON.parse(readFileSync(SUMMARY, 'utf8')))) {
  if (file === 'total') continue;
  const path = relative(process.cwd(), file).split(/[\\/]/);
  const folder = path.length > 2 ? path.slice(0, 2).join('/') : path[0];
  const sum = folders.get(folder) ?? { covered: 0, total: 0 };
  sum.covered += statements.covered;
  sum.total += statements.total;
  folders.set(folder, sum);
}
const floors = existsSync(FLOORS) ? JSON.parse(readFileSync(FLOORS, 'utf8')) : {};
const next = {};
let low = 0;
for (const [folder, { covered, total }] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const percent = total === 0 ? 100 : (100 * covered) / total;
  const floor = floors[folder] ?? 0;
  if (percent < floor) low++;
  next[folder] = Math.max(floor, Math.floor((percent - SLACK) * 10) / 10);
  console.log(
    `${folder.padEnd(20)} ${percent.toFixed(1).padStart(6)}%  floor ${floor}%${percent < floor ? '  LOWER' : ''}`,
  );
}
if (process.argv.includes('--update')) writeFileSync(FLOORS, `${JSON.stringify(next, null, 2)}\n`);
if (low > 0) console.error(`${low} folders are below their floor in ${FLOORS}: add tests`);
process.exit(low > 0 ? 1 : 0);
