import { expect, test } from 'vitest';
import * as Time from './Time.js';

test('constants are microseconds', () => {
  expect([Time.SECOND, Time.MINUTE, Time.HOUR, Time.DAY]).toEqual([1e6, 6e7, 3.6e9, 8.64e10]);
});

test('iso and epochMs agree with the host calendar, one odd step after another, 1601 to 2400', () => {
  const step = 86_400_000 * 11 + 3_723_000;
  for (let ms = -11_644_473_600_000; ms < 13_600_000_000_000; ms += step) {
    const host = new Date(ms).toISOString();
    const text = Time.iso(ms, 0);
    expect(text).toBe(host.replace('.000Z', 'Z'));
    expect(Time.epochMs(text)).toBe(ms);
  }
});

test('every day around leap years of all three kinds', () => {
  for (const year of [1900, 2000, 2023, 2024, 2100]) {
    const start = Date.UTC(year, 0, 1);
    for (let day = 0; day < 800; day++) {
      const ms = start + day * 86_400_000;
      const text = `${new Date(ms).toISOString().slice(0, 10)}T00:00:00Z`;
      expect(Time.iso(start, day * Time.DAY)).toBe(text);
      expect(Time.epochMs(text)).toBe(ms);
    }
  }
});

test('fractions show as milliseconds, rounded down, also before the start', () => {
  const start = Date.UTC(2025, 9, 10, 14);
  expect(Time.iso(start, 0)).toBe('2025-10-10T14:00:00Z');
  expect(Time.iso(start, 999)).toBe('2025-10-10T14:00:00Z');
  expect(Time.iso(start, 1_000)).toBe('2025-10-10T14:00:00.001Z');
  expect(Time.iso(start, 7 * Time.HOUR + 20 * Time.MINUTE + 1_234_999)).toBe('2025-10-10T21:20:01.234Z');
  expect(Time.iso(start, -1)).toBe('2025-10-10T13:59:59.999Z');
});

test('epochMs reads minutes, seconds and fractions', () => {
  const start = Date.UTC(2025, 9, 10, 14);
  expect(Time.epochMs('2025-10-10T14:00Z')).toBe(start);
  expect(Time.epochMs('2025-10-10T14:00:00Z')).toBe(start);
  expect(Time.epochMs('2025-10-10T14:00:07.5Z')).toBe(start + 7_500);
  expect(Time.epochMs('2025-10-10T14:00:07.042Z')).toBe(start + 7_042);
  expect(Time.epochMs('1969-12-31T23:59:59Z')).toBe(-1_000);
});

test.each([
  '',
  '2025-10-10',
  '2025-10-10T14:00',
  '2025-10-10T14:00+00:00',
  '2025-10-10 14:00Z',
  '2025-13-10T14:00Z',
  '2025-00-10T14:00Z',
  '2025-10-00T14:00Z',
  '2025-04-31T14:00Z',
  '2025-02-29T14:00Z',
  '2100-02-29T14:00Z',
  '2025-10-10T24:00Z',
  '2025-10-10T14:60Z',
  '2025-10-10T14:00:60Z',
  '2025-10-10T14:00:00.Z',
  '2025-10-10T14:00:00.1234Z',
])('epochMs refuses %j', (text) => {
  expect(Time.epochMs(text)).toBeUndefined();
});
