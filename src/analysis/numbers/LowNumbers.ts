import { quantile, sampleRankCorrelation } from 'simple-statistics';
import * as Assets from '../Assets.js';
import * as Instant from '../compare/Instant.js';
import * as MainVenue from '../MainVenue.js';
import type { MarketSummary, Summary } from '../Summary.js';
import * as ClassNumbers from './ClassNumbers.js';
import type { Known, Words } from './Known.js';

const MINUTE_MS = 60_000;

function minutesApart(one: MarketSummary, other: MarketSummary): number {
  return (Instant.parse(one.lowAt) - Instant.parse(other.lowAt)) / MINUTE_MS;
}

/** Distance between the falls of a coin's spot and its perp; undefined without both. */
function apart(summary: Summary, venue: string, asset: string): number | undefined {
  const [spot, perp] = ['spot', 'perp'].map((kind) => MainVenue.marketOf(summary, venue, asset, kind));
  return spot && perp && Math.abs(spot.maxDrawdown - perp.maxDrawdown);
}

function medianApart(summary: Summary, { venue, class: kind }: Words): number | undefined {
  const coins = MainVenue.ofClass(summary, venue!, kind as Assets.Class);
  const all = coins.flatMap(({ symbol }) => apart(summary, venue!, Assets.base(symbol)) ?? []);
  return all.length === 0 ? undefined : ClassNumbers.middle(all);
}

/** Part of the coins of a class that have their lowest price, over all venues, on this one. */
function deepest(summary: Summary, { venue, class: kind }: Words): number | undefined {
  const here = MainVenue.ofClass(summary, venue!, kind as Assets.Class);
  const venues = MainVenue.list(summary.markets).filter((one) => one !== venue);
  const isDeepest = ({ symbol, low, open }: MarketSummary) =>
    venues.every((other) => {
      const there = MainVenue.marketOf(summary, other, Assets.base(symbol));
      return there === undefined || there.low / there.open >= low / open;
    });
  return here.length === 0 ? undefined : here.filter(isDeepest).length / here.length;
}

/** Median distance in time between the lows of a coin on two venues. */
function lag(summary: Summary, { venue, venue2, class: kind }: Words): number | undefined {
  const here = MainVenue.ofClass(summary, venue!, kind as Assets.Class);
  const all = here.flatMap((one) => {
    const there = MainVenue.marketOf(summary, venue2!, Assets.base(one.symbol));
    return there === undefined ? [] : Math.abs(minutesApart(one, there));
  });
  return all.length === 0 ? undefined : ClassNumbers.middle(all);
}

/** Rank correlation of the falls on a venue with those that the scenario documents. */
function agreement(summary: Summary, venue: string): number {
  const pairs = (summary.expect ?? []).flatMap(({ number, value }) => {
    const asset = new RegExp(`^fall\\.${venue}\\.([^.]+)$`).exec(number)?.[1];
    const market = asset === undefined ? undefined : MainVenue.marketOf(summary, venue, asset);
    return value === undefined || market === undefined ? [] : [[value, market.maxDrawdown] as const];
  });
  if (pairs.length < 3) return Number.NaN;
  return sampleRankCorrelation(
    pairs.map(([documented]) => documented),
    pairs.map(([, fall]) => fall),
  );
}

/** Distance between the tenth and the ninetieth percentile of a class's falls. */
function differ(summary: Summary, { venue, class: kind }: Words): number | undefined {
  const falls = MainVenue.ofClass(summary, venue!, kind as Assets.Class).map((one) => one.maxDrawdown);
  return falls.length === 0 ? undefined : quantile(falls, 0.9) - quantile(falls, 0.1);
}

function lowAfter(summary: Summary, { venue, asset, asset2 }: Words): number | undefined {
  const [one, other] = [asset!, asset2!].map((id) => MainVenue.marketOf(summary, venue!, id));
  return one && other && minutesApart(one, other);
}

function fundsChange({ insurance }: Summary, venue: string): number | undefined {
  const pools = insurance.filter((pool) => pool.venue === venue);
  if (pools.length === 0) return undefined;
  return pools.reduce((sum, { startUsd, endUsd }) => sum + endUsd - startUsd, 0);
}

/** Numbers that set lows beside each other: spot and perp, venue and venue, model and record. */
export const LOW_NUMBERS: readonly Known[] = [
  {
    template: 'apart.<venue>.<asset>',
    unit: 'percent',
    title: '<asset> on <venue>: fall of the perp from that of spot',
    value: ({ summary }, { venue, asset }) => apart(summary, venue!, asset!),
  },
  {
    template: 'median.apart.<venue>.<class>',
    unit: 'percent',
    title: 'median <class> on <venue>: fall of the perp from that of spot',
    value: ({ summary }, words) => medianApart(summary, words),
  },
  {
    template: 'share.deepest.<venue>.<class>',
    unit: 'percent',
    title: 'share of <class> coins that have their lowest price on <venue>',
    value: ({ summary }, words) => deepest(summary, words),
  },
  {
    template: 'lag.<venue>.<venue>.<class>',
    unit: 'figure',
    title: 'median <class>: minutes between the lows on <venue> and <venue2>',
    value: ({ summary }, words) => lag(summary, words),
  },
  {
    template: 'differ.fall.<venue>.<class>',
    unit: 'percent',
    title: '<class> coins on <venue>: falls from the tenth to the ninetieth percentile',
    value: ({ summary }, words) => differ(summary, words),
  },
  {
    template: 'agreement.fall.<venue>',
    unit: 'figure',
    title: 'falls on <venue>: rank correlation with the documented ones',
    value: ({ summary }, { venue }) => agreement(summary, venue!),
  },
  {
    template: 'lowAfter.<venue>.<asset>.<asset>',
    unit: 'figure',
    title: 'low of <asset> on <venue>, minutes after that of <asset2>',
    value: ({ summary }, words) => lowAfter(summary, words),
  },
  {
    template: 'insurance.change.<venue>',
    unit: 'usd',
    title: 'insurance funds of <venue>, end less start',
    value: ({ summary }, { venue }) => fundsChange(summary, venue!),
  },
];
