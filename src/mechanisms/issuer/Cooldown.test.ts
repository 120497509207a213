import { expect, test } from 'vitest';
import * as Time from '../../units/Time.js';
import * as Cooldown from './Cooldown.js';

const dynamic: Cooldown.Policy = { kind: 'dynamic', coverage: 1.5, days: [1, 3, 5, 7], queueWeight: 0.5 };
const none = { cash: 0, treasury: 0, savings: 0, lentFree: 0, lentStuck: 0 };
const daysOf = (l: Partial<Cooldown.Liquidity>, cooling = 0) =>
  Cooldown.assess(dynamic, { ...none, ...l }, 100, cooling) / Time.DAY;

test('fixed is fixed', () => {
  expect(Cooldown.assess({ kind: 'fixed', us: 7 * Time.DAY }, none, 1e9, 1e9)).toBe(7 * Time.DAY);
});

test('the first tier that covers one and a half times the worst day decides', () => {
  expect(daysOf({ cash: 150 })).toBe(1);
  expect(daysOf({ cash: 149 })).toBe(7);
  expect(daysOf({ cash: 149, savings: 1 })).toBe(3);
  expect(daysOf({ cash: 100, lentFree: 30, savings: 20 })).toBe(3);
  expect(daysOf({ cash: 100, lentStuck: 50 })).toBe(5);
  expect(daysOf({})).toBe(7);
});

test('one percent of the treasury token is cash', () => {
  expect(Cooldown.tiers({ ...none, treasury: 1000 })).toEqual([10, 990, 0]);
  expect(daysOf({ cash: 140, treasury: 1000 })).toBe(1);
  expect(daysOf({ cash: 139, treasury: 1000 })).toBe(3);
});

test('money that lenders cannot withdraw lengthens the cooldown, and so does a queue', () => {
  expect(daysOf({ cash: 100, lentFree: 80 })).toBe(3);
  expect(daysOf({ cash: 100, lentFree: 0, lentStuck: 80 })).toBe(5);
  expect(daysOf({ cash: 180 }, 60)).toBe(1);
  expect(daysOf({ cash: 180 }, 61)).toBe(7);
});

test('p99 by nearest rank', () => {
  const days = Array.from({ length: 200 }, (_, i) => (i * 37) % 200);
  expect(Cooldown.p99(days)).toBe(197);
  expect(Cooldown.p99([5])).toBe(5);
  expect(Cooldown.p99([])).toBe(0);
});
