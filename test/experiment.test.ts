import { beforeAll, describe, expect, test } from 'vitest';
import * as Headline from '../src/analysis/Headline.js';
import * as Unwind from '../src/index.js';
import type { AnyRow } from '../src/messages/Journal.js';
import * as Cascade from '../src/observe/Cascade.js';
import * as SummarySchema from '../src/observe/SummarySchema.js';
import * as RandomWorlds from './cast/RandomWorlds.js';
import * as Worlds from './cast/Worlds.js';

/** The first news of the reduced scenario, twice as bad, with two alts: liquidations on every venue with perps, in a second or two. */
const SETS = [
  'end=2025-10-10T20:33:30Z',
  'start=2025-10-10T20:22:00Z',
  'universe.alts=2',
  'news.first-post.impulse=-6%',
  'assets.ETH.decimals=6',
  'assets.DOGE.decimals=2',
];

function open(): Unwind.World {
  return Unwind.build(Unwind.load(Worlds.library(), 'oct-2025-lite', { sets: SETS, withs: [] }), 1);
}

function finish(world: Unwind.World): string[] {
  const lines: string[] = [];
  while (!Unwind.advance(world, Number.POSITIVE_INFINITY, 50_000)) lines.push(...Unwind.drainJournal(world));
  return [...lines, ...Unwind.drainJournal(world)];
}

const COST = { wallMs: 12, peakRssBytes: 34, interrupted: false };
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
let world: Unwind.World;
let lines: string[];
let summary: Unwind.Summary;

beforeAll(() => {
  world = open();
  lines = finish(world);
  summary = Unwind.summary(world, COST);
}, 60_000);

describe('the summary of a run', () => {
  test('is what the published schema promises, and the auditor found nothing', () => {
    expect(SummarySchema.SummarySchema.parse(summary)).toEqual(summary);
    expect(Unwind.audit(world)).toEqual([]);
    expect(summary).toMatchObject({ scenario: 'oct-2025-lite', seed: 1, conserved: true, ...COST });
  });

  test('counts each forced dollar and account once, by venue, side and minute', () => {
    const { liquidations } = summary;
    const venues = Object.values(liquidations.byVenue);
    expect(Object.keys(liquidations.byVenue)).toEqual(['a', 'b', 'c']);
    expect(liquidations.notionalUsd).toBeGreaterThan(1e7);
    for (const key of ['notionalUsd', 'publishedUsd', 'longUsd', 'shortUsd', 'accounts'] as const)
      expect(sum(venues.map((one) => one[key]))).toBeCloseTo(liquidations[key], 2);
    for (const { notionalUsd, longUsd, shortUsd } of venues)
      expect(longUsd + shortUsd).toBeCloseTo(notionalUsd, 2);
    // The last half minute is not a finished one.
    const finished = sum(liquidations.byMinute.map((minute) => minute.usd));
    expect(finished).toBeGreaterThan(0);
    expect(finished).toBeLessThanOrEqual(liquidations.notionalUsd + 1);
    expect(liquidations.byMinute[0]!.at.slice(0, 16)).toBe(liquidations.firstAt!.slice(0, 16));
    expect(liquidations.publishedUsd).toBeLessThan(liquidations.notionalUsd);
  });

  test('the cascade read off the journal has the dollars of the tally', () => {
    const { forcedUsd, collateralSoldUsd, adlUsd } = world.world.engine.tally;
    const rows = lines.map((line) => JSON.parse(line) as AnyRow);
    const { byKind, exogenousUsd } = Cascade.build(rows);
    const liquidated = (byKind.liquidation ?? 0) + (byKind['liquidation-order'] ?? 0);
    expect(Math.abs(liquidated - forcedUsd - collateralSoldUsd)).toBeLessThan(0.01 * rows.length);
    expect(Math.abs((byKind.adl ?? 0) - adlUsd)).toBeLessThan(0.01 * rows.length);
    const minutes = sum(summary.exogenous.byMinute.map((minute) => minute.usd));
    expect(minutes / exogenousUsd).toBeGreaterThan(0.8);
    expect(summary.exogenous.byMinute[0]!.at).toBe('2025-10-10T20:25:00Z');
    expect(Cascade.summarize(world.cascade)).toEqual(Cascade.build(rows));
  });

  test('extremes agree with the minutes: one at the stroke of a minute is in the minute it opens', () => {
    const { series } = world.world.recorder;
    expect(series.minutes).toBe(11);
    const cutMs = series.startMs + series.minutes * 60_000;
    const traded = summary.markets.filter((market) => market.volumeUsd > 0);
    expect(traded.length).toBeGreaterThan(summary.markets.length / 2);
    const compared = new Set<string>();
    for (const market of traded) {
      const { venue, kind, symbol, open, low, lowAt, high, highAt } = market;
      const minutes = series.markets[summary.markets.indexOf(market)]!;
      for (const [side, price, at] of [['low', low, lowAt] as const, ['high', high, highAt] as const]) {
        // A market that never passed its open has its extreme there, without a trade; the last minute is unfinished.
        if (price === open || Date.parse(at) >= cutMs) continue;
        const minute = Math.floor((Date.parse(at) - series.startMs) / 60_000);
        expect([venue, symbol, side, minutes[side][minute]]).toEqual([venue, symbol, side, price]);
        compared.add(`${venue} ${kind} ${symbol}`);
        if (side === 'low') expect(minutes.vwap[minute]).toBeGreaterThanOrEqual(low);
      }
      expect(market.low1mVwap).toBeGreaterThanOrEqual(low * (1 - 1e-12));
      expect(market.depth1pctMinUsd).toBeLessThanOrEqual(market.depth1pctOpenUsd);
    }
    // In the minutes of a fall a book's high or its low comes before the last half minute, whichever way it went.
    expect(compared.size).toBeGreaterThan(0.8 * traded.length);
  });

  test('pools, open interest and makers start where the scenario puts them', () => {
    const pools = summary.insurance.filter((pool) => pool.venue === 'a');
    expect(sum(pools.map((pool) => pool.startUsd))).toBeCloseTo(1.23e9, 0);
    for (const pool of summary.insurance)
      expect(pool.minUsd).toBeLessThanOrEqual(Math.min(pool.startUsd, pool.endUsd));
    const { startUsd, endUsd, byVenue } = summary.openInterest;
    expect(sum(Object.values(byVenue).map((one) => one.startUsd))).toBeCloseTo(startUsd, 2);
    expect(endUsd).toBeLessThan(startUsd);
    for (const { lots, longLots } of world.world.engine.crowds)
      expect(longLots).toBe(sum([...lots].map((one) => Math.max(0, one))));
    expect(summary.makers.leverageOpen).toBeGreaterThan(1);
    expect(summary.makers.leverageBeforeFirstLiquidation).toBeGreaterThanOrEqual(summary.makers.leverageOpen);
    expect(sum(Object.values(summary.losses.payers))).toBeCloseTo(summary.losses.total, 2);
  });
});

