import type { MarketSeries, Series } from '../../observe/Series.js';
import type * as Assets from '../Assets.js';
import * as MainVenue from '../MainVenue.js';
import * as ClassNumbers from './ClassNumbers.js';
import type { Known, Subject } from './Known.js';

const REDUCE: Readonly<Record<string, (values: readonly number[]) => number>> = {
  least: (values) => Math.min(...values),
  most: (values) => Math.max(...values),
  first: (values) => values[0]!,
  last: (values) => values.at(-1)!,
  median: (values) => ClassNumbers.middle(values),
  sum: (values) => values.reduce((total, value) => total + value, 0),
};

function reduced({ columns, minutes }: Series, column: string, how: string): number | undefined {
  const values = columns[column];
  if (values === undefined) return undefined;
  const known = Array.from(values.subarray(0, minutes)).filter(Number.isFinite);
  return known.length > 0 ? REDUCE[how]!(known) : Number.NaN;
}

/** Part of its fall that a coin regained in the hour after its low: from the highest minute before it to the best after. */
function regained({ vwap }: Pick<MarketSeries, 'vwap'>): number {
  let bottom = -1;
  for (let i = 0; i < vwap.length; i++)
    if (vwap[i]! > 0 && (bottom < 0 || vwap[i]! < vwap[bottom]!)) bottom = i;
  if (bottom < 0) return Number.NaN;
  const fall = highest(vwap, 0, bottom) - vwap[bottom]!;
  return fall > 0 ? (highest(vwap, bottom, bottom + 60) - vwap[bottom]!) / fall : Number.NaN;
}

function highest(values: Float64Array, from: number, to: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = from; i <= to && i < values.length; i++) if (values[i]! > best) best = values[i]!;
  return best;
}

/** How far below redemption value an asset sold in its worst minute, as a fraction. */
function worstDiscount({ summary, series }: Subject, venue: string, asset: string): number | undefined {
  const redemption = series?.columns[`redemption/${asset}`];
  if (series === undefined || redemption === undefined) return series === undefined ? Number.NaN : undefined;
  const board = { assets: summary.assets, markets: series.markets };
  const market = MainVenue.marketOf<MarketSeries>(board, venue, asset);
  if (market === undefined) return undefined;
  let worst = Number.NaN;
  for (let i = 0; i < redemption.length; i++) {
    const discount = 1 - market.vwap[i]! / redemption[i]!;
    if (!(discount <= worst) && Number.isFinite(discount)) worst = discount;
  }
  return worst;
}

/** Largest distance of a coin from par in any pool at a minute's end; undefined without a pool that has it. */
function poolDeviation({ columns, markets }: Series, asset: string): number | undefined {
  const venues = new Set(MainVenue.list(markets));
  let worst: number | undefined;
  for (const name of Object.keys(columns)) {
    const [kind, coin, place] = name.split('/');
    if (kind !== 'peg' || coin !== asset || venues.has(place!)) continue;
    for (const price of columns[name]!) if (price > 0) worst = Math.max(worst ?? 0, Math.abs(price - 1));
  }
  return worst;
}

/** Numbers that need the minutes of a run. */
export const SERIES_NUMBERS: readonly Known[] = [
  {
    template: 'median.regained.<venue>.<class>',
    unit: 'percent',
    title: 'median <class> on <venue>: part of the fall regained in an hour',
    value: ({ summary, series }, { venue, class: kind }) => {
      if (series === undefined) return Number.NaN;
      const board = { assets: summary.assets, markets: series.markets };
      const all = MainVenue.ofClass<MarketSeries>(board, venue!, kind as Assets.Class);
      return all.length === 0 ? undefined : ClassNumbers.middle(all.map(regained));
    },
  },
  {
    template: 'discount.<venue>.<asset>',
    unit: 'percent',
    title: '<asset> on <venue> below its redemption value, worst minute',
    value: (subject, { venue, asset }) => worstDiscount(subject, venue!, asset!),
  },
  {
    template: 'pools.deviation.<asset>',
    unit: 'percent',
    title: '<asset> in pools, worst distance from par',
    value: ({ series }, { asset }) => (series === undefined ? Number.NaN : poolDeviation(series, asset!)),
  },
  {
    template: 'series.<column>.<of>',
    unit: 'plain',
    title: '<column>, <of>',
    value: ({ series }, { column, of }) =>
      series === undefined ? Number.NaN : reduced(series, column!, of!),
  },
];
