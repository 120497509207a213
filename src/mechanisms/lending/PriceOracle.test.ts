import { expect, test } from 'vitest';
import * as PriceOracle from './PriceOracle.js';

const terms: PriceOracle.FeedTerms = {
  weights: [3, 1, 0],
  maxAgeUs: 60e6,
  heartbeatUs: 86_400e6,
  deviation: 0.005,
};
const market: PriceOracle.Policy = { kind: 'market', terms };
const inputs = (venues: number[], agesUs = [0, 0, 0], peg = 0.9995) => ({ venues, agesUs, peg });

test('a market feed weighs the stated venues that are live', () => {
  expect(PriceOracle.compose(market, inputs([1, 0.6, 0.1]))).toBe(0.9);
  expect(PriceOracle.compose(market, inputs([1, 0.6, 0.1], [60e6 + 1, 60e6, 0]))).toBe(0.6);
  expect(PriceOracle.compose(market, inputs([Number.NaN, 0.6, 1]))).toBe(0.6);
  expect(PriceOracle.compose(market, inputs([Number.NaN, Number.NaN, 1]))).toBeNaN();
  expect(PriceOracle.compose(market, inputs([1 / 3, 1 / 3, 1]))).toBe(0.33333333);
});

test('a pegged policy sees nothing of a depeg, a capped one only its upper side', () => {
  const depeg = inputs([0.65, 0.65, 0.65]);
  expect(PriceOracle.compose({ kind: 'pegged', par: 1 }, depeg)).toBe(0.9995);
  const capped: PriceOracle.Policy = { kind: 'capped', terms, cap: 1.04 };
  expect(PriceOracle.compose(capped, depeg)).toBe(0.65);
  expect(PriceOracle.compose(capped, inputs([1.2, 1.2, 1]))).toBe(1.04);
  expect(PriceOracle.compose(capped, inputs([Number.NaN, Number.NaN, 1]))).toBeNaN();
});

test('reports come first, at the deviation threshold, and at the heartbeat', () => {
  const feed = PriceOracle.create();
  expect(PriceOracle.isDue(market, feed, Number.NaN, 0)).toBe(false);
  expect(PriceOracle.isDue(market, feed, 1, 0)).toBe(true);
  PriceOracle.apply(feed, 1, 5);
  expect(feed).toEqual({ price: 1, reportedUs: 5 });
  expect(PriceOracle.isDue(market, feed, 1.0049, 6)).toBe(false);
  expect(PriceOracle.isDue(market, feed, 0.995, 6)).toBe(true);
  expect(PriceOracle.isDue(market, feed, 1, 5 + 86_400e6 - 1)).toBe(false);
  expect(PriceOracle.isDue(market, feed, 1, 5 + 86_400e6)).toBe(true);
});

test('a pegged feed has no reports of its own: it moves when its peg does', () => {
  const feed = { price: 1, reportedUs: 0 };
  expect(PriceOracle.isDue({ kind: 'pegged', par: 1 }, feed, 1, 1e15)).toBe(false);
  expect(PriceOracle.isDue({ kind: 'pegged', par: 1 }, feed, 0.9999, 1)).toBe(true);
});

test('the rate of a vault may not outgrow its cap', () => {
  const cap = { snapshotRate: 1.2, growthPerYear: 0.1, sinceUs: 31_536_000e6 / 2 };
  expect(PriceOracle.vaultPrice(1, 1.25, cap)).toBe(1.25);
  expect(PriceOracle.vaultPrice(1, 1.5, cap)).toBe(1.26);
  expect(PriceOracle.vaultPrice(0.9, 1.5, cap)).toBe(1.134);
});