describe('what stands beside a run', () => {
  test('no journal line is lost when the summary reads them first', () => {
    const other = open();
    Unwind.advance(other, 9 * 60e6, Number.POSITIVE_INFINITY);
    Unwind.summary(other, COST);
    const first = Unwind.drainJournal(other);
    expect(first.length).toBeGreaterThan(0);
    expect([...first, ...finish(other)]).toEqual(lines);
    expect(Unwind.summary(other, COST)).toEqual(summary);
  });

  test('a fork of the whole experiment ends as the original does', () => {
    const other = open();
    Unwind.advance(other, 9 * 60e6, Number.POSITIVE_INFINITY);
    const copy = structuredClone(other);
    expect(finish(copy)).toEqual(lines);
    expect(Unwind.summary(copy, COST)).toEqual(summary);
  });

  test('the series have one line a minute and market', () => {
    const [head, ...rows] = [...Unwind.seriesCsv(world)];
    expect(head).toBe('at,venue,symbol,kind,close,low,high,vwap,volumeUsd,bidDepthUsd');
    expect(rows).toHaveLength(11 * summary.markets.length);
    const cells = rows.map((row) => row.split(','));
    expect(cells.every((row) => row.length === 10 && row.every((cell) => cell !== 'NaN'))).toBe(true);
    const traded = sum(cells.filter(([, venue]) => venue === 'a').map((row) => Number(row[8])));
    const all = sum(
      summary.markets.filter((market) => market.venue === 'a').map((market) => market.volumeUsd),
    );
    expect(traded / all).toBeGreaterThan(0.7);
    expect(traded).toBeLessThan(all + rows.length);
  });

  test('the report is one page that fetches nothing and shows no hole of the program', () => {
    const html = Unwind.report(world, summary);
    expect([html.slice(0, 15), html.slice(-8)]).toEqual(['<!doctype html>', '</html>\n']);
    const page = html.slice(0, html.indexOf('<script>'));
    const flaws = [/NaN/, /undefined/, /Infinity/, /<link/, /src=/, /https?:/].filter((flaw) =>
      flaw.test(page),
    );
    expect(flaws).toEqual([]);
    expect(page).toContain('20:25–20:33 UTC');
  });

  test('a forced trade is traced to its root', () => {
    const rows = lines.map((line) => JSON.parse(line) as AnyRow);
    const forced = rows.findLast((row) => row.kind === 'liquidation')!;
    const text = Unwind.traceText(lines, forced.id);
    expect(text).toMatch(/^#\d+ · /);
    expect(text).toContain(`#${forced.id} · `);
    expect(Unwind.traceText(lines, rows.at(-1)!.id + 1)).toBe('');
  });

  test('the reality check survives being stored', () => {
    const values = JSON.parse(JSON.stringify(Unwind.headlines(world, summary))) as Record<
      string,
      number | null
    >;
    const list = Headline.restore(JSON.parse(JSON.stringify(summary)) as Unwind.Summary, values);
    expect(list.map((one) => one.key)).toEqual(Object.keys(values));
    expect(values['btc-fall']).toBe(summary.markets.find((one) => one.symbol === 'BTC/USDT')!.maxDrawdown);
    for (const { key, value } of list)
      expect([key, Number.isFinite(value) ? value : null]).toEqual([key, values[key]]);
    expect(values['discount-wbeth']).toBeTypeOf('number');
  });

  test('two alike studies make tables: the base case, and an intervention without effect', () => {
    const result = { ...summary, headlines: Unwind.headlines(world, summary) };
    const seeds = [1, 2, 4].map((seed) => ({ ...result, seed }));
    const stories = seeds.map((one) => ({ ...one, interventions: ['adl-off'] }));
    const moved = seeds.map((one) => ({ ...one, sets: ['universe.zipf=1'] }));
    const text = Unwind.validation([...seeds, ...stories, ...moved], { 'adl-off': 'No ADL' });
    const told = (heading: string) => text.slice(text.indexOf(heading)).split('\n### ')[0]!;
    expect(told('interventions, seed against seed')).not.toContain('universe.zipf=1');
    expect(told('one free value moved by a fifth')).toMatch(/\| `universe.zipf=1` .* \| 3 \|/);
    expect(text).toContain('### oct-2025-lite: reality check, seeds 1-2, 4\n\n| number |');
    expect(text).not.toContain('do not conserve');
    expect(Unwind.validation([{ ...result, conserved: false }, result], {})).toContain(
      '**1 of 2 runs do not conserve',
    );
    expect(text).toMatch(/\| `adl-off` No ADL \| BTC.* \| not statistically significant \| 3 \|/);
  });
});

test('liquidated accounts journal each dollar they were made to trade, positions and collateral, once', () => {
  let orders = 0;
  for (let seed = 1; seed <= 25; seed++) {
    const small = RandomWorlds.build(seed);
    const rows = Worlds.finish(small);
    const { forcedUsd, collateralSoldUsd, venues = {} } = small.engine.tally;
    const { byKind } = Cascade.build(rows);
    const liquidated = (byKind.liquidation ?? 0) + (byKind['liquidation-order'] ?? 0);
    expect(Math.abs(liquidated - forcedUsd - collateralSoldUsd)).toBeLessThan(0.01 * (rows.length + 1));
    const mine = rows.filter((row) => row.kind === 'liquidation-order');
    expect(Math.abs(sum(mine.map((row) => row.collateralUsd!)) - collateralSoldUsd)).toBeLessThan(
      0.01 * (rows.length + 1),
    );
    for (const row of mine) expect(rows.find((one) => one.id === row.cause)!.kind).toBe('liquidation');
    const seconds = mine.map((row) => `${row.account} ${Math.floor(row.atUs / 1e6)}`);
    expect(new Set(seconds).size).toBe(seconds.length);
    expect(sum(Object.values(venues).map((one) => one.forcedAccounts))).toBe(
      small.engine.tally.forcedAccounts,
    );
    orders += mine.length;
  }
  expect(orders).toBeGreaterThan(20);
});

test('the version is the package’s', async () => {
  const { default: pack } = await import('../package.json', { with: { type: 'json' } });
  expect(Unwind.version).toBe(pack.version);
});
