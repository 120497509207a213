import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as JournalWriter from '../src/kernel/JournalWriter.js';
import * as Advance from '../src/run/Advance.js';
import { expectGolden } from './cast/Golden.js';
import * as Worlds from './cast/Worlds.js';

/** A run that starts after the first post: it lies beyond the end, because nothing happens before the start. */
const NO_FIRST_POST = ['news.first-post', 'exogenous.first-cut'].flatMap((path) => [
  `${path}.from=2025-10-11T00:00:00Z`,
  `${path}.to=2025-10-11T00:10:00Z`,
]);

/*
 * The digest of every golden scenario: of all events, and of all journal lines. A change that only moves code leaves
 * them as they are; a change of behavior takes the new ones over with GOLDEN=update, and its commit says why.
 */
const GOLDEN: readonly (readonly [name: string, ...sets: string[]])[] = [
  ...Worlds.library()
    .names('primer')
    .map((name) => [name] as const),
  ['oct-2025-lite'],
  ['luna-2022', 'end=2022-05-02T00:00:00Z'],
  ['luna-2021-05', 'end=2021-05-19T16:00:00Z'],
  ['oct-2025', 'start=2025-10-10T20:50:00Z', 'end=2025-10-10T21:05:00Z', ...NO_FIRST_POST],
];

interface Outcome {
  readonly digest: string;
  readonly events: number;
  readonly journal: string;
}

function run(name: string, sets: readonly string[]): Outcome {
  const world = Worlds.open(name, { sets });
  const { engine } = world;
  const journal = createHash('sha256');
  const read = () => {
    for (const line of JournalWriter.drain(engine.journal)) journal.update(`${line}\n`);
  };
  while (!Advance.advance(world, Number.POSITIVE_INFINITY, 1e6)) read();
  read();
  return {
    digest: Worlds.digest(world),
    events: engine.kernel.events,
    journal: journal.digest('hex').slice(0, 16),
  };
}

describe('golden digests', () => {
  const found: Record<string, Outcome> = {};

  test.each(GOLDEN)('%s runs to its end', { timeout: 300_000 }, (name, ...sets) => {
    const outcome = run(name, sets);
    found[[name, ...sets].join(' ')] = outcome;
    expect(outcome.events).toBeGreaterThan(0);
  });

  test('are as before', () => {
    const all = GOLDEN.map((one) => one.join(' '));
    expect(Object.keys(found), 'a run failed or was left out: nothing is compared or written').toEqual(all);
    expectGolden('digests.json', `${JSON.stringify(found, null, 1)}\n`);
  });
});
