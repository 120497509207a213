import { expect, test } from 'vitest';
import * as Unwind from '../src/node.js';

/* What only a long scenario shows of the door: progress, and a fork that changes how collateral is priced. */
test('a run stops when its listener says so', () => {
  const seen: Unwind.Progress[] = [];
  const stopped = Unwind.run('oct-2025-lite', {
    onProgress: (progress) => {
      seen.push(progress);
      return true;
    },
  });
  expect(seen).toHaveLength(1);
  // The messages of the last event count too.
  const { events } = seen[0]!;
  expect(events).toBeGreaterThanOrEqual(500_000);
  expect(events).toBeLessThan(500_100);
  expect(stopped.summary).toMatchObject({ interrupted: true, events });
});

const finish = (world: Unwind.World) => {
  Unwind.advance(world);
  return Unwind.summary(world);
};

test('a fork of a night under way prices collateral by another index from then on', () => {
  const lite = Unwind.load('oct-2025-lite', { sets: ['end=2025-10-10T20:40:00Z'] });
  const world = Unwind.build(lite, 1);
  Unwind.advance(world, Unwind.instantUs(lite, '2025-10-10T20:30:00Z'));
  const under = Unwind.load('oct-2025-lite', {
    sets: ['end=2025-10-10T20:40:00Z'],
    with: ['redemption-index'],
  });
  const copy = Unwind.fork(world, under);
  const indexOf = (one: Unwind.World) => Unwind.series(one).columns['collateralIndex/a/USDE']!;
  const [own, redeemed] = [finish(world), finish(copy)];
  expect(redeemed).toMatchObject({
    conserved: true,
    interventions: ['redemption-index from 2025-10-10T20:30:00Z'],
  });
  expect(own.interventions).toEqual([]);
  expect(Unwind.audit(copy)).toEqual([]);
  const opening = world.loaded.scenario.start;
  const minute = (Date.parse('2025-10-10T20:30:00Z') - opening) / 60_000;
  expect(indexOf(copy).slice(0, minute - 1)).toEqual(indexOf(world).slice(0, minute - 1));
  expect(indexOf(copy).slice(minute + 1)).not.toEqual(indexOf(world).slice(minute + 1));
});
