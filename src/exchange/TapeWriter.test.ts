import { beforeEach, describe, expect, test } from 'vitest';
import type { Engine, Market } from '../state/Engine.js';
import * as TapeWriter from './TapeWriter.js';

/* The tape of a market that opens at 1000 ticks, with orders of which the fills are stated. */
const BUY = 0;
const SELL = 1;

let market: Market;
beforeEach(() => {
  market = { tape: TapeWriter.create(1000), lastTicks: 1000 } as Market;
});

/** Prints an order of one lot at each price. */
function print(seconds: number, side: number, prices: number[], usd = 0): void {
  const notionalTickLots = prices.reduce((sum, price) => sum + price, 0);
  const fills = { price: prices, count: prices.length, filledLots: prices.length, notionalTickLots };
  TapeWriter.write({ fills, kernel: { nowUs: seconds * 1e6 } } as unknown as Engine, market, side, usd);
}

test('opens with its price as extremes and peak, and without trades', () => {
  const { runHigh, runLow, peak, maxDrawdown, volumeUsd, minute } = market.tape;
  expect([runHigh, runLow, peak, maxDrawdown, volumeUsd, minute]).toEqual([1000, 1000, 1000, 0, 0, -1]);
});

test('keeps high, low, volume and the last price of a minute, and starts anew in the next', () => {
  print(1, BUY, [1001, 1003], 20);
  print(59, SELL, [1000, 998], 30);
  expect(market.tape).toMatchObject({ minute: 0, high: 1003, low: 998, lots: 4, tickLots: 4002 });
  expect(market.lastTicks).toBe(998);
  print(60, BUY, [999], 10);
  expect(market.tape).toMatchObject({ minute: 1, high: 999, low: 999, lots: 1, tickLots: 999 });
  // Dollars and the extremes of the run go on.
  expect(market.tape).toMatchObject({ volumeUsd: 60, runHigh: 1003, runLow: 998 });
});

test('dates the extremes of the run by their first trade', () => {
  print(1, BUY, [1005]);
  print(2, BUY, [1005]);
  print(3, SELL, [990]);
  print(70, SELL, [990]);
  expect(market.tape).toMatchObject({ runHighAtUs: 1e6, runLowAtUs: 3e6 });
});

describe('the drawdown', () => {
  test('is measured from the highest price before', () => {
    print(1, BUY, [1250]);
    print(2, SELL, [1000]);
    expect(market.tape.maxDrawdown).toBeCloseTo(0.2, 12);
    print(3, BUY, [1200]);
    print(4, SELL, [1100]);
    // 1100 of 1250 is a fall of 12%: less than before.
    expect(market.tape.maxDrawdown).toBeCloseTo(0.2, 12);
  });

  test('of a sale starts at its own first price, of a purchase it does not', () => {
    print(1, SELL, [1100, 990]);
    expect(market.tape.maxDrawdown).toBeCloseTo(0.1, 12);
    market.tape = TapeWriter.create(1000);
    print(1, BUY, [990, 1100]);
    // The low came before the high.
    expect(market.tape.maxDrawdown).toBeCloseTo(0.01, 12);
    expect(market.tape.peak).toBe(1100);
  });
});
