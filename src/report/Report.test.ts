import { expect, test } from 'vitest';
import * as Crash from '../../test/cast/SyntheticCrash.js';
import * as Numbers from '../analysis/numbers/Numbers.js';
import * as Cascade from '../observe/Cascade.js';
import type { Series } from '../observe/Series.js';
import * as NumberText from './NumberText.js';
import * as Report from './Report.js';

const series = Crash.series();
const summary = Crash.summary(series);
const cascade = Cascade.build(Crash.journal(18));
const page = Report.render({ summary, series, cascade });

/** The first number that went wrong, with its surroundings. */
function leak(html: string): string | undefined {
  return /.{0,60}(NaN|undefined|Infinity).{0,20}/.exec(html.replace(/<script>.*<\/script>/s, ''))?.[0];
}

test('the page is one small file that fetches nothing', () => {
  expect(page.length).toBeLessThan(3_000_000);
  expect(/https?:|src=|@import|url\(|<link/.exec(page)).toBeNull();
  expect(page.startsWith('<!doctype html>')).toBe(true);
});

test('no number leaks as NaN, undefined or Infinity', () => {
  expect(page.replace(/<script>.*<\/script>/s, '')).not.toMatch(
    /NaN|undefined|Infinity|null,null,null,null,null,null/,
  );
});

test('every picture has an axis, a scale and words for those who cannot see it, every figure a data table', () => {
  const count = (pattern: RegExp) => [...page.matchAll(pattern)].length;
  expect(count(/<svg /g)).toBeGreaterThan(12);
  expect(count(/<svg role="img" aria-label="[^"]{40,}"/g)).toBe(count(/<svg /g));
  expect(count(/<details>/g)).toBe(count(/<figure>/g));
  for (const text of ['log scale', '20:30 to 23:00 UTC', 'Nothing exogenous trades after 20:56']) {
    expect(page.includes(text), text).toBe(true);
  }
});

test('every figure of the first screen is the number of the summary that it names', () => {
  const ids = Numbers.idsOf(summary);
  const shown = [...page.matchAll(/<span data-number="([^"]+)">([^<]*)<\/span>/g)];
  expect(shown.length).toBeGreaterThan(10);
  for (const [, path, text] of shown) {
    const found = Numbers.find(path!, ids)!;
    expect(text, path).toBe(NumberText.format(found.unit, found.value({ summary, series })!));
  }
  expect(page.match(/class="card"/g)).toHaveLength(8);
});

test('names from a scenario file cannot break out of the page', () => {
  const evil = Report.render({
    summary: { ...summary, scenario: '<img onerror=x>', interventions: ['"><u>'] },
    series,
    cascade,
  });
  expect(evil.includes('<img') || evil.includes('<u>')).toBe(false);
});

test('a quiet run without news, makers, staked assets or cascade still gives a page', () => {
  const quiet: Series = {
    ...series,
    markets: series.markets.filter((market) => market.venue === 'd'),
    columns: {},
  };
  const calm = Crash.summary(series);
  const none = {
    ...calm.liquidations,
    notionalUsd: 0,
    publishedUsd: 0,
    longUsd: 0,
    shortUsd: 0,
    accounts: 0,
    byMinute: [],
  };
  const losses = { total: 0, payers: {} };
  const report = Report.render({
    summary: { ...calm, liquidations: none, insurance: [], losses, exogenous: { byMinute: [] } },
    series: quiet,
    cascade: Cascade.build([]),
  });
  expect(report.includes('Nothing exogenous traded')).toBe(true);
  expect(leak(report)).toBeUndefined();
});

test('a run shorter than a minute has no series to draw, and says so', () => {
  const short = Report.render({ summary, series: { ...series, minutes: 0 }, cascade });
  expect(leak(short)).toBeUndefined();
  expect(short).toContain('shorter than a minute');
  expect(short).not.toContain('<svg');
});

/** The same crash with a synthetic dollar, its issuer and loops. */
function withDollar(): { series: Series; summary: typeof summary } {
  const column = (value: number) => new Float64Array(series.minutes).fill(value);
  const market = series.markets.find((one) => one.venue === 'a' && one.kind === 'spot')!;
  const coin = { ...market, symbol: 'USDE/USDT', low: column(0.66), close: column(0.99) };
  const loop = {
    place: 'a',
    collateral: 'USDE',
    stockUsd: 4e8,
    stockLeftUsd: 0,
    equityUsd: 1e8,
    equityLeftUsd: 5e6,
  };
  return {
    series: {
      ...series,
      markets: [...series.markets, coin],
      columns: {
        ...series.columns,
        'issuerSupply/USDE': column(14.7e9),
        'issuerBackingRatio/USDE': column(1.016),
        'issuerDeltaUsd/USDE': column(-2e6),
        'peg/USDE/a': column(0.99),
        'peg/USDE/usde-usdc': column(0.998),
        'missedUsd/USDE/halt': column(3e5),
        'loopLeverage/a/whale': column(3.6),
        'loopForcedUsd/a/whale': column(1e5),
        'redemption/USDE': column(1),
        'collateralIndex/a/USDE': column(0.9),
      },
    },
    summary: {
      ...summary,
      assets: [...summary.assets, { id: 'USDE', class: 'synthetic', openUsd: 1, redeemsTo: 'USDT' }],
      markets: [
        ...summary.markets,
        { ...summary.markets[0]!, venue: 'a', kind: 'spot', symbol: 'USDE/USDT', low: 0.66 },
      ],
      issuers: [
        { asset: 'USDE', supplyStart: 14.7e9, supplyEnd: 12.6e9, redeemed: 2.2e9, minBackingRatio: 1.013 },
      ],
      lending: [
        {
          protocol: 'aave',
          liquidatedUsd: 0,
          badDebtUsd: 1e6,
          maxUtilization: 0.9,
          liquidatedByCollateral: {},
          refused: {},
        },
      ],
      loops: [
        { ...loop, product: 'loop of 4x and more', opened: 80, unwound: 20, liquidated: 60 },
        { ...loop, product: 'whale', opened: 20, unwound: 0, liquidated: 20, unwinds: 10, calledBefore: 9 },
      ],
    },
  };
}

test('a synthetic dollar has its prices, missed arbitrage, issuer, loops and their outcomes told', () => {
  const world = withDollar();
  const report = Report.render({ ...world, cascade });
  expect(leak(report)).toBeUndefined();
  for (const text of [
    'USDE, traded price by venue and pool, par = 100',
    'low 66 at',
    'pool usde-usdc',
    'transfers or redemption halted',
    'USDE, redemption value = 100',
    'Backing over supply',
    'whales on a: liquidated',
    'Of 10 unwinds that whales began, 9 followed',
  ])
    expect(report.includes(text), text).toBe(true);
  expect(report.match(/class="card"/g)).toHaveLength(8);
  expect(page).not.toContain('Coins meant to be worth a dollar');
  expect(page).not.toContain('What became of the loops');
});
