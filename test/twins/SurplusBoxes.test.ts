import { expect, test } from 'vitest';
import * as SurplusBoxes from '../../bench/surplus/SurplusBoxes.js';
import * as Streams from '../../src/base/Streams.js';

const INSTRUMENTS = 20;

test('levels grow with the surplus, and less than a thousandth of the position has no box', () => {
  expect(SurplusBoxes.levelOf(0.0009)).toBe(0);
  expect(SurplusBoxes.levelOf(0.001)).toBe(1);
  expect(SurplusBoxes.levelOf(1e300)).toBe(SurplusBoxes.LEVELS - 1);
  let before = 0;
  for (let share = 0.0005; share < 2; share *= 1.01) {
    const level = SurplusBoxes.levelOf(share);
    expect(level - before === 0 || level - before === 1).toBe(true);
    before = level;
  }
  expect(before).toBe(SurplusBoxes.LEVELS - 1);
});

test('adding up the largest moves never hides a price outside its box', () => {
  const streams = Streams.create(3);
  const id = Streams.open(streams, 'walk');
  const price = new Float64Array(INSTRUMENTS).map((_, i) => 10 ** ((i % 9) - 4));
  const b = SurplusBoxes.create(price);
  let found = 0;
  for (let tick = 0; tick < 1_500; tick++) {
    // Drifts of one sign make the sum of the moves exact; tiny and large steps alternate.
    const scale = 10 ** -(2 + (tick % 1_000) / 150);
    const drift = tick % 400 < 200 ? -1 : 1;
    for (let i = 0; i < INSTRUMENTS; i++)
      price[i]! *= 1 + scale * (drift + (i % 3) * Streams.normal(streams, id));
    SurplusBoxes.step(b, price);
    for (let level = 1; level < SurplusBoxes.LEVELS; level++) {
      const expected = [...price.keys()].filter((i) => isOutside(b, level, i));
      const out = SurplusBoxes.outside(b, level);
      expect(out).toEqual(expected.slice(0, SurplusBoxes.FEW + 1));
      if (out.length === 1) SurplusBoxes.openFor(b, level, out[0]!);
      else if (out.length > 1) SurplusBoxes.open(b, level);
      found += out.length;
    }
  }
  expect(found).toBeGreaterThan(5_000);
});

test('a price that swings more than the others gets a wider box', () => {
  const price = new Float64Array(INSTRUMENTS).fill(100);
  const b = SurplusBoxes.create(price);
  for (let tick = 0; tick < 3_000; tick++) {
    for (let i = 0; i < INSTRUMENTS; i++) price[i] = 100 + (tick % 2) * (i === 0 ? 0.4 : 0.1);
    SurplusBoxes.step(b, price);
  }
  expect(b.reach[0]! / b.reach[1]!).toBeCloseTo(4, 1);
});

function isOutside(b: SurplusBoxes.SurplusBoxes, level: number, instrument: number): boolean {
  const at = 2 * (level * INSTRUMENTS + instrument);
  return b.price[instrument]! < b.face[at]! || b.price[instrument]! > b.face[at + 1]!;
}
