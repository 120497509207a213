import { expect, test } from 'vitest';
import * as Crash from '../../test/cast/SyntheticCrash.js';
import type { Series } from '../observe/Series.js';
import * as Headline from './Headline.js';
import * as MainVenue from './MainVenue.js';
import * as Recovery from './Recovery.js';
import type { MarketSummary, Summary } from './Summary.js';

const series = Crash.series();
const summary = Crash.summary(series);

function value(of: Summary, key: string, extra?: Recovery.Extra): number {
  const known = extra ?? { medianAltRegained: 0.6, stakedDiscount: { WBETH: 0.7, BNSOL: 0.8 } };
  return Headline.list(of, known).find((one) => one.key === key)!.value;
}

function market(venue: string, symbol: string, more: Partial<MarketSummary>): MarketSummary {
  return { ...summary.markets[0]!, venue, symbol, kind: 'spot', ...more };
}

/** Alts that fell by the given percents on `a` and by half of that on `d`. */
function alts(percents: readonly number[]): Summary {
  const both = percents.flatMap((percent, i) => [
    market('a', `X${i}/USDT`, {
      maxDrawdown: percent / 100,
      depth1pctOpenUsd: 100,
      depth1pctMinUsd: percent,
    }),
    market('d', `X${i}/USD`, { maxDrawdown: percent / 200 }),
  ]);
  const perp = market('a', 'BTC/USDT', { kind: 'perp', maxDrawdown: 0.3 });
  const only = market('a', 'Y/USDT', { maxDrawdown: 0.99, depth1pctOpenUsd: 100, depth1pctMinUsd: 100 });
  return { ...summary, markets: [...both, perp, only] };
}

test('the median alt counts alts of the main venue; the gap only those on both venues', () => {
  const world = alts([40, 60, 80]);
  expect(value(world, 'altFall')).toBeCloseTo(0.7, 12);
  expect(value(world, 'altsBy80')).toBe(0.5);
  expect(value(world, 'altGap')).toBeCloseTo(0.3, 12);
  expect(value(world, 'altDepthLost')).toBeCloseTo(0.3, 12);
});

test('a spot market is preferred, a perp serves where there is none, and nothing gives NaN', () => {
  expect(value(alts([50]), 'btcFall')).toBe(0.3);
  const spot = market('a', 'BTC/USDT', { maxDrawdown: 0.2 });
  expect(value({ ...summary, markets: [...alts([50]).markets, spot] }, 'btcFall')).toBe(0.2);
  expect(value(alts([50]), 'ethFall')).toBeNaN();
  expect(value({ ...summary, markets: [] }, 'altFall')).toBeNaN();
});

test('a low that one order made shows little in the average', () => {
  const lone = market('a', 'BTC/USDT', { maxDrawdown: 0.8, low: 20, low1mVwap: 96 });
  expect(value({ ...summary, markets: [lone] }, 'btcLowShown')).toBeCloseTo(0.05, 12);
  const wide = { ...lone, low1mVwap: 28 };
  expect(value({ ...summary, markets: [wide] }, 'btcLowShown')).toBeCloseTo(0.9, 12);
});

test('forced dollars after the news are counted from the minute after the last exogenous one', () => {
  const at = (minute: number) => `2025-10-10T20:${50 + minute}:00Z`;
  const byMinute = [5, 6, 7].map((minute) => ({ at: at(minute), usd: 10 * minute, publishedUsd: 0 }));
  const exogenous = {
    byMinute: [
      { at: at(6), usd: 5 },
      { at: at(5), usd: 5 },
      { at: at(9), usd: 0 },
    ],
  };
  const world = { ...summary, exogenous, liquidations: { ...summary.liquidations, byMinute } };
  expect(value(world, 'afterNews')).toBeCloseTo(70 / 180, 12);
  expect(value({ ...world, exogenous: { byMinute: [] } }, 'afterNews')).toBe(1);
});

test('leverage, insurance and long share', () => {
  expect(value(summary, 'makerLeverage')).toBeCloseTo(5.9 / 2.6, 12);
  expect(value(summary, 'insurance')).toBeCloseTo(2.9e8 + 1.1e8 + 2.3e8, 0);
  expect(value(summary, 'longShare')).toBeCloseTo(0.88, 12);
});

test('every number has its own key, a title and a band that is an interval', () => {
  const list = Headline.list(summary, Recovery.measure(series, 'a'));
  expect(new Set(list.map((one) => one.key)).size).toBe(list.length);
  for (const { title, band } of list) {
    expect(title.length).toBeGreaterThan(3);
    expect(band[0]).toBeLessThan(band[1]);
  }
  expect(list.map((one) => one.key)).toContain('discountWBETH');
});

