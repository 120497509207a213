import { expect, test } from 'vitest';
import * as Calendar from './Calendar.js';

function drained(calendar: Calendar.Calendar): number[] {
  const slots: number[] = [];
  for (let slot = Calendar.pop(calendar); slot >= 0; slot = Calendar.pop(calendar)) slots.push(slot);
  return slots;
}

test('time comes before phase, phase before sequence', () => {
  const calendar = Calendar.create();
  Calendar.push(calendar, 2, 0, 0, 10);
  Calendar.push(calendar, 1, 31, 2 ** 48 - 1, 11);
  Calendar.push(calendar, 1, 30, 2 ** 48 - 1, 12);
  Calendar.push(calendar, 1, 31, 2 ** 48 - 2, 13);
  expect(drained(calendar)).toEqual([12, 13, 11, 10]);
});

test('an empty calendar has no next event', () => {
  const calendar = Calendar.create();
  expect(Calendar.peekTime(calendar)).toBe(Number.POSITIVE_INFINITY);
  expect(Calendar.pop(calendar)).toBe(-1);
  expect(calendar.size).toBe(0);
});

test('any time a heap takes is taken: negative, fractional, past 2^53 and never', () => {
  const calendar = Calendar.create();
  const times = [Number.POSITIVE_INFINITY, 2 ** 60, 2 ** 53 - 1, 1e6, 0.75, 0.25, 0, -0.5, -3];
  times.forEach((time, slot) => {
    Calendar.push(calendar, time, 0, slot, slot);
  });
  expect(Calendar.peekTime(calendar)).toBe(-3);
  expect(drained(calendar)).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
});

test('what is scheduled at or before the last instant popped comes next', () => {
  const calendar = Calendar.create();
  for (let i = 0; i < 100; i++) Calendar.push(calendar, 5_000 + i, 0, i, i);
  expect([Calendar.pop(calendar), Calendar.pop(calendar)]).toEqual([0, 1]);
  Calendar.push(calendar, 5_001, 0, 200, 200);
  Calendar.push(calendar, 4_000, 0, 201, 201);
  expect([Calendar.pop(calendar), Calendar.pop(calendar), Calendar.pop(calendar)]).toEqual([201, 200, 2]);
});

test('a key out of range breaks BASE-3 and adds nothing', () => {
  const calendar = Calendar.create();
  expect(() => Calendar.push(calendar, Number.NaN, 0, 0, 0)).toThrow('BASE-3');
  expect(() => Calendar.push(calendar, 0, 32, 0, 0)).toThrow('BASE-3');
  expect(() => Calendar.push(calendar, 0, 0, -1, 0)).toThrow('BASE-3');
  expect(() => Calendar.push(calendar, 0, 0, 0, -1)).toThrow('BASE-3');
  expect(calendar.size).toBe(0);
});

test('memory follows what waits at one time', () => {
  const calendar = Calendar.create();
  for (let i = 0; i < 50_000; i++) {
    Calendar.push(calendar, i * 977, 0, i, i);
    if (i >= 50) expect(Calendar.pop(calendar)).toBe(i - 50);
  }
  expect(calendar.fields.length).toBeLessThanOrEqual(1_024);
});
