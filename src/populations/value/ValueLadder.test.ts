import { expect, test } from 'vitest';
import * as Streams from '../../base/Streams.js';
import * as ValueLadder from './ValueLadder.js';

const TERMS = { levels: 46, band: 0.02, density: 1e6 };

function ladders(count: number): ValueLadder.Ladder[] {
  const streams = Streams.create(3);
  return Array.from({ length: count }, (_, i) =>
    ValueLadder.draw(streams, Streams.open(streams, `ladder/${i}`), TERMS),
  );
}

const sum = (xs: Iterable<number>) => [...xs].reduce((total, x) => total + x, 0);

test('bids begin at the band, lie ever deeper, and never at nothing', () => {
  for (const { discount, usd } of ladders(200)) {
    expect(discount[0]).toBe(0.02);
    for (let level = 1; level < 46; level++) {
      expect(discount[level]).toBeGreaterThan(discount[level - 1]!);
      expect(discount[level]).toBeLessThan(1);
    }
    expect(Math.min(...usd)).toBeGreaterThan(0);
  }
});

test('all of them together hold the stated dollars per percent, between the band and nothing', () => {
  const totals = ladders(2000).map(({ usd }) => sum(usd));
  // 98 percent of discount at a million a percent. A ladder deviates by its few large rungs.
  expect(sum(totals) / 2000 / 98e6).toBeGreaterThan(0.95);
  expect(sum(totals) / 2000 / 98e6).toBeLessThan(1.05);
});

test('no price is a rung of many ladders, and the last rung lies anywhere', () => {
  const all = ladders(500);
  const cents = new Map<number, number>();
  for (const { discount } of all)
    for (const d of discount.subarray(1))
      cents.set(Math.round(d * 1000), (cents.get(Math.round(d * 1000)) ?? 0) + 1);
  const rungs = 500 * 45;
  const deep = [...cents].filter(([place]) => place > 300 && place < 990).map(([, count]) => count);
  expect(Math.max(...deep) / rungs).toBeLessThan(0.01);
  const last = all.map(({ discount }) => -Math.log(1 - discount[45]!)).sort((x, y) => x - y);
  expect(last[450]! - last[50]!).toBeGreaterThan(1);
});
