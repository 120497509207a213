import { expect, test } from 'vitest';
import * as Position from './Position.js';

const out = Position.scratch();

/** Applies fills [signed lots, value] to one account and returns its row and total realized profit. */
function run(fills: readonly (readonly [number, number])[]) {
  const row = { lots: 0, entryValue: 0, realized: 0 };
  for (const [lots, value] of fills) {
    Position.fill(out, row.lots, row.entryValue, lots, value);
    row.lots = out.lots;
    row.entryValue = out.entryValue;
    row.realized += out.realized;
  }
  return row;
}

test('opening adds signed cost and realizes nothing', () => {
  expect(
    run([
      [10, 1000],
      [5, 600],
    ]),
  ).toEqual({ lots: 15, entryValue: 1600, realized: 0 });
  expect(
    run([
      [-10, 1000],
      [-5, 600],
    ]),
  ).toEqual({ lots: -15, entryValue: -1600, realized: 0 });
});

test('closing realizes proceeds less released cost', () => {
  expect(
    run([
      [10, 1000],
      [-4, 440],
    ]),
  ).toEqual({ lots: 6, entryValue: 600, realized: 40 });
  expect(
    run([
      [-10, 1000],
      [4, 440],
    ]),
  ).toEqual({ lots: -6, entryValue: -600, realized: -40 });
});

test('released cost rounds down and the last lot takes the remainder', () => {
  const first = run([
    [3, 100],
    [-1, 0],
  ]);
  expect(first).toEqual({ lots: 2, entryValue: 67, realized: -33 });
  expect(
    run([
      [3, 100],
      [-1, 0],
      [-1, 0],
      [-1, 0],
    ]),
  ).toEqual({ lots: 0, entryValue: 0, realized: -100 });
  expect(
    run([
      [-3, 100],
      [1, 0],
      [1, 0],
      [1, 0],
    ]),
  ).toEqual({ lots: 0, entryValue: 0, realized: 100 });
});

test('a trade through zero closes everything and opens the rest at the same price', () => {
  expect(
    run([
      [10, 1000],
      [-15, 1650],
    ]),
  ).toEqual({ lots: -5, entryValue: -550, realized: 100 });
  expect(
    run([
      [-10, 1000],
      [15, 1650],
    ]),
  ).toEqual({ lots: 5, entryValue: 550, realized: -100 });
  // 101 atoms over 3 lots: 33 close one lot, the remainder stays with what is opened.
  expect(
    run([
      [-1, 30],
      [3, 101],
    ]),
  ).toEqual({ lots: 2, entryValue: 68, realized: -3 });
});

test('no result is a negative zero', () => {
  Position.fill(out, 5, 500, -5, 500);
  expect(Object.values(out).every((x) => Object.is(x, 0))).toBe(true);
  Position.fill(out, -5, -500, 5, 500);
  expect(Object.values(out).every((x) => Object.is(x, 0))).toBe(true);
});

test('PERP-1 refuses values that no longer add up in doubles', () => {
  expect(() => Position.fill(out, 1, 2 ** 53 - 1, 1, 2 ** 53 - 1.5)).toThrow('PERP-1');
  expect(() => Position.fill(out, 2, 9, -2, 0.1 + 0.2)).toThrow('PERP-1');
});

test('average entry and unrealized profit', () => {
  expect(Position.averageEntry(-4, -440)).toBe(110);
  expect(Position.averageEntry(0, 0)).toBeNaN();
  expect(Position.unrealized(-400, -440)).toBe(40);
});
