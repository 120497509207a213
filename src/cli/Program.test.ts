import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Toy from '../../test/cast/Toy.js';

let shell: Toy.Shell;
let dir: string;
let files: string;
const unwind = (argv: string[], interruptAfter?: number) => Toy.unwind(shell, argv, interruptAfter);

beforeEach(() => {
  shell = Toy.open();
  ({ dir, files } = shell);
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('run', () => {
  it('writes a whole folder and prints who fell, what was forced, who paid', async () => {
    const out = join(dir, 'new', 'run');
    const done = await unwind(['run', 'crash', '--seed', '7', '--out', out]);
    expect(done).toMatchObject({ code: 0 });
    expect(readdirSync(out).sort()).toEqual([
      'journal.ndjson.gz',
      'report.html',
      'series.csv',
      'summary.json',
    ]);
    expect(readdirSync(join(dir, 'new'))).toEqual(['run']);
    const journal = gunzipSync(readFileSync(join(out, 'journal.ndjson.gz')))
      .toString()
      .trimEnd()
      .split('\n');
    expect(journal).toHaveLength(120);
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toMatchObject({
      seed: 7,
      events: 120,
      interrupted: false,
    });
    expect(readFileSync(join(out, 'series.csv'), 'utf8')).toBe('minute,price\n0,1\n');
    expect(done.out).toMatch(/^ALT fell\.\n\n10 Oct 21:15 UTC {2}low\n\n/);
    expect(done.out).toMatch(/BTC\/USDT +│ +50 │ +50% │/);
    expect(done.err).toMatch(/of 02:00 simulated, \d+ events, \d+ events\/s, worst a ALT\/USDT -50\.0%/);
  });

  it('prints only the summary with --json', async () => {
    const done = await unwind(['run', 'crash', '--json', '--out', join(dir, 'run')]);
    expect(JSON.parse(done.out)).toMatchObject({ scenario: 'crash', seed: 1 });
  });

  it('applies --with and --set, and replaces an older run but nobody’s files', async () => {
    const out = join(dir, 'run');
    const argv = ['run', 'crash', '--with', 'deep', '--set', 'length=3min', '--out', out];
    expect((await unwind(argv)).code).toBe(0);
    writeFileSync(join(out, 'stale'), '');
    expect((await unwind(argv)).code).toBe(0);
    expect(existsSync(join(out, 'stale'))).toBe(false);
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).events).toBe(3);
    const mine = await unwind(['run', 'crash', '--out', files]);
    expect(mine).toMatchObject({ code: 2 });
    expect(mine.err).toContain('found something that is not a run');
    expect(existsSync(join(files, 'history', 'crash.yaml'))).toBe(true);
  });

  it('keeps what exists on Ctrl-C', async () => {
    const out = join(dir, 'run');
    const done = await unwind(['run', 'crash', '--out', out], 10);
    expect(done.code).toBe(130);
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
    expect(summary.interrupted).toBe(true);
    expect(summary.events).toBeLessThan(120);
    const journal = gunzipSync(readFileSync(join(out, 'journal.ndjson.gz')))
      .toString()
      .trimEnd()
      .split('\n');
    expect(journal).toHaveLength(summary.events);
  });

  it('says what the auditor found when money is not conserved, and keeps the run for inspection', async () => {
    writeFileSync(join(files, 'history', 'crash.yaml'), `${Toy.GOOD}leak: true\n`);
    const done = await unwind(['run', 'crash', '--out', join(dir, 'run')]);
    expect(done.code).toBe(1);
    expect(done.err).toContain('1 findings of the auditor\nCONSERVE-1: one atom\n');
    expect(done.out).toContain('MONEY IS NOT CONSERVED');
    expect(existsSync(join(dir, 'run', 'summary.json'))).toBe(true);
  });

  it('says how to break it again when an invariant breaks, and leaves nothing', async () => {
    writeFileSync(join(files, 'history', 'crash.yaml'), `${Toy.GOOD}breakAt: 50\n`);
    const done = await unwind([
      'run',
      'crash',
      '--seed',
      '3',
      '--set',
      'title=my run',
      '--out',
      join(dir, 'deep', 'run'),
    ]);
    expect(done.code).toBe(1);
    expect(done.err).toContain('broken invariant LOSS-1: ');
    expect(done.err).toMatch(
      /run: crash, scenario digest [0-9a-f]{16}, seed 3, version 1\.2\.3, interventions none/,
    );
    expect(done.err).toContain('event: 50\n');
    expect(done.err).toContain("replay: unwind run crash --seed 3 --set 'title=my run'\n");
    expect(readdirSync(dir)).toEqual(['scenarios']);
  });
});

