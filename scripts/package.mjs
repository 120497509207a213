// Packs the package and looks at it as a stranger does: publint and attw on the tarball, then an empty folder in which it is
// installed, where the examples and the command must run.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const bin = (path) => [process.execPath, resolve('node_modules', path)];

/** Runs a command; ends with its output where it fails. */
function run(what, [command, ...args], cwd = '.') {
  console.log(`- ${what}`);
  const done = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (done.status === 0) return done.stdout;
  console.error(`${done.stdout}${done.stderr}${done.error ?? ''}`);
  process.exit(1);
}

const dir = mkdtempSync(join(tmpdir(), 'unwind-package-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
run('npm pack', ['npm', 'pack', '--pack-destination', dir]);
const [name] = readdirSync(dir);
const tarball = join(dir, name);
run('publint', [...bin('publint/src/cli.js'), 'run', tarball, '--strict']);
// The package has modules only: resolutions that need `require` are left out.
const attw = bin('@arethetypeswrong/cli/dist/index.js');
run('attw', [...attw, tarball, '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', './schema/*']);

const empty = join(dir, 'empty');
cpSync('examples', join(empty, 'examples'), { recursive: true });
writeFileSync(join(empty, 'package.json'), '{ "type": "module", "private": true }\n');
run('npm install of the tarball', ['npm', 'install', '--no-audit', '--no-fund', tarball], empty);
const examples = readdirSync(join(empty, 'examples')).filter((file) => file.endsWith('.mjs'));
if (examples.length !== 5) throw new Error(`${examples.length} examples instead of 5`);
for (const file of examples) run(file, [process.execPath, join('examples', file)], empty);
const unwind = [process.execPath, 'node_modules/unwind/bin/unwind.mjs'];
run('unwind list', [...unwind, 'list'], empty);
run('unwind run', [...unwind, 'run', 'insurance-drawn'], empty);
run('unwind compare', [...unwind, 'compare', 'adl-queue', 'adl-pro-rata'], empty);
const study = ['study', 'isolated-liquidation', '--seeds', '1..4', '--workers', '1', '--csv'];
const lines = run('unwind study', [...unwind, ...study], empty)
  .trim()
  .split('\n');
if (lines.length !== 5) throw new Error(`a study of 4 seeds gave ${lines.length} lines`);
console.log(`${name}: sound`);
