import { expect, test } from 'vitest';
import * as Streams from '../base/Streams.js';
import * as Notional from './Notional.js';

const MAX = Number.MAX_SAFE_INTEGER;

test('the product is exact and signed', () => {
  expect(Notional.atoms(1_215_431, 250, 10)).toBe(3_038_577_500);
  expect(Notional.atoms(1_215_431, -250, 10)).toBe(-3_038_577_500);
  expect(Object.is(Notional.atoms(5, -0, 10), 0)).toBe(true);
  expect(Notional.atoms(94_906_265, 94_906_265, 1)).toBe(9_007_199_136_250_225);
});

test('UNIT-2 refuses exactly the products that pass 2^53', () => {
  const s = Streams.create(1);
  const id = Streams.open(s, 'factors');
  let refused = 0;
  for (let i = 0; i < 20_000; i++) {
    const ticks = Streams.below(s, id, 2 ** 22) + 1;
    const lots = Streams.below(s, id, 2 ** 22) + 1;
    const k = Streams.below(s, id, 2 ** 14) + 1;
    const exact = BigInt(ticks) * BigInt(lots) * BigInt(k);
    if (exact <= BigInt(MAX)) {
      expect(BigInt(Notional.atoms(ticks, lots, k))).toBe(exact);
    } else {
      expect(() => Notional.atoms(ticks, lots, k)).toThrow('UNIT-2');
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(1000);
});

test('lotsForDown is the largest affordable number of lots', () => {
  const s = Streams.create(2);
  const id = Streams.open(s, 'money');
  for (let i = 0; i < 20_000; i++) {
    const ticks = Streams.below(s, id, 1_000_000) + 1;
    const k = Streams.below(s, id, 1000) + 1;
    const money = Streams.below(s, id, 2 ** 52);
    const lots = Notional.lotsForDown(money, ticks, k);
    expect(Notional.atoms(ticks, lots, k)).toBeLessThanOrEqual(money);
    expect(Notional.atoms(ticks, lots + 1, k)).toBeGreaterThan(money);
  }
  expect(Notional.lotsForDown(99, 10, 10)).toBe(0);
  expect(Notional.lotsForDown(100, 10, 10)).toBe(1);
});

test.each([
  [1.5, 1, 1],
  [1, 0.5, 2],
  [1, 1, 0.5],
  [1, 1, 0],
  [1, 1, -1],
  [Number.NaN, 1, 1],
])('UNIT-2 refuses %d ticks, %d lots, %d atoms per tick lot', (ticks, lots, k) => {
  expect(() => Notional.atoms(ticks, lots, k)).toThrow('UNIT-2');
});

test.each([
  [-1, 1, 1],
  [1, 0, 1],
  [1, -1, 1],
  [1, 1, 0],
  [1, MAX, 2],
  [1.5, 1, 1],
])('UNIT-2 refuses lots for %d atoms at %d ticks, %d atoms per tick lot', (atoms, ticks, k) => {
  expect(() => Notional.lotsForDown(atoms, ticks, k)).toThrow('UNIT-2');
});
