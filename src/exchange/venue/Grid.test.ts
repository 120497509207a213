import { describe, expect, test } from 'vitest';
import * as Grid from './Grid.js';

describe('a derived grid', () => {
  // Tick 1e-5 of the power of ten of the price; a lot of about 20 quote units.
  test.each([
    [100_000, 1e8, 1e4, 1, 1e-4],
    [4_000, 1e6, 1e4, 0.01, 1e-2],
    [10, 1e4, 1e4, 1e-4, 1],
    [0.02, 1e4, 1e6, 1e-7, 1000],
  ])('at %d has whole atoms', (price, baseUnit, quoteUnit, tick, lot) => {
    const grid = Grid.derive(price, baseUnit, quoteUnit);
    expect([grid.tick, grid.lot]).toEqual([tick, lot]);
    expect(grid.atomsPerTickLot).toBeCloseTo(tick * lot * quoteUnit, 9);
    expect(grid.baseAtomsPerLot).toBeCloseTo(lot * baseUnit, 6);
    expect(Grid.isWhole(grid)).toBe(true);
  });

  test('with room has a larger lot and the same tick', () => {
    const [plain, roomy] = [Grid.derive(10, 1e4, 1e4), Grid.derive(10, 1e4, 1e4, 2)];
    expect([roomy.tick, roomy.lot, roomy.atomsPerTickLot]).toEqual([
      plain.tick,
      100 * plain.lot,
      100 * plain.atomsPerTickLot,
    ]);
  });
});

describe('a stated grid', () => {
  test('whose notionals are whole atoms but for decimal input is whole', () => {
    // 0.1 * 0.001 * 1e4 is 1.0000000000000002 in doubles.
    expect(Grid.stated(0.1, 0.001, 1e8, 1e4)).toMatchObject({ atomsPerTickLot: 1, baseAtomsPerLot: 1e5 });
    expect(Grid.isWhole(Grid.stated(0.1, 0.001, 1e8, 1e4))).toBe(true);
  });

  test('with part of an atom is not', () => {
    expect(Grid.isWhole(Grid.stated(0.01, 0.001, 1e8, 1e4))).toBe(false);
    expect(Grid.isWhole(Grid.stated(0.1, 0.001, 100, 1e4))).toBe(false);
    expect(Grid.decimalsFor({ tick: 0.01, lot: 0.001 })).toEqual({ quote: 5, base: 3 });
  });
});

test('a value lies on a grid but for the error of decimal input', () => {
  expect([0.3, 0.30000000000000004, 0.35].map((value) => Grid.isMultiple(value, 0.1))).toEqual([
    true,
    true,
    false,
  ]);
});

test('places count after the point as written, also in powers of ten', () => {
  expect([7, 0.25, 1e-7, 1.5e-7, 1e21].map(Grid.places)).toEqual([0, 2, 7, 8, 0]);
});
