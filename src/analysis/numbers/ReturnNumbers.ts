import type { MarketSeries } from '../../observe/Series.js';
import type * as Assets from '../Assets.js';
import * as MainVenue from '../MainVenue.js';
import * as StylizedFacts from '../StylizedFacts.js';
import * as ClassNumbers from './ClassNumbers.js';
import type { Known, Subject, Words } from './Known.js';

const DAY_MINUTES = 1440;
/** The first minutes belong to the opening: books fill. */
const OPENING = 5;
/** Lags over which autocorrelations of absolute returns are averaged: single ones are noise. */
const LAGS = 10;

/** "5min" or "1h" in minutes. */
function minutesOf(span: string): number {
  return Number.parseInt(span, 10) * (span.endsWith('h') ? 60 : 1);
}

/** Log returns of last prices over steps of `minutes`. */
function returns({ close }: Pick<MarketSeries, 'close'>, minutes: number): Float64Array {
  const found: number[] = [];
  for (let i = OPENING + minutes; i < close.length; i += minutes) {
    const one = Math.log(close[i]! / close[i - minutes]!);
    if (Number.isFinite(one)) found.push(one);
  }
  return Float64Array.from(found);
}

/** Root of the mean square, scaled to a day; NaN for fewer than two returns. */
function daily(all: Float64Array, minutes: number): number {
  if (all.length < 2) return Number.NaN;
  const square = all.reduce((sum, one) => sum + one * one, 0) / all.length;
  return Math.sqrt((square * DAY_MINUTES) / minutes);
}

/** The least mean of ten autocorrelations of absolute one-minute returns, up to a lag. */
function persistence(all: Float64Array, upTo: number): number {
  if (all.length <= 2 * upTo) return Number.NaN;
  const size = all.map(Math.abs);
  let least = Number.POSITIVE_INFINITY;
  for (let from = 1; from + LAGS - 1 <= upTo; from += LAGS) {
    let sum = 0;
    for (let lag = from; lag < from + LAGS; lag++) sum += StylizedFacts.autocorrelation(size, lag);
    least = Math.min(least, sum / LAGS);
  }
  return least;
}

type Of = (market: MarketSeries, minutes: number) => number;

/** What the returns of one market tell, over a span. */
const OF: Readonly<Record<string, readonly [unit: Known['unit'], title: string, of: Of]>> = {
  volatility: ['percent', 'a day, from returns of <span>', (one, span) => daily(returns(one, span), span)],
  kurtosis: [
    'figure',
    'excess kurtosis of returns of <span>',
    (one, span) => StylizedFacts.excessKurtosis(returns(one, span)),
  ],
  memory: [
    'figure',
    'autocorrelation of returns of <span>',
    (one, span) => StylizedFacts.autocorrelation(returns(one, span), 1),
  ],
  clustering: [
    'figure',
    'least autocorrelation of absolute one-minute returns up to a lag of <span>',
    (one, span) => persistence(returns(one, 1), span),
  ],
};

function marketOf({ summary, series }: Subject, words: Words, asset: string): MarketSeries | undefined {
  const board = { assets: summary.assets, markets: series?.markets ?? [] };
  return MainVenue.marketOf<MarketSeries>(board, words.venue!, asset, words.kind);
}

function together(subject: Subject, words: Words): number | undefined {
  if (subject.series === undefined) return Number.NaN;
  const pair = [words.asset!, words.asset2!].map((asset) => marketOf(subject, words, asset));
  if (pair[0] === undefined || pair[1] === undefined) return undefined;
  const span = minutesOf(words.span!);
  return StylizedFacts.correlation(returns(pair[0], span), returns(pair[1], span));
}

/** Dollars a day that all venues trade in an asset. */
function perDay({ summary, series }: Subject, asset: string): number {
  if (series === undefined || series.minutes === 0) return Number.NaN;
  const usd = summary.markets
    .filter(({ symbol }) => symbol.split('/')[0] === asset)
    .reduce((sum, { volumeUsd }) => sum + volumeUsd, 0);
  return (usd * DAY_MINUTES) / series.minutes;
}

/** Numbers by which returns are compared with those of real markets. */
export const RETURN_NUMBERS: readonly Known[] = [
  ...Object.entries(OF).flatMap(([stat, [unit, title, of]]): Known[] => [
    {
      template: `${stat}.<span>.<venue>.<asset>[.<kind>]`,
      unit,
      title: `<asset> <kind> on <venue>: ${stat === 'volatility' ? 'volatility ' : ''}${title}`,
      value: (subject, words) => {
        if (subject.series === undefined) return Number.NaN;
        const market = marketOf(subject, words, words.asset!);
        return market === undefined ? undefined : of(market, minutesOf(words.span!));
      },
    },
    {
      template: `median.${stat}.<span>.<venue>.<class>`,
      unit,
      title: `median <class> on <venue>: ${stat === 'volatility' ? 'volatility ' : ''}${title}`,
      value: ({ summary, series }, { span, venue, class: kind }) => {
        if (series === undefined) return Number.NaN;
        const board = { assets: summary.assets, markets: series.markets };
        const all = MainVenue.ofClass<MarketSeries>(board, venue!, kind as Assets.Class);
        return all.length === 0
          ? undefined
          : ClassNumbers.middle(all.map((one) => of(one, minutesOf(span!))));
      },
    },
  ]),
  {
    template: 'together.<span>.<venue>.<asset>.<asset>',
    unit: 'figure',
    title: '<asset> and <asset2> on <venue>: correlation of returns of <span>',
    value: together,
  },
  {
    template: 'perDay.<asset>',
    unit: 'usd',
    title: '<asset>: dollars traded a day on all venues',
    value: (subject, { asset }) => perDay(subject, asset!),
  },
];
