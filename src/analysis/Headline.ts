import { median } from 'simple-statistics';
import type * as NumberText from '../report/NumberText.js';
import * as TerraNumbers from '../terra/TerraNumbers.js';
import * as Assets from './Assets.js';
import * as Instant from './compare/Instant.js';
import * as MainVenue from './MainVenue.js';
import type { Extra } from './Recovery.js';
import type { MarketSummary, Summary } from './Summary.js';
import * as SyntheticNumbers from './SyntheticNumbers.js';

/** One number of the reality check. `documented` is null where the record gives none; NaN is "no data". */
export interface Headline {
  readonly key: string;
  readonly title: string;
  readonly unit: NumberText.Unit;
  readonly documented: number | null;
  /** Where the median over seeds has to lie, both ends included. */
  readonly band: readonly [lo: number, hi: number];
  readonly value: number;
}

/** A headline in the order of its fields. */
export type Row = readonly [
  string,
  string,
  NumberText.Unit,
  number | null,
  readonly [number, number],
  number,
];

const ANY = Number.POSITIVE_INFINITY;
const DISCOUNT = 'discount';
const LATE_MS = 7_200_000;
const DEAD = 0.5;

/** Falls documented for single coins on the largest venue's spot books; reported, with no band to meet. */
const COINS: readonly (readonly [string, number])[] = [
  ['BNB', 0.327],
  ['XRP', 0.558],
  ['DOGE', 0.626],
  ['LINK', 0.653],
  ['ENA', 0.77],
  ['TRX', 0.11],
  ['WBETH', 0.909],
  ['BNSOL', 0.855],
];

/** Published dollars by venue; other venues' feeds are not in the scenario, so these have no band either. */
const PUBLISHED: readonly (readonly [string, number])[] = [
  ['a', 2.4e9],
  ['b', 4.6e9],
  ['c', 10.3e9],
];

/** The list of numbers that the run's scenario names; that of 10 October 2025 where it names none. */
export function list(summary: Summary, extra: Extra): Headline[] {
  const { numbers = 'october' } = summary;
  return numbers === 'october' ? october(summary, extra) : TerraNumbers.list(numbers, summary);
}

/** Documented values and bands are those of that day. */
function october(summary: Summary, extra: Extra): Headline[] {
  const rows = [
    ...falls(summary),
    ...after(summary),
    ...lows(summary),
    ...forced(summary),
    ...liquidity(summary, extra),
  ];
  return [...rows, ...coins(summary), ...published(summary), ...SyntheticNumbers.list(summary, extra)].map(
    ([key, title, unit, documented, band, value]) => {
      return { key, title, unit, documented, band, value };
    },
  );
}

/** The list of a stored run: what only the series could tell is taken from `values`, as are all other numbers. */
export function restore(summary: Summary, values: Readonly<Record<string, number | null>>): Headline[] {
  const staked = Object.keys(values).filter((key) => key.startsWith(DISCOUNT));
  const stakedDiscount = Object.fromEntries(staked.map((key) => [key.slice(DISCOUNT.length), Number.NaN]));
  const poolDeviation = 'usdePools' in values ? Number.NaN : undefined;
  return list(summary, { medianAltRegained: Number.NaN, stakedDiscount, poolDeviation }).map((one) => {
    // A number that this run's list did not have yet is computed from its summary.
    return one.key in values ? { ...one, value: values[one.key] ?? Number.NaN } : one;
  });
}

function falls({ markets }: Summary): Row[] {
  const venue = MainVenue.main(markets);
  const alts = drawdowns(MainVenue.alts(markets, venue));
  const deep = alts.filter((fall) => fall >= 0.8).length / alts.length;
  return [
    ['btcFall', `BTC, high to low on ${venue}`, 'percent', 0.168, [0.12, 0.2], fallOf(markets, venue, 'BTC')],
    ['ethFall', `ETH, high to low on ${venue}`, 'percent', 0.218, [0.17, 0.3], fallOf(markets, venue, 'ETH')],
    ['altFall', `median alt, high to low on ${venue}`, 'percent', null, [0.5, 0.85], middle(alts)],
    ['altsBy80', `share of alts that fell 80% on ${venue}`, 'percent', null, [0.1, 1], deep],
    ['altGap', 'median alt: extra fall over the spot-only venue', 'percent', null, [0.2, 1], altGap(markets)],
  ];
}

/** Whether what came after was a recovery: lows that came hours later, and where alts stand at the end. */
function after({ markets, exogenous }: Summary): Row[] {
  const venue = MainVenue.main(markets);
  const alts = MainVenue.alts(markets, venue);
  const quiet = Instant.parse(lastExogenousAt(exogenous.byMinute)) + LATE_MS;
  const late = alts.filter((market) => Instant.parse(market.lowAt) > quiet).length / alts.length;
  const dead = alts.filter((market) => market.close < market.open * DEAD).length / alts.length;
  return [
    [
      'altsLate',
      `alts on ${venue} with their low two hours after the news or later`,
      'percent',
      null,
      [0, 1],
      late,
    ],
    ['altsDead', `alts on ${venue} below half their opening price at the end`, 'percent', null, [0, 1], dead],
  ];
}

/** Only alts that trade on both venues, so that the two medians speak of the same coins. */
function altGap(markets: readonly MarketSummary[]): number {
  const reference = MainVenue.reference(markets);
  if (reference === undefined) return Number.NaN;
  const calm = MainVenue.alts(markets, reference);
  const shared = new Set(calm.map((market) => Assets.base(market.symbol)));
  const wild = MainVenue.alts(markets, MainVenue.main(markets)).filter((market) =>
    shared.has(Assets.base(market.symbol)),
  );
  const both = new Set(wild.map((market) => Assets.base(market.symbol)));
  const twin = calm.filter((market) => both.has(Assets.base(market.symbol)));
  return middle(drawdowns(wild)) - middle(drawdowns(twin));
}