describe('list, check, trace', () => {
  it('list names everything with its title', async () => {
    const { out, code } = await unwind(['list']);
    expect(code).toBe(0);
    expect(out).toBe(
      'history\n  crash  A crash\npresets\n  usual\ninterventions\n  deep  Deep\n          more depth\n',
    );
  });

  it('list tells the first sentence of what a scenario is about', async () => {
    const path = join(files, 'history', 'crash.yaml');
    writeFileSync(
      path,
      `${readFileSync(path, 'utf8')}about: >\n  A bank falls\n  at noon. Watch the\n  queue.\n`,
    );
    const { out } = await unwind(['list']);
    expect(out).toContain('  crash  A crash\n           A bank falls at noon.\npresets');
  });

  it('describe tells of one parameter of a scenario', async () => {
    expect(await unwind(['describe', 'depth', '--in', 'crash'])).toMatchObject({
      code: 0,
      out: 'depth of crash\n',
    });
    expect(await unwind(['describe', 'depth', '--in', 'crsh'])).toMatchObject({ code: 2, out: '' });
  });

  it('check accepts a valid file and help is no mistake', async () => {
    expect((await unwind(['check', 'crash'])).out).toMatch(/^crash: valid, scenario digest [0-9a-f]{16}\n$/);
    expect((await unwind(['--help'])).code).toBe(0);
    expect((await unwind(['--version'])).out).toBe('1.2.3\n');
  });

  it('trace reads the journal of a run, and refuses a damaged one and an unknown id', async () => {
    const out = join(dir, 'run');
    await unwind(['run', 'crash', '--out', out]);
    expect((await unwind(['trace', out, '2'])).out.split('\n')).toHaveLength(3);
    expect((await unwind(['trace', out, '99'])).code).toBe(2);
    expect((await unwind(['trace', out, '--kind', 'tick', '--symbol', 'BTC'])).out).toContain('#1\n#2\n');
    expect((await unwind(['trace', out, '--kind', 'none'])).out).toBe('no row of the journal matches\n');
    for (const wrong of [[], ['2', '--kind', 'tick'], ['--at', '25 o’clock'], ['--account', 'nobody']])
      expect((await unwind(['trace', out, ...wrong])).code).toBe(2);
    const path = join(out, 'journal.ndjson.gz');
    writeFileSync(path, readFileSync(path).subarray(0, 40));
    const cut = await unwind(['trace', out, '2']);
    expect(cut).toMatchObject({ code: 2 });
    expect(cut.err).toContain('expected a whole gzip file');
  });
});

const BUILT = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

it.skipIf(!existsSync(BUILT))('the built command exits 2 on a mistake and leaves nothing', () => {
  const path = join(dir, 'bad.yaml');
  writeFileSync(path, 'title: a\ntitle: b\n');
  const done = spawnSync(process.execPath, [BUILT, 'run', path], { cwd: dir, encoding: 'utf8' });
  expect(done.status).toBe(2);
  expect(done.stderr).toContain('bad.yaml:2:1');
  expect(readdirSync(dir).sort()).toEqual(['bad.yaml', 'scenarios']);
});
