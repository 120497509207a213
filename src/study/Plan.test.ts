import { describe, expect, test } from 'vitest';
import * as Part from './Part.js';
import * as Plan from './Plan.js';

const A = 'a'.repeat(16);
const B = 'b'.repeat(16);
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

test('what no part holds is missing, point by point', () => {
  const done = Part.seeds([
    { point: A, from: 1, to: 3 },
    { point: A, from: 5, to: 5 },
  ]);
  const wanted = [
    { point: A, seeds: upTo(5) },
    { point: B, seeds: upTo(2) },
  ];
  expect(Plan.missing(wanted, done)).toEqual([
    { point: A, seeds: [4] },
    { point: B, seeds: [1, 2] },
  ]);
  expect(Plan.missing([{ point: A, seeds: [1, 2] }], done)).toEqual([]);
});

test('shards are equal pieces that hold everything once', () => {
  const lots = [
    { point: A, seeds: upTo(7) },
    { point: B, seeds: upTo(6) },
  ];
  for (const of of [1, 2, 3, 5, 13, 20]) {
    const pieces = upTo(of).map((index) => Plan.shard(lots, index, of));
    const all = pieces.flatMap((piece) =>
      piece.flatMap(({ point, seeds }) => seeds.map((seed) => point + seed)),
    );
    expect(all).toEqual(lots.flatMap(({ point, seeds }) => seeds.map((seed) => point + seed)));
    const sizes = pieces.map(Plan.count);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  }
});

test('a job is between a run and four seconds of work, in powers of two', () => {
  expect([0, 1, 40, 333, 2100, 60_000].map(Plan.size)).toEqual([1024, 1024, 64, 8, 1, 1]);
});

describe('ranges', () => {
  test('have no holes, lie in one point, and are cut at multiples of the size', () => {
    const lots = [
      { point: A, seeds: [1, 2, 3, 4, 5, 7, 8, 9] },
      { point: B, seeds: [10] },
    ];
    expect(Plan.ranges(lots, 4).map(({ from, to }) => [from, to])).toEqual([
      [1, 3],
      [4, 5],
      [7, 7],
      [8, 9],
      [10, 10],
    ]);
  });

  test('of a smaller size lie inside those of a larger one', () => {
    const lots = [{ point: A, seeds: upTo(50) }];
    const large = Plan.ranges(lots, 16);
    for (const { from, to } of Plan.ranges(lots, 4))
      expect(large.some((one) => one.from <= from && to <= one.to)).toBe(true);
  });
});

describe('parts', () => {
  test('a part’s name says what it holds', () => {
    const part = { point: A, from: 0, to: 4294967295 };
    expect(Part.path('runs', part)).toBe(`runs/${A}-0-4294967295.parquet`);
    expect(Part.parse(`${Part.id(part)}.parquet`)).toEqual(part);
    for (const name of ['x.parquet', `${A}-1.parquet`, `${A}-1-2.parquet.part`, '.unfinished'])
      expect(Part.parse(name)).toBeUndefined();
  });

  test('where parts overlap, every seed counts once', () => {
    const ranges = [
      [1, 8],
      [4, 6],
      [5, 12],
      [20, 20],
      [20, 20],
    ] as const;
    const shares = Part.shares(ranges.map(([from, to]) => ({ point: A, from, to })));
    const seeds = shares.flatMap(({ part, first }) => upTo(part.to).filter((seed) => seed >= first));
    expect(seeds).toEqual([...upTo(12), 20]);
  });
});
