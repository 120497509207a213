import { expect, test } from 'vitest';
import * as LiquidationIndex from './LiquidationIndex.js';

/** Two collaterals and a debt, equal paces for the collaterals. */
function open(rows: number[][], detail = 10): LiquidationIndex.Index {
  const index = LiquidationIndex.create([1, 1, 0.1], 2, [1, 1, 1], 1, detail);
  rows.forEach((row, i) => {
    LiquidationIndex.reserve(index, i);
    index.amount.set(row, i * 3);
    LiquidationIndex.arm(index, i);
  });
  return index;
}

function updated(index: LiquidationIndex.Index, prices: number[]) {
  const found: number[] = [];
  return { looks: LiquidationIndex.update(index, prices, found), found };
}

test('a row is found at the update that makes its collateral worth less than its debt', () => {
  const index = open([[100, 0, 80]]);
  expect(updated(index, [0.801, 1, 1]).found).toEqual([]);
  expect(updated(index, [0.8 - 1e-6, 1, 1]).found).toEqual([0]);
});

test('a fall of all collaterals at once is not later than a fall of one', () => {
  const index = open([[50, 50, 80]]);
  expect(updated(index, [0.85, 0.85, 1]).found).toEqual([]);
  expect(updated(index, [0.79, 0.8, 1]).found).toEqual([0]);
});

test('a dearer debt counts as a cheaper collateral', () => {
  const index = open([[100, 0, 80]]);
  expect(updated(index, [1, 1, 1.2]).found).toEqual([]);
  expect(updated(index, [1, 1, 1.26]).found).toEqual([0]);
});

test('prices that swing without a new extreme touch nothing', () => {
  const index = open(Array.from({ length: 200 }, (_, i) => [100, 0, 40 + i / 4]));
  expect(updated(index, [0.7, 1, 1]).looks).toBeGreaterThan(50);
  let looks = 0;
  for (let i = 0; i < 100; i++) looks += updated(index, [i % 2 === 0 ? 0.98 : 0.702, 1, 1]).looks;
  expect(looks).toBe(0);
});

test('a row looked at and healthy is armed again, a liquidatable one waits for its holder', () => {
  const index = open([[50, 50, 80]]);
  expect(updated(index, [0.75, 1, 1])).toEqual({ looks: 1, found: [] });
  expect(updated(index, [0.5, 1, 1])).toEqual({ looks: 1, found: [0] });
  expect(updated(index, [0.4, 1, 1])).toEqual({ looks: 0, found: [] });
  index.amount[2] = 40;
  expect(LiquidationIndex.arm(index, 0)).toBe(true);
  expect(updated(index, [0.2, 0.55, 1]).found).toEqual([0]);
});

test('exactly at health one a row is a candidate; held, it is looked at again at the next adverse move', () => {
  const index = open([[100, 0, 100]]);
  expect(index.top[0]).toBe(-1);
  LiquidationIndex.hold(index, 0);
  expect(updated(index, [1.1, 1, 1]).looks).toBe(0);
  expect(updated(index, [1.05, 1, 1])).toEqual({ looks: 0, found: [] });
  expect(updated(index, [0.99, 1, 1])).toEqual({ looks: 1, found: [0] });
});

test('found rows come in ascending order, each once, however many of its prices moved', () => {
  const index = open([3, 1, 2, 0].map((i) => [50 - i, 50, 70]));
  expect(updated(index, [0.5, 0.5, 1.1])).toEqual({ looks: 4, found: [0, 1, 2, 3] });
});

test('without debt nothing is watched; a missing price keeps the last one', () => {
  const index = open([
    [100, 0, 0],
    [100, 0, 99],
  ]);
  expect(updated(index, [Number.NaN, 0.5, Number.NaN])).toEqual({ looks: 0, found: [] });
  expect(index.price[0]).toBe(1);
  expect(updated(index, [0.1, 1, 1]).found).toEqual([1]);
});

test('prices past the ends of the buckets are watched as well', () => {
  const index = open([[100, 0, 80]]);
  expect(updated(index, [1e12, 1, 1]).found).toEqual([]);
  expect(updated(index, [1e-12, 1, 1]).found).toEqual([0]);
  index.amount.set([1e14, 0, 1], 0);
  expect(LiquidationIndex.arm(index, 0)).toBe(true);
  expect(updated(index, [0.5e-14, 1, 1]).found).toEqual([0]);
});

test('a copy goes its own way', () => {
  const index = open([[100, 0, 80]]);
  const copy = structuredClone(index);
  expect(updated(index, [0.7, 1, 1]).found).toEqual([0]);
  expect(updated(copy, [0.9, 1, 1]).found).toEqual([]);
  expect(updated(copy, [0.7, 1, 1]).found).toEqual([0]);
});

test('a gap may bring down everybody at once', () => {
  const index = open([]);
  LiquidationIndex.reserve(index, 299_999);
  for (let row = 0; row < 300_000; row++) {
    index.amount.set([100, 0, 80], row * 3);
    LiquidationIndex.arm(index, row);
  }
  const { looks, found } = updated(index, [0.5, 1, 1]);
  expect([looks, found.length, found[299_999]]).toEqual([300_000, 300_000, 299_999]);
});
