/*
 * Replays the planted errors of scripts/mutations.json, one at a time, in a temporary copy of the repository: each must
 * make one of its unit tests fail. Ends with 1 when an error survives, or when a line it changes is no longer there once.
 * `npm run mutate [-- text]`: only errors whose file or description contains the text.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [text = ''] = process.argv.slice(2);
const planted = JSON.parse(readFileSync(join(root, 'scripts', 'mutations.json'), 'utf8'));
const chosen = planted.filter(({ file, error }) => `${file} ${error}`.includes(text));
const copy = mkdtempSync(join(tmpdir(), 'unwind-mutate-'));

/** Runs tests in the copy; true when all of them pass. A suite that cannot be loaded proves nothing. */
function passes(tests) {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const env = { ...process.env, NO_COLOR: '1' };
  const options = { cwd: copy, encoding: 'utf8', env };
  const result = spawnSync(process.execPath, [vitest, 'run', '--bail=1', ...tests], options);
  const isTold = result.status === 0 || /Tests\s+\d+ failed/.test(result.stdout);
  if (!isTold) throw new Error(`no test ran for ${tests.join(' ')}:\n${result.stdout}${result.stderr}`);
  return result.status === 0;
}

/** What became of one planted error. */
function outcome({ file, find, replace, tests }) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) return 'its line is not there once';
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  const survives = passes(tests);
  writeFileSync(path, source);
  return survives ? 'SURVIVES' : 'caught';
}

try {
  for (const part of [
    'src',
    'test',
    'scenarios',
    'schema',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const tests = [...new Set(chosen.flatMap((one) => one.tests))];
  if (!passes(tests)) throw new Error('the tests fail without any planted error');
  const outcomes = chosen.map((one) => {
    const what = outcome(one);
    console.log(`${what.padEnd(10)} ${one.file}: ${one.error} (${one.tests.join(', ')})`);
    return what;
  });
  const bad = outcomes.filter((what) => what !== 'caught').length;
  console.log(`${outcomes.length - bad} of ${outcomes.length} planted errors are caught by a unit test`);
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