/** How much of each fall the lowest one-minute average price shows: a single order in an empty book shows little. */
function lows({ markets }: Summary): Row[] {
  const venue = MainVenue.main(markets);
  const shown = (asset: string) => shownByAverage(MainVenue.marketOf(markets, venue, asset));
  const alts = MainVenue.alts(markets, venue).map(shownByAverage).filter(Number.isFinite);
  const title = (what: string) => `${what}: part of the fall in the lowest 1-min average`;
  return [
    ['btcLowShown', title('BTC'), 'percent', null, [0.75, ANY], shown('BTC')],
    ['ethLowShown', title('ETH'), 'percent', null, [0.75, ANY], shown('ETH')],
    ['altLowShown', title('median alt'), 'percent', null, [0.75, ANY], middle(alts)],
  ];
}

/** Simplified: the peak is inferred from the low and the drawdown, so it assumes the low ended the largest fall. */
function shownByAverage(market: MarketSummary | undefined): number {
  if (market === undefined || !(market.maxDrawdown > 0)) return Number.NaN;
  const peak = market.low / (1 - market.maxDrawdown);
  return (1 - market.low1mVwap / peak) / market.maxDrawdown;
}

function forced({ liquidations, exogenous, adl, insurance, losses }: Summary): Row[] {
  const quiet = lastExogenousAt(exogenous.byMinute);
  const total = sum(liquidations.byMinute.map((minute) => minute.usd));
  const after = sum(liquidations.byMinute.filter((minute) => minute.at > quiet).map((minute) => minute.usd));
  const long = liquidations.longUsd / (liquidations.longUsd + liquidations.shortUsd);
  const drawn = sum(insurance.map((pool) => Math.max(0, pool.startUsd - pool.minUsd)));
  return [
    ['published', 'published liquidations', 'usd', 19.25e9, [13e9, 27e9], liquidations.publishedUsd],
    ['forced', 'true forced liquidations', 'usd', null, [0, ANY], liquidations.notionalUsd],
    ['longShare', 'long share of liquidations', 'percent', 0.87, [0.8, 0.93], long],
    ['afterNews', 'forced after the last exogenous minute', 'percent', null, [0.5, 1], after / total],
    ['adl', 'auto-deleveraged', 'usd', null, [1, ANY], adl.notionalUsd],
    ['insurance', 'insurance drawn at the worst', 'usd', null, [1, ANY], drawn],
    ['losses', 'losses beyond collateral', 'usd', null, [0, ANY], losses.total],
  ];
}

function liquidity({ markets, makers }: Summary, extra: Extra): Row[] {
  const venue = MainVenue.main(markets);
  const leverage = makers.leverageBeforeFirstLiquidation / makers.leverageOpen;
  const lost = MainVenue.alts(markets, venue).map(
    (market) => 1 - market.depth1pctMinUsd / market.depth1pctOpenUsd,
  );
  const staked = Object.keys(extra.stakedDiscount).sort();
  return [
    ['makerLeverage', `makers' leverage on ${venue} over its opening`, 'times', null, [2, ANY], leverage],
    ['altDepthLost', `median alt on ${venue}: 1% depth lost`, 'percent', 0.9775, [0.9, 1], middle(lost)],
    ...staked.map((asset): Row => {
      const title = `${asset} below redemption value on ${venue}, worst minute`;
      return [`${DISCOUNT}${asset}`, title, 'percent', null, [0.4, 1], extra.stakedDiscount[asset]!];
    }),
    [
      'altRegained',
      'median alt: fall regained in an hour',
      'percent',
      null,
      [0.5, ANY],
      extra.medianAltRegained,
    ],
  ];
}

function coins({ markets }: Summary): Row[] {
  const venue = MainVenue.main(markets);
  return COINS.flatMap(([asset, documented]): Row[] => {
    if (MainVenue.marketOf(markets, venue, asset) === undefined) return [];
    const fall = fallOf(markets, venue, asset);
    return [[`fall${asset}`, `${asset}, high to low on ${venue}`, 'percent', documented, [0, 1], fall]];
  });
}

function published({ liquidations: { byVenue, accounts } }: Summary): Row[] {
  const rows = PUBLISHED.flatMap(([venue, documented]): Row[] => {
    const usd = byVenue[venue]?.publishedUsd;
    return usd === undefined
      ? []
      : [[`published_${venue}`, `published liquidations of ${venue}`, 'usd', documented, [0, ANY], usd]];
  });
  return [...rows, ['accounts', 'accounts liquidated', 'count', 1_618_240, [0, ANY], accounts]];
}

/** Time of the last minute in which anything exogenous traded; empty when nothing did. */
function lastExogenousAt(minutes: Summary['exogenous']['byMinute']): string {
  return (
    minutes
      .filter((minute) => minute.usd !== 0)
      .map((minute) => minute.at)
      .sort()
      .at(-1) ?? ''
  );
}

function fallOf(markets: readonly MarketSummary[], venue: string, asset: string): number {
  return MainVenue.marketOf(markets, venue, asset)?.maxDrawdown ?? Number.NaN;
}

function drawdowns(markets: readonly MarketSummary[]): number[] {
  return markets.map((market) => market.maxDrawdown).filter(Number.isFinite);
}

function middle(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  return known.length > 0 ? median(known) : Number.NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
