import { expect, test } from 'vitest';
import type * as Amount from '../../units/Amount.js';
import * as Waterfall from './Waterfall.js';

type Numbers = Readonly<Record<Waterfall.Payer, number>>;
const money: Numbers = { feesWithheld: 5, insurance: 20, backstop: 0, adl: 30, socialized: 10 };

const split = (loss: number, limits: Numbers = money, order?: readonly Waterfall.Payer[]) =>
  Waterfall.split(loss as Amount.Atoms, limits as Waterfall.Capacity, order);

test('payers pay in order, each to its limit, and the rest is written off', () => {
  const none = { feesWithheld: 0, insurance: 0, backstop: 0, adl: 0, socialized: 0, writtenOff: 0 };
  expect(split(0)).toEqual(none);
  expect(split(4)).toEqual({ ...none, feesWithheld: 4 });
  expect(split(40)).toEqual({ ...none, feesWithheld: 5, insurance: 20, adl: 15 });
  expect(split(100)).toEqual({ ...money, writtenOff: 35 });
});

test('the order is a policy: a payer left out pays nothing', () => {
  expect(split(100, money, ['socialized', 'insurance'])).toEqual({
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
    const parts = split(loss, limits);
    expect(Waterfall.total(parts)).toBe(loss);
    for (const payer of Waterfall.ORDER) expect(parts[payer]).toBeLessThanOrEqual(Math.max(0, limits[payer]));
    expect(Math.min(...Object.values(parts))).toBeGreaterThanOrEqual(0);
  }
  expect(() => split(-1)).toThrow('LOSS-1');
  expect(() => split(Number.NaN)).toThrow('LOSS-1');
  expect(() => split(9, { ...money, insurance: 0.5 })).toThrow('LOSS-1');
  expect(split(9, { ...money, insurance: Infinity }).insurance).toBe(4);
});
