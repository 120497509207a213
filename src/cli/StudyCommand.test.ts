import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Parts of the runs table, damaged files and others left out. */
const parts = (out: string): string[] => readdirSync(join(out, 'runs')).sort();

describe('study', () => {
  it('keeps one part a job, and runs only what is missing or damaged', async () => {
    const out = join(dir, 'study');
    const one = ['--runs-per-job', '1', '--workers', '2', '--with', 'deep', '--out', out];
    const argv = ['study', 'crash', '--seeds', '1..4', ...one];
    const first = await unwind(argv);
    expect(first.err).toContain('0 of 4 runs are finished, 4 to run\n');
    expect(first.code).toBe(0);
    expect(first.out).toContain('finished: 4 of 4 runs');
    const names = parts(out);
    expect(names).toHaveLength(4);
    expect(names[0]).toMatch(/^[0-9a-f]{16}-1-1\.parquet$/);
    // A file without its end, and a part of which one table is gone.
    truncateSync(join(out, 'numbers', names[1]!), 40);
    rmSync(join(out, 'forced', names[2]!));
    const again = await unwind(argv);
    expect(again.err).toContain('1 damaged parts are run again\n2 of 4 runs are finished, 2 to run');
    expect(again.out).toContain('finished: 4 of 4 runs');
    expect(parts(out)).toEqual(names);
  });

  it('gives its seeds to the report of a run with the same changes, and to no other', async () => {
    const study = join(dir, 'study');
    await unwind(['study', 'crash', '--seeds', '1..3', '--with', 'deep', '--out', study]);
    const out = join(dir, 'run');
    const argv = ['run', 'crash', '--out', out];
    expect(await unwind([...argv, '--with', 'deep', '--study', study])).toMatchObject({ code: 0 });
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('3 seeds');
    expect(await unwind(argv)).toMatchObject({ code: 0 });
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('0 seeds');
    for (const [folder, remedy] of [
      [study, 'run unwind study with the same scenario, --with and --set'],
      [join(dir, 'nowhere'), 'run unwind study first'],
    ] as const) {
      const done = await unwind([
        'run',
        'crash',
        '--set',
        'weight=0.5',
        '--out',
        join(dir, 'never'),
        '--study',
        folder,
      ]);
      expect(done).toMatchObject({ code: 2, out: '' });
      expect(done.err).toContain(`--study: found "${folder}", expected the folder of a study`);
      expect(done.err).toContain(`Remedy: ${remedy}`);
    }
    expect(readdirSync(dir)).not.toContain('never');
  });

  it('keeps the numbers of the reality check with each seed, for tables over the folder', async () => {
    const out = join(dir, 'study');
    await unwind(['study', 'crash', '--seeds', '1..3', '--out', out]);
    expect(await unwind(['validate', out])).toMatchObject({ code: 0, out: '3 runs, deep is "Deep"\n' });
    const page = join(dir, 'page.md');
    const marks = ['<!-- generated tables: unwind validate -->', '<!-- end of generated tables -->'];
    writeFileSync(page, `before\n${marks[0]}\nold\n${marks[1]}\nafter\n`);
    await unwind(['validate', out, '--into', page]);
    const text = readFileSync(page, 'utf8');
    expect(text).toBe(`before\n${marks[0]}\n\n3 runs, deep is "Deep"\n\n${marks[1]}\nafter\n`);
    writeFileSync(page, 'no marks');
    expect(await unwind(['validate', out, '--into', page])).toMatchObject({ code: 2 });
    expect(readFileSync(page, 'utf8')).toBe('no marks');
    const nowhere = await unwind(['validate', join(dir, 'nowhere')]);
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toMatch(
      /DIR: found ".*nowhere", expected the folder of a study of version 1\.2\.3 \([0-9a-f]{12}\)\. Remedy: /,
    );
  });

  it('fails when money is not conserved, and still keeps the seed', async () => {
    writeFileSync(join(files, 'history', 'crash.yaml'), `${Toy.GOOD}leak: true\n`);
    const out = join(dir, 'study');
    const done = await unwind(['study', 'crash', '--seeds', '1..2', '--out', out]);
    expect(done.code).toBe(1);
    expect(done.err.match(/ {2}seed \d: CONSERVE-1: one atom/g)).toHaveLength(2);
    expect(parts(out)).toHaveLength(2);
    // Nothing is left to run, and the fault is still there.
    const again = await unwind(['study', 'crash', '--seeds', '1..2', '--out', out]);
    expect(again.code).toBe(1);
    expect(again.err).toContain('money is not conserved in seeds 1, 2\n');
  });

  it('keeps the finished seeds on Ctrl-C', async () => {
    const out = join(dir, 'study');
    const done = await unwind(
      ['study', 'crash', '--seeds', '1..9', '--runs-per-job', '1', '--workers', '1', '--out', out],
      4,
    );
    expect(done.code).toBe(130);
    const kept = parts(out);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(9);
    expect(done.err).toContain('interrupted: the same command goes on with the rest\n');
  });

  it('reports a seed that breaks and goes on', async () => {
    writeFileSync(join(files, 'history', 'crash.yaml'), `${Toy.GOOD}breakAt: 5\n`);
    const done = await unwind(['study', 'crash', '--seeds', '1..2', '--out', join(dir, 'study')]);
    expect(done.code).toBe(1);
    expect(done.err.match(/broken invariant LOSS-1/g)).toHaveLength(2);
    expect(done.err).toContain('replay: unwind run crash --seed 2\n');
  });

  it('varies values and interventions, and prints a line a run or a curve', async () => {
    const out = join(dir, 'study');
    const argv = ['study', 'crash', '--seeds', '1..3', '--out', out, '--vary', 'weight=0.5,0.7'];
    const csv = await unwind([...argv, '--vary', 'with=none,deep', '--csv', '--number', 'btcFall']);
    const lines = csv.out.trimEnd().split('\n');
    expect([lines[0], lines.length]).toEqual(['weight,with,seed,btcFall', 13]);
    expect(lines).toContain('0.7,deep,3,0.5');
    const curve = await unwind([...argv, '--number', 'liquidations.byVenue.a.accounts']);
    expect(curve.err).toContain('6 of 6 runs are finished, 0 to run\n');
    expect(curve.out).toMatch(/0\.7 +│ liquidations\.byVenue\.a\.accounts │ +3 │ +1200 │ +1200 │ +1200 │/);
    const unknown = await unwind([...argv, '--number', 'liquidations.venue.accounts']);
    expect(unknown.code).toBe(2);
    // A wrong name shows before the first run, and is refused when no run has it.
    const more = ['study', 'crash', '--seeds', '7', '--out', out];
    const long = await unwind([...more, '--number', 'liquidations.venue.accounts']);
    expect(long.err).toMatch(
      /0 of 1 runs are finished, 1 to run\n--number liquidations\.venue\.accounts: the world has no such number when it opens\. The nearest: liquidations\.byVenue\.a\.accounts, /,
    );
    expect(unknown.err).toMatch(/--number: found .*such as liquidations\.byVenue\.a\.accounts, /);
  });

  it('runs a piece of a study, and the pieces are the whole', async () => {
    const out = join(dir, 'study');
    const argv = ['study', 'crash', '--seeds', '1..7', '--runs-per-job', '2', '--out', out];
    for (const piece of ['1/3', '2/3', '3/3'])
      expect((await unwind([...argv, '--shard', piece])).code).toBe(0);
    expect((await unwind(argv)).err).toBe('7 of 7 runs are finished, 0 to run\n');
    const mistakes = [
      ['--shard', '4/3'],
      ['--recheck', '101'],
      ['--tables', 'all'],
      ['--vary', 'weight'],
      ['--on', 'ftp://x'],
    ];
    for (const wrong of mistakes)
      expect([wrong, (await unwind([...argv, ...wrong])).code]).toEqual([wrong, 2]);
  });

  it('sets aside what breaks, with its command, until it is asked again', async () => {
    writeFileSync(join(files, 'history', 'crash.yaml'), `${Toy.GOOD}breakAt: 5\n`);
    const argv = ['study', 'crash', '--seeds', '1..2', '--out', join(dir, 'study')];
    await unwind(argv);
    const again = await unwind(argv);
    expect(again.code).toBe(1);
    expect(again.err).toBe(
      '0 of 2 runs are finished, 0 to run\nset aside: unwind run crash --seed 1\nset aside: unwind run crash --seed 2\nrun what is set aside again with --retry\n',
    );
    expect((await unwind([...argv, '--retry'])).err.match(/broken invariant LOSS-1/g)).toHaveLength(2);
  });

  it('answers SQL, and tells what it does not understand', async () => {
    const out = join(dir, 'study');
    await unwind([
      'study',
      'crash',
      '--seeds',
      '1..3',
      '--out',
      out,
      '--set',
      'weight=0.5',
      '--tables',
      'runs',
    ]);
    const sql = 'select seed, weight, btcFall, (select count(*) from forced) f from runs order by seed';
    const answer = await unwind(['query', out, sql, '--csv']);
    expect(answer.out).toBe('seed,weight,btcFall,f\n1,0.5,0.5,0\n2,0.5,0.5,0\n3,0.5,0.5,0\n');
    expect((await unwind(['query', out, 'select sum(seed) from runs'])).out).toMatch(/│ 6 +│/);
    expect(await unwind(['query', out, 'selec'])).toMatchObject({ code: 2, out: '' });
    expect(await unwind(['query', join(dir, 'nowhere'), sql])).toMatchObject({ code: 2 });
  });
});
