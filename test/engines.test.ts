import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Built from './cast/Built.js';
import * as Page from './cast/Page.js';
import * as Repository from './cast/Repository.js';

/* The same three runs, compiled once, on every engine of JavaScript at hand: the same digests of events and of outcomes. */
interface Found {
  readonly name: string;
  readonly digest: string;
  readonly outcomeDigest: string;
  readonly events: number;
}

const SCRIPT = join(Repository.ROOT, 'scripts', 'digests-node.mjs');
const run = promisify(execFile);
let index: string;
let here: readonly Found[];

/** The runs in a Node process of its own. */
async function inNode(before: readonly string[], after: readonly string[] = [], env = {}): Promise<Found[]> {
  const { stdout } = await run(process.execPath, [...before, SCRIPT, index, ...after], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as Found[];
}

beforeAll(async () => {
  index = join(dirname(Built.main()), '..', 'index.js');
  here = await inNode([]);
}, 120_000);

test('are runs in which something happens, and those of the golden digests', () => {
  const golden = JSON.parse(Repository.text('test/golden/digests.json')) as Record<
    string,
    { digest: string }
  >;
  expect(here.map(({ name }) => name)).toEqual([
    'unified-margin-call',
    'oct-2025-lite',
    'lending-liquidation',
  ]);
  expect(here[1]!.events).toBeGreaterThan(10_000);
  expect(new Set(here.flatMap(({ digest, outcomeDigest }) => [digest, outcomeDigest])).size).toBe(6);
  for (const { name, digest } of [here[0]!, here[2]!]) expect(digest, name).toBe(golden[name]!.digest);
});

describe('the digests are equal', () => {
  test('without a compiler to machine code', async () => {
    expect(await inNode(['--jitless'])).toEqual(here);
  });

  test.each([
    { TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  ])('in another time zone and language: $TZ, $LANG', async (env) => {
    expect(await inNode([], [], env)).toEqual(here);
  });

  test('in a worker thread', async () => {
    expect(await inNode([], ['--worker'])).toEqual(here);
  });

  // Skipped where no chromium is installed; .ci/run installs it.
  test.skipIf(Page.BROWSER === undefined)('in a page of a headless Chromium', async () => {
    const { texts } = (await import(SCRIPT)) as { texts(): Record<string, string> };
    const expression = `(async () => {
      const [Engine, { digests }] = await Promise.all([import('/dist/index.js'), import('/scripts/digests.mjs')]);
      return digests(Engine, ${JSON.stringify(texts())});
    })()`;
    expect(await Page.evaluate(dirname(index), expression)).toEqual(here);
  });
});
