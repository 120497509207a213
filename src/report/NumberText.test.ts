import { expect, test } from 'vitest';
import * as Clock from './Clock.js';
import * as NumberText from './NumberText.js';

test('numbers are short and carry their unit; what is not a number is a dash', () => {
  expect(NumberText.format('usd', 19.25e9)).toBe('$19.3bn');
  expect(NumberText.format('usd', -855e6)).toBe('−$855M');
  expect(NumberText.format('usd', 27_300)).toBe('$27.3k');
  expect(NumberText.format('percent', -0.1684)).toBe('−16.8%');
  expect(NumberText.format('percent', -0.00001)).toBe('0%');
  expect(NumberText.format('percent', 0.9994)).toBe('99.9%');
  expect(NumberText.format('percent', 0.99996)).toBe('99.996%');
  expect(NumberText.format('percent', -0.999_999_96)).toBe('−99.999996%');
  expect(NumberText.format('percent', 1)).toBe('100%');
  expect(NumberText.format('percent', 1.00001)).toBe('100%');
  expect(NumberText.format('times', 2.604)).toBe('2.6×');
  expect(NumberText.format('times', 31.4)).toBe('31×');
  expect(NumberText.format('count', 1_618_240)).toBe('1 618 240');
  expect(NumberText.format('price', 0.00000942)).toBe('0.00000942');
  expect(NumberText.format('price', 121_257.4)).toBe('121 257');
  expect(NumberText.format('price', 10)).toBe('10');
  expect(NumberText.format('price', 0.737_812)).toBe('0.7378');
  for (const value of [Number.NaN, null, Number.POSITIVE_INFINITY])
    expect(NumberText.format('usd', value)).toBe('–');
});

test('keys become words, words become lists, and markup is defused', () => {
  expect(NumberText.words('feesWithheld')).toBe('fees withheld');
  expect(NumberText.words('broken-hedge')).toBe('broken hedge');
  expect(NumberText.words('adl')).toBe('ADL');
  expect(NumberText.list(['a', 'b', 'c'])).toBe('a, b and c');
  expect(NumberText.html('<a href="x">&')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
});

test('minutes of a run are told in UTC, through midnight and leap years', () => {
  const start = Date.UTC(2025, 9, 10, 14);
  expect([Clock.time(start, 416), Clock.date(start, 416)]).toEqual(['20:56', '10 Oct 2025']);
  expect([Clock.time(start, 2040), Clock.date(start, 2040)]).toEqual(['00:00', '12 Oct 2025']);
  for (let day = 0; day < 60_000; day += 17) {
    const at = new Date(day * 86_400_000);
    const [, date, month, year] = at.toUTCString().split(' ');
    expect(Clock.date(day * 86_400_000, 5)).toBe(`${Number(date)} ${month} ${year}`);
  }
});
