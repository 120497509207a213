import { describe, expect, test } from 'vitest';
import * as Crash from '../../../test/cast/SyntheticCrash.js';
import type { Series } from '../../observe/Series.js';
import * as Headline from '../Headline.js';
import * as MainVenue from '../MainVenue.js';
import type { MarketSummary, Summary } from '../Summary.js';
import * as Numbers from './Numbers.js';
import * as Template from './Template.js';

const series = Crash.series();
const crash = Crash.summary(series);
const COINS = ['X0', 'X1', 'X2', 'X3', 'Y'].map((id) => ({ id, class: 'alt' as const, openUsd: 1 }));
const DOLLARS = ['USDT', 'USD'].map((id) => ({ id, class: 'dollar' as const, openUsd: 1 }));
const SYNTHETIC = { id: 'USDE', class: 'synthetic' as const, openUsd: 1 };
const summary: Summary = { ...crash, assets: [...crash.assets, ...COINS, ...DOLLARS, SYNTHETIC] };

function value(of: Summary, path: string, with_?: Series): number | undefined {
  const found = Numbers.find(path, Numbers.idsOf(of));
  if (found === undefined) throw new Error(`no ${path}`);
  return found.value({ summary: of, series: with_ });
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

describe('numbers of markets', () => {
  test('the median of a class counts its coins on the venue; the gap only those on both venues', () => {
    const world = alts([40, 60, 80]);
    expect(value(world, 'median.fall.a.alt')).toBeCloseTo(0.7, 12);
    expect(value(world, 'share.fell.a.alt.80%')).toBe(0.5);
    expect(value(world, 'gap.fall.a.d.alt')).toBeCloseTo(0.3, 12);
    expect(value(world, 'median.depthLost.a.alt')).toBeCloseTo(0.3, 12);
    expect(value(world, 'median.fall.b.alt')).toBeUndefined();
  });

  test('a spot market is preferred, a perp serves where there is none, a kind may be named', () => {
    const spot = market('a', 'BTC/USDT', { maxDrawdown: 0.2 });
    const both = { ...summary, markets: [...alts([50]).markets, spot] };
    expect(value(alts([50]), 'fall.a.BTC')).toBe(0.3);
    expect(value(both, 'fall.a.BTC')).toBe(0.2);
    expect(value(both, 'fall.a.BTC.perp')).toBe(0.3);
    expect(value(alts([50]), 'fall.a.ETH')).toBeUndefined();
  });

  test('a low that one order made shows little in the average', () => {
    const lone = market('a', 'BTC/USDT', { maxDrawdown: 0.8, low: 20, low1mVwap: 96 });
    expect(value({ ...summary, markets: [lone] }, 'shown.a.BTC')).toBeCloseTo(0.05, 12);
    expect(value({ ...summary, markets: [{ ...lone, low1mVwap: 28 }] }, 'shown.a.BTC')).toBeCloseTo(0.9, 12);
  });

  test('late lows and dead coins are counted against the last outside order and the open', () => {
    const quiet = { byMinute: [{ at: '2025-10-10T20:50:00Z', usd: 5 }] };
    const at = (lowAt: string, close: number) => ({ lowAt, open: 1, close });
    const markets = [
      market('a', 'X0/USDT', at('2025-10-10T22:50:00.000Z', 0.4)),
      market('a', 'X1/USDT', at('2025-10-10T22:50:01.000Z', 0.5)),
    ];
    const world = { ...summary, markets, exogenous: quiet };
    expect(value(world, 'share.late.a.alt.2h')).toBe(0.5);
    expect(value(world, 'share.below.a.alt.50%')).toBe(0.5);
  });
});

describe('numbers of flows', () => {
  test('forced dollars after the news are counted from the minute after the last exogenous one', () => {
    const at = (minute: number) => `2025-10-10T20:${50 + minute}:00Z`;
    const byMinute = [5, 6, 7].map((minute) => ({ at: at(minute), usd: 10 * minute, publishedUsd: 0 }));
    const outside = [6, 5, 9].map((minute) => ({ at: at(minute), usd: minute === 9 ? 0 : 5 }));
    const world = {
      ...summary,
      exogenous: { byMinute: outside },
      liquidations: { ...summary.liquidations, byMinute },
    };
    expect(value(world, 'liquidations.afterNews')).toBeCloseTo(70 / 180, 12);
    expect(value({ ...world, exogenous: { byMinute: [] } }, 'liquidations.afterNews')).toBe(1);
  });

  test('leverage, insurance, payers, open interest and the long share', () => {
    expect(value(summary, 'makers.leverageRise')).toBeCloseTo(5.9 / 2.6, 12);
    expect(value(summary, 'insurance.drawnUsd')).toBeCloseTo(2.9e8 + 1.1e8 + 2.3e8, 0);
    expect(value(summary, 'insurance.drawnUsd.c')).toBeCloseTo(2.3e8, 0);
    expect(value(summary, 'liquidations.longShare')).toBeCloseTo(0.88, 12);
    expect(value(summary, 'liquidations.trueUsd.b')).toBeCloseTo(summary.liquidations.notionalUsd * 0.2, 0);
    expect(value(summary, 'losses.paidUsd.adl')).toBe(1.19e9);
    expect(value(summary, 'openInterest.change')).toBeCloseTo(147 / 217 - 1, 12);
    expect(value(summary, 'conserved')).toBe(1);
  });
});

describe('numbers of issuers, lenders and loops', () => {
  const loop = { place: 'a', product: 'whale', collateral: 'USDE', opened: 1, unwound: 1, liquidated: 0 };
  const usd = { stockUsd: 1, stockLeftUsd: 0, equityUsd: 2, equityLeftUsd: 1 };
  const lending = (protocol: string, badDebtUsd: number, maxUtilization: number) => {
    return {
      protocol,
      liquidatedUsd: 5,
      badDebtUsd,
      maxUtilization,
      liquidatedByCollateral: {},
      refused: {},
    };
  };
  const world: Summary = {
    ...summary,
    issuers: [{ asset: 'USDE', supplyStart: 100, supplyEnd: 86, redeemed: 15, minBackingRatio: 1.01 }],
    lending: [lending('p', 1e6, 0.9), lending('q', 2e6, 0.95)],
    loops: [
      { ...loop, ...usd, unwinds: 10, calledBefore: 9 },
      { ...loop, ...usd, product: 'PTUSDE' },
    ],
  };

  test('are of one asset or protocol, or of all', () => {
    expect(value(world, 'supply.change.USDE')).toBeCloseTo(-0.14, 12);
    expect(value(world, 'supply.leastBacking.USDE')).toBe(1.01);
    expect(value(world, 'lending.badDebtUsd')).toBe(3e6);
    expect(value(world, 'lending.badDebtUsd.q')).toBe(2e6);
    expect(value(world, 'lending.utilization')).toBe(0.95);
    expect(value(world, 'loops.calledBefore')).toBe(0.9);
    expect(value(world, 'loops.equityLeft')).toBe(0.5);
  });

  test('are not there in a world without', () => {
    for (const path of ['supply.change.USDE', 'lending.badDebtUsd', 'loops.calledBefore', 'loops.equityLeft'])
      expect(value(summary, path), path).toBeUndefined();
  });
});

describe('numbers of the minutes', () => {
  const minutes = 200;
  const column = (price: (minute: number) => number) =>
    Float64Array.from({ length: minutes }, (_, i) => price(i));
  const vwap = column((i) =>
    i < 2 ? Number.NaN : i === 50 ? 20 : i < 50 ? 100 : i < 60 ? 40 : i <= 110 ? 70 : 100,
  );
  const blank = column(() => 0);
  const one = {
    kind: 'spot' as const,
    close: vwap,
    low: vwap,
    high: vwap,
    vwap,
    volumeUsd: blank,
    bidDepthUsd: blank,
  };
  const small: Series = {
    startMs: 0,
    minutes,
    markets: [
      { venue: 'a', symbol: 'X0/USDT', ...one },
      { venue: 'a', symbol: 'WBETH/USDT', ...one },
    ],
    columns: {
      'redemption/WBETH': column(() => 80),
      'peg/USDE/a': column(() => 0.65),
      'peg/USDE/usde-usdc': column((i) => (i === 5 ? 1.004 : 0.997)),
      'peg/PTUSDE/pt-usde': column(() => 0.985),
    },
  };

  test('half of the fall within the hour, and not what came later', () => {
    expect(value(summary, 'median.regained.a.alt', small)).toBeCloseTo(50 / 80, 12);
    expect(value(summary, 'median.regained.b.alt', small)).toBeUndefined();
  });

  test('a discount is against redemption value; pools are measured without venues', () => {
    expect(value(summary, 'discount.a.WBETH', small)).toBe(0.75);
    expect(value(summary, 'discount.a.BNSOL', small)).toBeUndefined();
    expect(value(summary, 'pools.deviation.USDE', small)).toBeCloseTo(0.004, 12);
    expect(value(summary, 'pools.deviation.X0', small)).toBeUndefined();
  });

  test('any column can be asked for by name; without series a number is not known', () => {
    expect(value(summary, 'series.peg/USDE/usde-usdc.most', small)).toBe(1.004);
    expect(value(summary, 'series.peg/USDE/usde-usdc.last', small)).toBe(0.997);
    expect(value(summary, 'series.nothing.sum', small)).toBeUndefined();
    expect(value(summary, 'series.peg/USDE/usde-usdc.sum')).toBeNaN();
  });
});

describe('paths', () => {
  const ids = Numbers.idsOf(summary);

  test('a wrong one is met with the nearest that exist', () => {
    for (const [wrong, right] of [
      ['low.a.USDDE.spot', 'low.a.USDE.spot'],
      ['low.x.USDE', 'low.a.USDE'],
      ['liquidations.trueUSD', 'liquidations.trueUsd'],
      ['openinterest.change.c', 'openInterest.change.c'],
      ['median.fal.a.alts', 'median.fall.a.alt'],
      ['liquidations.publishd', 'liquidations.publishedUsd'],
    ] as const) {
      expect(Numbers.find(wrong, ids), wrong).toBeUndefined();
      expect(Template.nearest(Numbers.ALL, wrong, ids)[0]).toBe(right);
    }
  });

  test('each guess is itself a path, and titles have no holes', () => {
    for (const known of Numbers.ALL)
      for (const path of Template.nearest([known], known.template.replace(/<column>/, 'x'), {
        ...ids,
        protocol: ['p'],
      })) {
        const found = Numbers.find(path, { ...ids, protocol: ['p'] });
        expect(found, path).toBeDefined();
        expect(found!.title).not.toMatch(/[<>]| {2}/);
      }
  });

  test('no template hides another', () => {
    expect(new Set(Numbers.ALL.map(({ template }) => template)).size).toBe(Numbers.ALL.length);
  });
});

describe('what a scenario expects', () => {
  const world: Summary = {
    ...summary,
    expect: [
      { id: 'fall', number: 'fall.a.BTC', value: 0.168, band: [0.12, null], source: 's', told: true },
      { id: 'regained', number: 'median.regained.a.alt', title: 'regained' },
      { id: 'gone', number: 'fall.b.USDE' },
      { id: 'unknown', number: 'fall.zz.BTC' },
    ],
  };

  test('is listed with its value, without what the run does not have', () => {
    const list = Headline.list({ summary: world, series });
    expect(list.map(({ key }) => key)).toEqual(['fall', 'regained']);
    expect(list[0]).toMatchObject({ title: 'BTC on a: fall, high to low', documented: 0.168, isTold: true });
    expect(list[1]).toMatchObject({ title: 'regained', documented: null, band: undefined, isTold: false });
  });

  test('survives being stored: what needs the minutes comes from the stored values', () => {
    const list = Headline.list({ summary: world, series });
    const values = Object.fromEntries(list.map((one) => [one.key, one.value]));
    expect(Headline.restore(world, values)).toEqual(list);
    expect(Headline.restore(world, {}).map(({ value: found }) => Number.isNaN(found))).toEqual([false, true]);
  });
});

test('the main venue has spot and perps, the reference trades spot only', () => {
  expect(MainVenue.main(summary.markets)).toBe('a');
  expect(MainVenue.reference(summary.markets)).toBe('d');
  expect(MainVenue.list(summary.markets)).toEqual(['a', 'b', 'c', 'd']);
  expect(MainVenue.ofClass(summary, 'a', 'alt').every((one) => one.kind === 'spot')).toBe(true);
  expect(MainVenue.ofClass(summary, 'a', 'alt')).toHaveLength(15);
  expect(MainVenue.reference(summary.markets.filter((one) => one.venue !== 'd'))).toBeUndefined();
});
