import { expect, test } from 'vitest';
import * as Worlds from '../../test/cast/Worlds.js';
import * as Unwind from '../index.js';
import * as Bundles from './Bundles.js';
import * as Point from './Point.js';
import * as Shared from './Shared.js';
import * as Simulate from './Simulate.js';

const SHORT = 'end=2025-10-10T21:18:00Z';
const point = (...withs: string[]) =>
  Point.of(Unwind, Worlds.library(), 'oct-2025-lite', { sets: [SHORT], withs });
const member = (one: Point.Point): Shared.Member => ({ point: one, loaded: Point.load(Unwind, one) });

/** What a run told, without what the machine spent on it. */
function told(one: Simulate.Simulated | Simulate.Failure | undefined): unknown {
  if (one === undefined || !('summary' in one)) throw new Error('the run broke');
  const { wallMs: _, peakRssBytes: __, ...summary } = one.summary;
  return { ...one, summary, series: Object.values(one.series.columns) };
}

test('runs that share their beginning equal runs from nothing', { timeout: 240_000 }, () => {
  const members = [point(), point('rails-open'), point('adl-off')].map(member);
  const { results, savedEvents } = Shared.run(Unwind, members, 3, true);
  for (const [i, { loaded, point: one }] of members.entries())
    expect(told(results[i])).toEqual(told(Simulate.run(Unwind, loaded, one, 3)));
  const digests = results.map((one) => (one as Simulate.Simulated).summary.digest);
  expect(new Set(digests).size).toBe(3);
  expect(savedEvents).toBeGreaterThan(200_000);
});

test('a plan joins what branches and leaves the rest', () => {
  const points = [point(), point('rails-open'), point('adl-off'), point('makers-hold')];
  const keys = points.map(({ key }) => key);
  const lots = keys.map((key) => ({ point: key, seeds: [1, 2, 3] }));
  const some = [{ point: keys[0]!, seeds: [1, 2] }, ...lots.slice(1)];
  expect(Bundles.plan(Unwind, points, some)).toEqual([
    { point: keys[0], seeds: [1, 2], branches: { points: [keys[1], keys[2]], trunk: true } },
    { point: keys[0], seeds: [3], branches: { points: [keys[1], keys[2]], trunk: false } },
    { point: keys[3], seeds: [1, 2, 3] },
  ]);
});
