import { expect, test } from 'vitest';
import * as Quoting from './Quoting.js';

const taste = { gamma: 0.1, k: 1.5 };

test('inventory moves both quotes against itself, symmetrically', () => {
  const long = Quoting.stationary(3, 2, 140, taste);
  const short = Quoting.stationary(-3, 2, 140, taste);
  expect(long.bidDistance).toBeGreaterThan(long.askDistance);
  expect([short.bidDistance, short.askDistance]).toEqual([long.askDistance, long.bidDistance]);
});

test('without inventory the quotes straddle the mid, wider when it moves more', () => {
  const width = (sigma: number) => {
    const quote = Quoting.avellanedaStoikov(100, 0, sigma, 1, taste);
    expect(quote.bid + quote.ask).toBeCloseTo(200, 9);
    return quote.ask - quote.bid;
  };
  expect(width(4)).toBeGreaterThan(width(2));
});

test('at the horizon inventory no longer matters', () => {
  const quote = Quoting.avellanedaStoikov(100, 50, 2, 0, taste);
  expect(quote.reservation).toBe(100);
});

test('size shrinks with inventory and volatility, and never exceeds the base', () => {
  expect(Quoting.quoteSize(10, 0, 5, 1, 1, 2)).toBe(10);
  expect(Quoting.quoteSize(10, 0, 5, 0.1, 1, 2)).toBe(10);
  expect(Quoting.quoteSize(10, -2.5, 5, 1, 1, 2)).toBe(5);
  expect(Quoting.quoteSize(10, 0, 5, 3, 1, 2)).toBeCloseTo(10 / 9, 12);
  expect(Quoting.quoteSize(10, 6, 5, 1, 1, 2)).toBe(0);
});

test('the risk limit falls with losses and with volatility, to nothing without capital', () => {
  const limit = Quoting.riskLimit(1e6, 0.01, 100, 2, 4);
  expect(limit).toBeCloseTo(1e6 / 4, 6);
  expect(Quoting.riskLimit(1e6, 0.02, 100, 2, 4)).toBeCloseTo(limit / 2, 6);
  expect(Quoting.riskLimit(-5, 0.01, 100, 2, 4)).toBe(0);
});
