// Does ten tasks of a newcomer in a folder where the packed package is installed, by the commands that README and docs
// state, and says how long each took. `node scripts/tasks.mjs FOLDER`.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is wanted, the commands in words of the docs, and what the last of them must say. */
export const TASKS = [
  ['half the shock', ['unwind run oct-2025-lite --with shock-half'], /oct-2025-lite\+shock-half|BTC/],
  ['3bn dollars of loops', ['unwind run oct-2025-lite --with loops-3bn'], /USDE traded at/],
  [
    'a 5x ETH long of my own on `a`',
    [
      'unwind position --kind perp --at a --asset ETH --side long --size 10 --leverage 5 --in oct-2025-lite --seeds 1..3',
    ],
    /surviv/,
  ],
  [
    'an exchange of my own with two coins',
    ['unwind new my-world --from exchange', 'unwind run my-world.yaml'],
    /FOO fell by .* and BAR by/,
  ],
  [
    'the low of USDe over 20 seeds as CSV',
    ['unwind study oct-2025-lite --seeds 1..20 --number markets.a.spot.USDE/USDT.low1mVwap --csv'],
    /^(.*\n){21}$/,
  ],
  ['use it as a library', ['node task.mjs'], /liquidated/],
  ['compare two runs', ['unwind compare oct-2025-lite oct-2025-lite+shock-half'], /page: out\/compare\.html/],
  [
    'why an account was liquidated',
    ['unwind trace out/my-world-1 --account my-long'],
    /mark-move[\s\S]*liquidation/,
  ],
  ['the largest depeg', ['unwind run oct-2025-lite'], /USDE traded at [\d.]+ on a/],
  [
    'resume a study',
    ['unwind study oct-2025-lite --seeds 1..20 --number markets.a.spot.USDE/USDT.low1mVwap --csv'],
    /^(.*\n){21}$/,
  ],
];

/** The first program of docs/reference/library.md, as a reader would copy it. */
function program() {
  const page = readFileSync('docs/reference/library.md', 'utf8');
  const [, code] = /```js\n([\s\S]*?)```/.exec(page);
  return `${code}\nconsole.log(summary.accounts[0].fate);\n`;
}

function run(dir, command) {
  const [name, ...rest] = command.split(' ');
  const args = name === 'unwind' ? ['node_modules/unwind/bin/unwind.mjs', ...rest] : rest;
  const done = spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0)
    throw new Error(`${command}: exit code ${done.status}\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [dir] = process.argv.slice(2);
  if (dir === undefined) throw new Error('usage: node scripts/tasks.mjs FOLDER');
  rmSync(join(dir, 'out'), { recursive: true, force: true });
  rmSync(join(dir, 'my-world.yaml'), { force: true });
  writeFileSync(join(dir, 'task.mjs'), program());
  for (const [task, commands, said] of TASKS) {
    const start = performance.now();
    const text = commands.map((command) => run(dir, command)).at(-1);
    const seconds = Math.round((performance.now() - start) / 1000);
    const verdict = said.test(text) ? 'done' : `NOT DONE:\n${text}`;
    console.log(`${task}: ${commands.length} of at most 3 commands, ${seconds} s, ${verdict}`);
    if (!said.test(text)) process.exitCode = 1;
  }
}
