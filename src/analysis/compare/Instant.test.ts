import { expect, test } from 'vitest';
import * as Instant from './Instant.js';

test.each([
  '1970-01-01T00:00:00Z',
  '2000-02-29T23:59:59Z',
  '2022-05-07T21:44:00Z',
  '2024-12-31T00:00:01.250Z',
  '2025-10-10T20:50:00.000Z',
  '2026-03-01T12:00:00Z',
])('%s', (text) => {
  expect(Instant.parse(text)).toBe(Date.parse(text));
});

test('what is no instant is not a number', () => {
  for (const text of ['', '2025-10-10', '2025-10-10T20:50:00+02:00']) expect(Instant.parse(text)).toBeNaN();
});

test.each([
  [0, '0 s'],
  [450_000, '0.5 s'],
  [-16e6, '−16 s'],
  [59.6e6, '1 min'],
  [250e6, '4 min 10 s'],
  [3600e6, '1 h'],
  [7380e6, '2 h 3 min'],
  [86_400e6 * 3 + 4 * 3600e6, '3 d 4 h'],
  [86_390e6, '1 d'],
])('%d microseconds are %s', (us, text) => {
  expect(Instant.length(us)).toBe(text);
});
