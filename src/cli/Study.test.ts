import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe('study', () => {
  it('keeps one file a seed, and runs only what is missing, damaged or of another version', async () => {
    const out = join(dir, 'study');
    const argv = ['study', 'crash', '--seeds', '1..4', '--workers', '2', '--with', 'deep', '--out', out];
    const first = await unwind(argv);
    expect(first.code).toBe(0);
    expect(first.out).toContain('finished: 4 of 4 seeds');
    const names = readdirSync(out).sort();
    expect(names).toHaveLength(4);
    expect(names[0]).toMatch(/^[0-9a-f]{16}-1\+deep\.json$/);
    writeFileSync(join(out, names[1]!), '{"broken');
    writeFileSync(join(out, names[2]!), readFileSync(join(out, names[2]!), 'utf8').replace('1.2.3', '1.2.2'));
    const again = await unwind(argv);
    expect(again.err).toContain('2 of 4 seeds are finished, running 2');
    expect(again.out).toContain('finished: 4 of 4 seeds');
  });

  it('keeps the finished seeds on Ctrl-C', async () => {
    const out = join(dir, 'study');
    const done = await unwind(['study', 'crash', '--seeds', '1..9', '--workers', '1', '--out', out], 4);
    expect(done.code).toBe(130);
    const kept = readdirSync(out);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(9);
    expect(kept.every((name) => name.endsWith('.json'))).toBe(true);
  });

  it('reports a seed that breaks and goes on', async () => {
    writeFileSync(join(files, 'history', 'crash.yaml'), `${Toy.GOOD}breakAt: 5\n`);
    const done = await unwind(['study', 'crash', '--seeds', '1..2', '--out', join(dir, 'study')]);
    expect(done.code).toBe(1);
    expect(done.err.match(/broken invariant LOSS-1/g)).toHaveLength(2);
    expect(done.err).toContain('replay: unwind run crash --seed 2\n');
  });
});
