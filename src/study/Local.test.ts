import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Unwind from '../index.js';
import * as Job from './Job.js';
import * as Local from './Local.js';
import * as Part from './Part.js';
import * as Point from './Point.js';
import * as Recheck from './Recheck.js';
import * as Resume from './Resume.js';
import type { Runner } from './Runner.js';
import * as Store from './Store.js';

let dir: string;
let store: Store.Store;
let point: Point.Point;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'unwind-local-'));
  store = await Store.open(Unwind, dir);
  point = Point.of(Unwind, Worlds.library(), 'isolated-liquidation', { sets: [], withs: [] });
  await Point.save(store, point);
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

const tables = Part.TABLES;
const wanted = () => [{ point: point.key, seeds: [1, 2, 3, 4, 5, 6] }];

/** Runs in this thread; seed 3 ends it, as running out of memory would. */
function runner(dies: number | undefined, again?: string): Runner {
  const cache: Job.Cache = new Map();
  let seed: number | undefined;
  const begin = (next: number) => {
    seed = next;
    if (next === dies) throw new Error('the thread ended: out of memory');
  };
  return {
    run: (job) => Job.run(Unwind, store, cache, job, begin),
    check: async (job) => ({
      again: again ?? (await Job.rerun(Unwind, store, cache, job)),
      stored: await Job.stored(store, job),
    }),
    seed: () => seed,
    stop: async () => undefined,
  };
}

function request(spawn: () => Runner, percent: number): Local.Request {
  const common = { engine: Unwind, store, tables, percent, spawn, runsPerJob: 4, workers: 2 };
  return { ...common, stopped: new Promise(() => undefined), onOutcome: () => undefined };
}

describe('a local study', () => {
  test('runs everything once and compares what is run again', async () => {
    expect(
      await Local.drain(
        request(() => runner(undefined), 100),
        wanted(),
      ),
    ).toBe(true);
    const state = await Resume.state(store, tables, wanted());
    expect([state.done, state.failed, state.parts.map(Part.id)]).toEqual([
      6,
      0,
      [`${point.key}-1-4`, `${point.key}-5-6`],
    ]);
    expect((await Recheck.done(store)).size).toBe(2);
    expect(await Recheck.stopped(store)).toBeUndefined();
  });

  test('stops where a part run again comes out different', async () => {
    expect(
      await Local.drain(
        request(() => runner(undefined, 'other'), 100),
        wanted(),
      ),
    ).toBe(false);
    expect(await Recheck.stopped(store)).toMatch(
      /^the part [0-9a-f]{16}-\d-\d has digest [0-9a-f]{16}, run again it has other$/,
    );
  });

  test('a damaged table is a difference', async () => {
    await Local.drain(
      request(() => runner(undefined), 0),
      wanted(),
    );
    const part = { point: point.key, from: 1, to: 4 };
    const path = Part.path('numbers', part);
    await store.write(path, Buffer.concat([(await store.read(path))!, Buffer.from([0])]));
    const job = { ...part, store: store.url, tables };
    expect(await Recheck.run(store, runner(undefined), job, 'test')).toBe(false);
  });

  test('a seed that ends its thread twice is set aside with its command, and the others are run', async () => {
    await Local.drain(
      request(() => runner(3), 0),
      wanted(),
    );
    const state = await Resume.state(store, tables, wanted());
    expect([state.done, state.failed, state.missing]).toEqual([5, 1, []]);
    const [failure] = await Resume.failures(store, wanted());
    expect(failure).toMatchObject({ seed: 3, code: 1, command: 'unwind run isolated-liquidation --seed 3' });
    expect(failure!.text).toContain('out of memory, 2 times');
    await Resume.retry(store, wanted());
    expect((await Resume.state(store, tables, wanted())).missing).toEqual([{ point: point.key, seeds: [3] }]);
  });

  test('another version or build of the engine is refused', async () => {
    const path = `points/${point.key}.json`;
    const other = readFileSync(join(dir, path), 'utf8').replace(point.build, '0123456789ab');
    await store.write(path, Buffer.from(other));
    const refused = Local.drain(
      request(() => runner(undefined), 0),
      wanted(),
    );
    await expect(refused).rejects.toThrow(
      /found version .*, expected version .* \(0123456789ab\), which began this study/,
    );
  });
});
