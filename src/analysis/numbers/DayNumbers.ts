import type { MarketSeries, Series } from '../../observe/Series.js';
import * as Instant from '../compare/Instant.js';
import * as MainVenue from '../MainVenue.js';
import type { Known, Subject, Words } from './Known.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** Minute of a run at the first "21:09" at or after its start. */
function minuteAt({ startMs }: Pick<Series, 'startMs'>, clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  const start = Math.floor(startMs / MINUTE_MS) % DAY_MINUTES;
  return (hours * 60 + minutes - start + DAY_MINUTES) % DAY_MINUTES;
}

/** Dollars traded on all venues from one clock time to another. */
function traded({ series }: Subject, { clock, clock2, kind }: Words): number {
  if (series === undefined) return Number.NaN;
  const [from, to] = [minuteAt(series, clock!), minuteAt(series, clock2!)];
  const markets = series.markets.filter((one) => kind === undefined || one.kind === kind);
  return markets.reduce(
    (sum, { volumeUsd }) => sum + volumeUsd.subarray(from, to).reduce((total, usd) => total + usd, 0),
    0,
  );
}

/** Part of all forced dollars that fell into the minutes between two clock times. */
function forcedBetween({ summary, series }: Subject, { clock, clock2 }: Words): number {
  if (series === undefined) return Number.NaN;
  const [from, to] = [clock!, clock2!].map((one) => series.startMs + minuteAt(series, one) * MINUTE_MS);
  let [inside, all] = [0, 0];
  for (const { at, usd } of summary.liquidations.byMinute) {
    const ms = Instant.parse(at);
    if (ms >= from! && ms < to!) inside += usd;
    all += usd;
  }
  return inside / all;
}

function marketOf({ summary, series }: Subject, venue: string, asset: string): MarketSeries | undefined {
  const board = { assets: summary.assets, markets: series?.markets ?? [] };
  return MainVenue.marketOf<MarketSeries>(board, venue, asset);
}

/** Minutes whose last price stands below a share of the opening price. */
function minutesBelow(subject: Subject, { venue, asset, percent }: Words): number | undefined {
  if (subject.series === undefined) return Number.NaN;
  const market = marketOf(subject, venue!, asset!);
  if (market === undefined) return undefined;
  const opened = MainVenue.marketOf(subject.summary, venue!, asset!)!.open;
  const line = (opened * Number.parseFloat(percent!)) / 100;
  return market.close.filter((price) => price < line).length;
}

/** Part of the fall from a clock time to the lowest minute that came back within a span after it. */
function regainedSince(subject: Subject, { venue, asset, clock, span }: Words): number | undefined {
  if (subject.series === undefined) return Number.NaN;
  const market = marketOf(subject, venue!, asset!);
  if (market === undefined) return undefined;
  const { vwap } = market;
  const from = minuteAt(subject.series, clock!);
  let low = from;
  for (let i = from; i < vwap.length; i++) if (vwap[i]! < vwap[low]!) low = i;
  const until = low + Number.parseInt(span!, 10) * (span!.endsWith('h') ? 60 : 1);
  let best = vwap[low]!;
  for (let i = low; i <= until && i < vwap.length; i++) if (vwap[i]! > best) best = vwap[i]!;
  return (best - vwap[low]!) / (vwap[from]! - vwap[low]!);
}

/** Dollars of forced trades in a coin that venues published. */
function published({ series }: Subject, asset: string): number {
  if (series === undefined) return Number.NaN;
  const column = series.columns[`publishedUsd/${asset}`];
  return column === undefined ? 0 : column.reduce((sum, usd) => sum + (usd > 0 ? usd : 0), 0);
}

/** Numbers of stretches of the day. */
export const DAY_NUMBERS: readonly Known[] = [
  {
    template: 'published.<asset>',
    unit: 'usd',
    title: 'published liquidations in <asset>',
    value: (subject, { asset }) => published(subject, asset!),
  },
  {
    template: 'traded.<clock>.<clock>[.<kind>]',
    unit: 'usd',
    title: '<kind> traded on all venues from <clock> to <clock2>',
    value: traded,
  },
  {
    template: 'forcedBetween.<clock>.<clock>',
    unit: 'percent',
    title: 'part of all forced trades from <clock> to <clock2>',
    value: forcedBetween,
  },
  {
    template: 'minutesBelow.<venue>.<asset>.<percent>',
    unit: 'count',
    title: '<asset> on <venue>: minutes below <percent> of its opening price',
    value: minutesBelow,
  },
  {
    template: 'regainedSince.<venue>.<asset>.<clock>.<span>',
    unit: 'percent',
    title: '<asset> on <venue>: part of its fall since <clock> that came back within <span> of the low',
    value: regainedSince,
  },
];
