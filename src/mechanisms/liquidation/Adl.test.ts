import { expect, test } from 'vitest';
import * as Adl from './Adl.js';

test('leverage lifts winners and shields losers', () => {
  expect(Adl.binanceScore(1, 100, 120, 1200, 100)).toBeGreaterThan(Adl.binanceScore(1, 100, 120, 1200, 400));
  expect(Adl.binanceScore(1, 100, 90, 1200, 100)).toBeGreaterThan(Adl.binanceScore(1, 100, 90, 1200, 400));
  expect(Adl.binanceScore(1, 100, 90, 1200, 100)).toBeLessThan(0);
});

test('a long and a short with the same profit rank alike', () => {
  expect(Adl.binanceScore(-1, 100, 80, 800, 100)).toBe(Adl.binanceScore(1, 100, 120, 800, 100));
  expect(Adl.hyperliquidScore(-1, 100, 50, 800, 100)).toBe(Adl.hyperliquidScore(1, 50, 100, 800, 100));
});

test('winners without equity come first', () => {
  expect(Adl.binanceScore(1, 100, 120, 1200, 0)).toBe(Infinity);
  expect(Adl.hyperliquidScore(1, 100, 120, 1200, -5)).toBe(Infinity);
});

test('the queue is a total order: score down, id up, infinities tie', () => {
  const scores = [0.5, Infinity, -1, 0.5, Infinity, 0];
  expect([...Adl.queue(scores, [40, 30, 20, 10, 25, 1])]).toEqual([4, 1, 3, 0, 5, 2]);
});

test('allocation empties the front of the queue first', () => {
  expect([...Adl.allocate(7, [5, 4, 3])]).toEqual([5, 2, 0]);
  expect([...Adl.allocate(99, [5, 4, 3])]).toEqual([5, 4, 3]);
  expect([...Adl.allocate(0, [5])]).toEqual([0]);
});

test('pro rata allocation: integer lots, remainder down the queue', () => {
  expect([...Adl.allocateProRata(7, [5, 4, 3])]).toEqual([3, 3, 1]);
  expect([...Adl.allocateProRata(2, [1, 1, 1])]).toEqual([1, 1, 0]);
  expect([...Adl.allocateProRata(2, [0, 1, 1, 1])]).toEqual([0, 1, 1, 0]);
  expect([...Adl.allocateProRata(99, [5, 4, 3])]).toEqual([5, 4, 3]);
  expect([...Adl.allocateProRata(5, [0, 0])]).toEqual([0, 0]);
});

test('ADL-1 refuses fractions that do not add up', () => {
  expect(() => Adl.allocate(0.3, [0.1, 0.1, 0.2])).toThrow('ADL-1');
});
