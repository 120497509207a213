import { expect, test } from 'vitest';
import * as RandomWorlds from '../../test/cast/RandomWorlds.js';
import * as Digest from '../base/Digest.js';
import * as Advance from './Advance.js';
import * as Waiting from './Waiting.js';
import * as Sums from './WaitingSums.js';

test('a move has a place by the whole percent at which it ends', () => {
  expect([-0.001, -0.01, -0.0101, -0.99, 0.01, 0.011, 1].map(Sums.place)).toEqual([
    0, 0, 1, 98, 100, 101, 199,
  ]);
  expect(Sums.place(1.01)).toBe(-1);
  expect(Sums.place(Number.NaN)).toBe(-1);
});

const total = (waiting: Waiting.Found, key: 'positionsUsd' | 'accountsUsd' | 'loansUsd') =>
  waiting.assets.flatMap(({ steps }) => steps).reduce((usd, step) => usd + step[key], 0);

test('holds every isolated position once, at the step of its trigger, and changes nothing', () => {
  let accounts = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const world = RandomWorlds.build(seed);
    const { engine } = world;
    Advance.advance(world, engine.endUs / 10, 1e6);
    const before = [...engine.ledger.balance];
    const digest = Digest.hex(engine.kernel.digest);
    const found = Waiting.of(engine);
    let usd = 0;
    for (const { market: id, lots, trigger, count } of engine.crowds)
      for (let row = 0; row < count; row++) {
        const { lot, mark } = engine.markets[id]!;
        const price = mark!.mark;
        if (lots[row] !== 0 && trigger[row]! <= 2 * price) usd += Math.abs(lots[row]!) * lot * price;
      }
    const steps = found.assets.reduce((sum, one) => sum + one.steps.length, 0);
    expect(Math.abs(total(found, 'positionsUsd') - usd)).toBeLessThanOrEqual(steps + 1);
    accounts += total(found, 'accountsUsd');
    expect([...engine.ledger.balance]).toEqual(before);
    expect(Digest.hex(engine.kernel.digest)).toBe(digest);
  }
  expect(accounts).toBeGreaterThan(0);
});

test('the summary of a run holds the map as of the last probe before the first news', () => {
  const world = RandomWorlds.build(1);
  const { engine } = world;
  Advance.advance(world, engine.endUs, 1e7);
  const at = Date.parse(world.recorder.waiting!.at) - engine.startMs;
  const first = engine.news.atUs[0] ?? Number.POSITIVE_INFINITY;
  expect(at * 1000).toBeLessThanOrEqual(Math.max(first, 20e6));
});
