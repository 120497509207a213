import { expect, test } from 'vitest';
import * as Waterfall from './Waterfall.js';

const capacity: Waterfall.Capacity = { feesWithheld: 5, insurance: 20, backstop: 0, adl: 30, socialized: 10 };

test('payers pay in order, each to its limit, and the rest is written off', () => {
  const none = { feesWithheld: 0, insurance: 0, backstop: 0, adl: 0, socialized: 0, writtenOff: 0 };
  expect(Waterfall.split(0, capacity)).toEqual(none);
  expect(Waterfall.split(4, capacity)).toEqual({ ...none, feesWithheld: 4 });
  expect(Waterfall.split(40, capacity)).toEqual({ ...none, feesWithheld: 5, insurance: 20, adl: 15 });
  expect(Waterfall.split(100, capacity)).toEqual({ ...capacity, writtenOff: 35 });
});

test('the order is a policy: a payer left out pays nothing', () => {
  const split = Waterfall.split(100, capacity, ['socialized', 'insurance']);
  expect(split).toEqual({
    feesWithheld: 0,
    insurance: 20,
    backstop: 0,
    adl: 0,
    socialized: 10,
    writtenOff: 70,
  });
  expect(Waterfall.ORDER).toContain('feesWithheld');
});

test('LOSS-1 holds for any capacities, and breaks loudly for a loss that is none', () => {
  for (let i = 0; i < 2000; i++) {
    const at = (k: number) => ((i * 7919 + k * 104_729) % 1013) * (k % 2 === 0 ? 1 : 1e9) - 100;
    const loss = (i * 6_700_417) % 2 ** 40;
    const limits = { feesWithheld: at(0), insurance: at(1), backstop: at(2), adl: at(3), socialized: at(4) };
    const split = Waterfall.split(loss, limits);
    expect(Waterfall.total(split)).toBe(loss);
    for (const payer of Waterfall.ORDER) expect(split[payer]).toBeLessThanOrEqual(Math.max(0, limits[payer]));
    expect(Math.min(...Object.values(split))).toBeGreaterThanOrEqual(0);
  }
  expect(() => Waterfall.split(-1, capacity)).toThrow('LOSS-1');
  expect(() => Waterfall.split(Number.NaN, capacity)).toThrow('LOSS-1');
  expect(() => Waterfall.split(9, { ...capacity, insurance: 0.5 })).toThrow('LOSS-1');
  expect(Waterfall.split(9, { ...capacity, insurance: Infinity }).insurance).toBe(4);
});
