import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Toy from '../../test/cast/Toy.js';
import * as Unwind from '../index.js';
import * as Files from './Files.js';
import * as Program from './Program.js';

let shell: Toy.Shell;
let dir: string;
const unwind = (argv: string[]) => Toy.unwind(shell, argv);

beforeEach(() => {
  shell = Toy.open();
  ({ dir } = shell);
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('compare, with any engine', () => {
  it('reads the folders of runs, prints the tables and writes one page', async () => {
    const [a, b, page] = [join(dir, 'a'), join(dir, 'b'), join(dir, 'new', 'page.html')];
    await unwind(['run', 'crash', '--out', a]);
    await unwind(['run', 'crash', '--set', 'length=3min', '--out', b]);
    const done = await unwind(['compare', a, b, '--out', page]);
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(/Lines .* series .* journal/);
    expect(done.out).toMatch(/a +│ 2 +│ 120 /);
    expect(done.out).toMatch(/b +│ 2 +│ 3 /);
    expect(done.out).toContain(`page: ${page}\n`);
    expect(readFileSync(page, 'utf8')).toBe('<!doctype html>');
    expect(readdirSync(join(dir, 'new'))).toEqual(['page.html']);
  });

  it('runs scenarios that are named, with interventions, beside the page; their tables go to stderr', async () => {
    const done = await unwind([
      'compare',
      'crash',
      'crash+deep',
      '--seed',
      '3',
      '--out',
      join(dir, 'o', 'c.html'),
    ]);
    expect(done.code).toBe(0);
    expect(readdirSync(join(dir, 'o')).sort()).toEqual(['c.html', 'crash-3', 'crash-3+deep']);
    expect(done.err).toContain('running crash+deep, seed 3\n');
    expect(done.out).not.toContain('lows by venue');
  });
});

describe('a mistake ends with 2, says what was found and expected, and writes nothing', () => {
  const page = () => join(dir, 'o', 'c.html');

  async function refused(argv: string[], message: RegExp): Promise<void> {
    const done = await unwind(['compare', ...argv, '--out', page()]);
    expect(done).toMatchObject({ code: 2, out: '' });
    expect(done.err).toMatch(message);
    expect(existsSync(join(dir, 'o'))).toBe(false);
  }

  it('one run, or none', async () => {
    await refused(['crash'], /command line:1:1 RUN: found "crash", expected two or more runs\. Remedy: /);
    expect((await unwind(['compare'])).code).toBe(2);
  });

  it('a folder that is not there, and a name that is none', async () => {
    await refused(
      [join(dir, 'nowhere'), 'crash'],
      /nowhere:1:1 RUN: found no such folder, expected .*Remedy: run /,
    );
    await refused(['crash', 'crsh'], /did you mean "crash"/);
    await refused(['crash', 'crash+depp'], /did you mean "deep"/);
    await refused(['crash', 'crash', '--seed', 'x'], /--seed: found "x"/);
    writeFileSync(join(dir, 'notes'), '');
    await refused(['crash', join(dir, 'notes')], /notes:1:1 RUN: found a file, expected the folder/);
  });

  it('a folder without its files, of another version, or damaged', async () => {
    const out = join(dir, 'run');
    mkdirSync(out);
    await refused(
      [out, 'crash'],
      /found a folder without summary\.json, expected the folder of a finished run/,
    );
    await unwind(['run', 'crash', '--out', out]);
    const path = join(out, 'summary.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('1.2.3', '1.0.0'));
    await refused(
      [out, 'crash'],
      /found a run of version 1\.0\.0, expected .* of version 1\.2\.3.*Remedy: run the/,
    );
    writeFileSync(path, '[]');
    await refused([out, 'crash'], /found a summary\.json without a version/);
    writeFileSync(path, text.slice(0, 9));
    await refused([out, 'crash'], /found a damaged summary\.json/);
    writeFileSync(path, text);
    const journal = join(out, 'journal.ndjson.gz');
    writeFileSync(journal, readFileSync(journal).subarray(0, 30));
    const cut = await unwind(['compare', out, out, '--out', page()]);
    expect(cut.code).toBe(2);
    expect(cut.err).toMatch(/found a damaged journal\.ndjson\.gz/);
    rmSync(journal);
    const gone = await unwind(['compare', out, out, '--out', page()]);
    expect(gone.err).toMatch(/found a folder without journal\.ndjson\.gz/);
  });

  it('a page that cannot be written', async () => {
    writeFileSync(join(dir, 'file'), '');
    for (const out of [join(dir, 'file', 'c.html'), dir]) {
      const done = await unwind(['compare', 'crash', 'crash', '--out', out]);
      expect(done).toMatchObject({ code: 2, out: '' });
      expect(done.err).toMatch(/--out: found .*, expected a file that can be written/);
    }
  });
});

describe('compare, with the engine', () => {
  /** Runs a command line with the real engine and the packaged scenarios. */
  async function real(argv: string[]) {
    let [out, err] = ['', ''];
    const terminal = {
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
      screen: false,
      nowMs: () => 0,
      onInterrupt: () => () => undefined,
    };
    const spawn = () => {
      throw new Error('no study here');
    };
    const code = await Program.run({ engine: Unwind, terminal, scenarios: Files.SCENARIOS, spawn }, argv);
    return { code, out, err };
  }

  /** The cells of a terminal table's row, without its name. */
  function row(text: string, name: string): string[] {
    const line = text.split('\n').find((one) => one.startsWith(`│ ${name} `));
    return (line ?? '')
      .split('│')
      .slice(2, 4)
      .map((cell) => cell.trim());
  }

  it('a gap that insurance pays against collateral sold from its own book: numbers by hand', async () => {
    const page = join(dir, 'o', 'c.html');
    const { code, out } = await real(['compare', 'insurance-drawn', 'own-book-index', '--out', page]);
    expect(code).toBe(0);
    expect(out).toMatch(/│ first fall .*\(\+6 s\)/);
    expect(row(out, 'confidence lost')).toEqual(['not observed, the run ends', 'not observed, the run ends']);
    // 85 008.50 sold, 14 991.50 below the open, of which 4991.50 was beyond the margin of 10 000.
    expect(row(out, 'perp liquidations')).toEqual(['66.7%; $10k lost of $85k', 'none']);
    expect(row(out, 'bad debt')[0]).toBe('33.3%; $4.99k lost of $4.99k');
    expect(row(out, 'collateral sales')[1]).toMatch(/\$571k$/);
    expect(row(out, 'insurance funds')[0]).toMatch(/^100%; \$4\.99k$/);
    const html = readFileSync(page, 'utf8');
    expect(html.replace(/<script>.*<\/script>/s, '')).not.toMatch(/NaN|undefined|Infinity/);
    expect(html).toContain('insurance-drawn-1 and own-book-index-1');
  });

  it('a summary that no run writes', async () => {
    const out = join(dir, 'run');
    await real(['run', 'funding', '--out', out]);
    const path = join(out, 'summary.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"losses"', '"lost"'));
    const done = await real(['compare', out, out, '--out', join(dir, 'c.html')]);
    expect(done).toMatchObject({ code: 2, out: '' });
    expect(done.err).toMatch(
      /summary\.json:1:1 losses: found .*, expected the summary of a run\. Remedy: run the/,
    );
    writeFileSync(path, text);
    writeFileSync(join(out, 'series.csv'), 'a,b\n');
    const other = await real(['compare', out, out, '--out', join(dir, 'c.html')]);
    expect(other.err).toMatch(/series\.csv:1:1: found another heading/);
  });
});
