import { expect, test } from 'vitest';
import * as Isolated from '../margin/Isolated.js';
import * as Tiers from '../margin/Tiers.js';
import * as Plan from './Plan.js';

const tiers = Tiers.fromBrackets([
  { floor: 0, rate: 0.01, maxLeverage: 50 },
  { floor: 10_000, rate: 0.02, maxLeverage: 25 },
  { floor: 100_000, rate: 0.05, maxLeverage: 10 },
]);
const LOT = 0.1;

/** 3000 units at 100: 300_000 dollars in the top bracket, 10x. */
const large = (side: number): Plan.Position => ({ side, lots: 30_000, entryPrice: 100, margin: 30_000 });

function triggerOf(p: Plan.Position): number {
  return Isolated.triggerPrice(p.side, p.lots * LOT, p.entryPrice, p.margin, tiers);
}

test.each([1, -1])('a breached large position (side %s) drops to the next lower bracket only', (side) => {
  const position = large(side);
  const mark = triggerOf(position);
  const plan = Plan.isolated(position, mark, LOT, tiers, 0.005);
  const kept = (position.lots - plan.closeLots) * LOT * mark;
  expect(plan.isFull).toBe(false);
  expect(kept).toBeLessThanOrEqual(100_000);
  expect(kept).toBeGreaterThan(100_000 - 2 * LOT * mark);
  expect(plan.limitPrice).toBe(100 - side * 10);
});

test('the further the mark has run, the less is left', () => {
  const position = large(1);
  const kept = [93.8, 91.5, 90.35, 90.01].map((mark) => {
    const plan = Plan.isolated(position, mark, LOT, tiers, 0);
    return Math.round(((position.lots - plan.closeLots) * LOT * mark) / 100) * 100;
  });
  expect(kept).toEqual([100_000, 100_000, 10_000, 0]);
});

test('the fee counts against the margin: a fee the equity cannot pay means closing all', () => {
  const mark = triggerOf(large(1));
  expect(Plan.isolated(large(1), mark, LOT, tiers, 0.005).isFull).toBe(false);
  expect(Plan.isolated(large(1), mark, LOT, tiers, 0.1)).toEqual({
    closeLots: 30_000,
    limitPrice: 90,
    isFull: true,
  });
});

test('in the lowest bracket everything is closed', () => {
  const small = { side: 1, lots: 100, entryPrice: 100, margin: 50 };
  expect(Plan.isolated(small, triggerOf(small), LOT, tiers, 0)).toEqual({
    closeLots: 100,
    limitPrice: 95,
    isFull: true,
  });
});

test('a walk stops at the limit, at the size, and at the end of the book', () => {
  const prices = [99, 98, 96];
  const sizes = [1, 2, 3];
  expect(Plan.walk(prices, sizes, -1, 98, 10)).toEqual({ filled: 3, value: 295 });
  expect(Plan.walk(prices, sizes, -1, 0, 2.5)).toEqual({ filled: 2.5, value: 99 + 147 });
  expect(Plan.walk(prices, sizes, -1, 0, 10)).toEqual({ filled: 6, value: 583 });
  expect(Plan.walk([101, 102], [1, 1], 1, 101, 5)).toEqual({ filled: 1, value: 101 });
});

test('takeover of the whole position at bankruptcy leaves nothing; below it the fund loses', () => {
  for (const side of [1, -1]) {
    const bankruptcy = Isolated.bankruptcyPrice(side, 10, 100, 50);
    expect(Plan.takeover(side, 10, 100, 50, bankruptcy)).toEqual({ realized: -50, residual: 0 });
  }
  expect(Plan.takeover(1, 5, 100, 20, 95).residual).toBe(-5);
});
