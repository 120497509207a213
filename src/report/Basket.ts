import { medianSorted } from 'simple-statistics';
import type * as Assets from '../analysis/Assets.js';
import * as MainVenue from '../analysis/MainVenue.js';
import type { MarketSeries, Series } from '../observe/Series.js';
import type { Line } from './Panel.js';

/** What a curve stands for: one coin, or the median over a class. */
export type Subject = { readonly asset: string } | { readonly class: Assets.Class };

/** The series of a run and what the scenario calls its assets. */
export interface Source {
  readonly assets: readonly Assets.Asset[];
  readonly series: Series;
}

function marketsOf({ assets, series }: Source, venue: string, subject: Subject): MarketSeries[] {
  const board = { assets, markets: series.markets };
  if ('class' in subject) return MainVenue.ofClass<MarketSeries>(board, venue, subject.class);
  return [MainVenue.marketOf<MarketSeries>(board, venue, subject.asset) ?? []].flat();
}

/** Prices by venue, 100 at each market's first minute, with the minute's low as a wick. */
export function prices(source: Source, subject: Subject): Line[] {
  return each(source, subject, (markets) => {
    const opens = markets.map(({ close }) => close.find((price) => price > 0) ?? Number.NaN);
    const indexed = (price: (market: MarketSeries, minute: number) => number) =>
      medians(
        source.series.minutes,
        markets.length,
        (market, minute) => (100 * price(markets[market]!, minute)) / opens[market]!,
      );
    // A minute without a trade has no low of its own: its close stands in, so that both medians are of the same coins.
    return {
      values: indexed(({ close }, minute) => close[minute]!),
      low: indexed(({ close, low }, minute) => (low[minute]! > 0 ? low[minute]! : close[minute]!)),
    };
  });
}

/** Bid dollars within 1% of mid, by venue. */
export function depths(source: Source, subject: Subject): Line[] {
  return each(source, subject, (markets) => ({
    values: medians(
      source.series.minutes,
      markets.length,
      (market, minute) => markets[market]!.bidDepthUsd[minute]!,
    ),
  }));
}

/** How far each venue's curve is from the reference venue's, as a fraction; empty without a reference. */
export function gaps(series: Series, curves: readonly Line[]): Line[] {
  const venue = MainVenue.reference(series.markets);
  const reference = curves.find((line) => line.label === venue);
  if (reference === undefined) return [];
  return curves
    .filter((line) => line !== reference)
    .map(({ label, color, values }) => {
      // A market that was settled keeps its last price to the end: that is no distance from anything.
      const last = values.findLastIndex((value, i) => i === 0 || value !== values[i - 1]);
      return {
        label: `${label} against ${venue}`,
        color,
        values: values.map((value, i) => (i > last ? Number.NaN : value / reference.values[i]! - 1)),
      };
    });
}

type Drawn = Pick<Line, 'values' | 'low'>;

function each(source: Source, subject: Subject, draw: (markets: readonly MarketSeries[]) => Drawn): Line[] {
  const { markets: all } = source.series;
  const reference = MainVenue.reference(all);
  return MainVenue.list(all).flatMap((venue, color) => {
    const markets = marketsOf(source, venue, subject);
    if (markets.length === 0) return [];
    const label = markets.every((market) => market.kind === 'perp') ? `${venue} (perp)` : venue;
    return [{ label, color, isDashed: venue === reference, ...draw(markets) }];
  });
}

/** The median over `count` markets in each minute; markets that have not traded yet are left out. */
function medians(
  minutes: number,
  count: number,
  value: (market: number, minute: number) => number,
): Float64Array {
  const result = new Float64Array(minutes).fill(Number.NaN);
  for (let minute = 0; minute < minutes; minute++) {
    const known: number[] = [];
    for (let market = 0; market < count; market++) {
      const one = value(market, minute);
      if (Number.isFinite(one)) known.push(one);
    }
    if (known.length > 0) result[minute] = medianSorted(known.sort((a, b) => a - b));
  }
  return result;
}
