import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Toy from '../../test/cast/Toy.js';

let shell: Toy.Shell;
let dir: string;
const unwind = (argv: string[], interruptAfter?: number) => Toy.unwind(shell, argv, interruptAfter);

beforeEach(() => {
  shell = Toy.open();
  ({ dir } = shell);
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a mistake ends with 2, says path, line, found, expected and remedy, and writes nothing', () => {
  const cases: [name: string, text: string, message: RegExp][] = [
    [
      'unknown key',
      `${Toy.GOOD}deph: 1\n`,
      /x\.yaml:5:1 deph: found the unknown key "deph", expected a known key\. Remedy: did you mean "depth"/,
    ],
    [
      'wrong unit',
      Toy.GOOD.replace('2h', '2 USD'),
      /x\.yaml:2:9 length: found "2 USD", expected a duration.* Remedy: write a number and one of/,
    ],
    [
      'negative size',
      Toy.GOOD.replace('3M', '-3M'),
      /x\.yaml:3:8 depth: found "-3M USD", expected dollars.* Remedy: drop the sign/,
    ],
    [
      'weight above 1',
      Toy.GOOD.replace('0.9', '1.9'),
      /x\.yaml:4:9 weight: found 1\.9, expected a ratio from 0 to 1.* Remedy: did you mean/,
    ],
    [
      'missing preset',
      `${Toy.GOOD}preset: usal\n`,
      /x\.yaml:5:9 preset: found the unknown name "usal", expected a name.* Remedy: did you mean "usual"/,
    ],
    [
      'duplicate key',
      `${Toy.GOOD}title: x\n`,
      /x\.yaml:5:1: found duplicate key .*expected each key once\. Remedy: keep one/,
    ],
  ];

  it.each(cases)('%s', async (_, text, message) => {
    const path = join(dir, 'x.yaml');
    writeFileSync(path, text);
    for (const argv of [
      ['check', path],
      ['run', path, '--out', join(dir, 'o', 'run')],
      ['study', path, '--seeds', '1..2', '--out', join(dir, 'o')],
    ]) {
      const done = await unwind(argv);
      expect(done).toMatchObject({ code: 2, out: '' });
      expect(done.err).toMatch(message);
    }
    expect(readdirSync(dir).sort()).toEqual(['scenarios', 'x.yaml']);
  });

  it('unreadable and missing file', async () => {
    mkdirSync(join(dir, 'folder.yaml'));
    const folder = await unwind(['check', join(dir, 'folder.yaml')]);
    expect(folder).toMatchObject({ code: 2 });
    expect(folder.err).toMatch(
      /folder\.yaml:1:1: found EISDIR.*, expected a readable file\. Remedy: check that it is a file/,
    );
    const missing = await unwind(['check', join(dir, 'none.yaml')]);
    expect(missing.code).toBe(2);
    expect(missing.err).toMatch(
      /none\.yaml:1:1.*: found no file ".*none\.yaml", expected a file that exists\. Remedy: check the path/,
    );
    expect((await unwind(['check', '../history/crash'])).code).toBe(2);
  });

  it('unwritable output, before the run starts', async () => {
    writeFileSync(join(dir, 'file'), '');
    for (const argv of [
      ['run', 'crash', '--out', join(dir, 'file', 'run')],
      ['run', 'crash', '--out', join(dir, 'file')],
      ...(process.platform === 'linux' ? [['run', 'crash', '--out', '/proc/unwind/run']] : []),
      ['study', 'crash', '--seeds', '1..2', '--out', join(dir, 'file')],
    ]) {
      const done = await unwind(argv);
      expect(done).toMatchObject({ code: 2, out: '' });
      expect(done.err).toMatch(/:1:1 --out: found .*, expected .*\. Remedy: choose another --out/);
    }
    expect(readdirSync(dir).sort()).toEqual(['file', 'scenarios']);
  });

  it.each([
    [['run', 'crsh'], /did you mean "crash"/],
    [['run', 'crash', '--with', 'depp'], /did you mean "deep"/],
    [['run', 'crash', '--set', 'dept=1'], /--set dept=1:1:1 dept: found no "dept".*did you mean "depth"/],
    [['run', 'crash', '--set', 'depth=-1 USD'], /--set depth=-1 USD:1:7 depth: found "-1 USD"/],
    [['run', 'crash', '--seed', '-1'], /--seed: found "-1", expected a whole number/],
    [['study', 'crash', '--seeds', '5..1'], /--seeds: found "5\.\.1", expected a range/],
    [['study', 'crash', '--seeds', '1', '--workers', '0'], /--workers: found "0"/],
    [['run'], /missing required argument/],
    [['run', 'crash', '--sed', '1'], /unknown option/],
    [['trace', '/nowhere', '1'], /DIR: found "\/nowhere"/],
    [['trace', '/nowhere', 'x'], /ID: found "x"/],
  ])('%j', async (argv, message) => {
    const done = await unwind(argv);
    expect(done.code).toBe(2);
    expect(done.err).toMatch(message);
  });
});