test('recovery: half of the fall within the hour, and not what came later', () => {
  const minutes = 200;
  const column = (price: (minute: number) => number) =>
    Float64Array.from({ length: minutes }, (_, i) => price(i));
  const vwap = column((i) => (i < 2 ? Number.NaN : i < 50 ? 100 : i < 60 ? 40 : i <= 110 ? 70 : 100));
  vwap[50] = 20;
  const blank = column(() => 0);
  const one = { close: vwap, low: vwap, high: vwap, vwap, volumeUsd: blank, bidDepthUsd: blank };
  const small: Series = {
    startMs: 0,
    minutes,
    markets: [
      { venue: 'a', symbol: 'X/USDT', kind: 'spot', ...one },
      { venue: 'a', symbol: 'WBETH/USDT', kind: 'spot', ...one },
    ],
    columns: { 'redemption/WBETH': column(() => 80) },
  };
  const extra = Recovery.measure(small, 'a');
  expect(extra.medianAltRegained).toBeCloseTo(50 / 80, 12);
  expect(extra.stakedDiscount).toEqual({ WBETH: 0.75 });
  expect(Recovery.measure({ ...small, markets: [], columns: {} }, 'a').medianAltRegained).toBeNaN();
});

test('the main venue has spot and perps, the reference trades spot only', () => {
  expect(MainVenue.main(summary.markets)).toBe('a');
  expect(MainVenue.reference(summary.markets)).toBe('d');
  expect(MainVenue.list(summary.markets)).toEqual(['a', 'b', 'c', 'd']);
  expect(MainVenue.alts(summary.markets, 'a').every((one) => one.kind === 'spot')).toBe(true);
  expect(MainVenue.reference(summary.markets.filter((one) => one.venue !== 'd'))).toBeUndefined();
});

test('a synthetic dollar brings its own numbers, and only then', () => {
  const issuers = [{ asset: 'USDE', supplyStart: 100, supplyEnd: 86, redeemed: 15, minBackingRatio: 1.01 }];
  const lending = (badDebtUsd: number, maxUtilization: number) => {
    return { protocol: 'p', liquidatedUsd: 0, badDebtUsd, maxUtilization, liquidatedByCollateral: {} };
  };
  const loop = { place: 'a', product: 'whale', collateral: 'USDE', opened: 1, unwound: 1, liquidated: 0 };
  const usd = { stockUsd: 1, stockLeftUsd: 0, equityUsd: 1, equityLeftUsd: 0 };
  const coin = (venue: string, low: number) => market(venue, 'USDE/USDT', { low });
  const world: Summary = {
    ...summary,
    markets: [...summary.markets, coin('a', 0.65), coin('b', 0.97)],
    issuers,
    lending: [lending(1e6, 0.9), lending(2e6, 0.95)],
    loops: [
      { ...loop, ...usd, unwinds: 10, calledBefore: 9 },
      { ...loop, ...usd, product: 'PTUSDE' },
    ],
  };
  const extra = { medianAltRegained: 0.6, stakedDiscount: {}, poolDeviation: 0.01 };
  const of = (key: string) => value(world, key, extra);
  expect([of('usdeLow'), of('usdeLow_b'), of('usdePools')]).toEqual([0.65, 0.97, 0.01]);
  expect(of('usdeSupply')).toBeCloseTo(-0.14, 12);
  expect([of('usdeRedeemed'), of('usdeBacking')]).toEqual([15, 1.01]);
  expect([of('lendingBadDebt'), of('lendingUtilization'), of('whalesCalled')]).toEqual([3e6, 0.95, 0.9]);
  const values = Object.fromEntries(Headline.list(world, extra).map((one) => [one.key, one.value]));
  expect(Headline.restore(world, values)).toEqual(Headline.list(world, extra));
  const keys = Headline.list(summary, extra).map((one) => one.key);
  expect(keys.filter((key) => /usde|lending|whales/i.test(key))).toEqual([]);
});

test('pools are measured where an issuer gives the coin a par; a venue is no pool', () => {
  const column = (...prices: number[]) => Float64Array.from(prices);
  const columns = {
    'issuerSupply/USDE': column(1, 1),
    'peg/USDE/a': column(0.65, 0.99),
    'peg/USDE/usde-usdc': column(1.001, 0.997),
    'peg/PTUSDE/pt-usde': column(0.985, 0.985),
    'redemption/USDE': column(1, 1),
  };
  const known = Recovery.measure({ ...series, columns }, 'a');
  expect(known.poolDeviation).toBeCloseTo(0.003, 12);
  expect(known.stakedDiscount).toEqual({});
  expect(Recovery.measure({ ...series, columns: {} }, 'a').poolDeviation).toBeUndefined();
});
