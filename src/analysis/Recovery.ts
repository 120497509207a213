import { median } from 'simple-statistics';
import type { MarketSeries, Series } from '../observe/Series.js';
import * as Assets from './Assets.js';
import * as MainVenue from './MainVenue.js';

/** Reality checks that a summary alone cannot answer, from one venue's minute averages; NaN where there is no data. */
export interface Extra {
  /** Part of its fall that the median alt regained within an hour after its low. */
  readonly medianAltRegained: number;
  /** For each staked asset, how far below redemption value it sold in its worst minute, as a fraction. */
  readonly stakedDiscount: Readonly<Record<string, number>>;
  /** Largest distance of a synthetic dollar from par in any pool at a minute's end; absent without pools. */
  readonly poolDeviation?: number | undefined;
}

export function measure(series: Series, venue: string): Extra {
  const regained = MainVenue.alts(series.markets, venue).map(regainedBy).filter(Number.isFinite);
  const stakedDiscount: Record<string, number> = {};
  for (const column of Object.keys(series.columns).sort()) {
    if (!column.startsWith('redemption/')) continue;
    const asset = column.slice('redemption/'.length);
    const market = MainVenue.marketOf(series.markets, venue, asset);
    if (market !== undefined && !Assets.isDollar(asset))
      stakedDiscount[asset] = worstDiscount(market, series.columns[column]!);
  }
  const medianAltRegained = regained.length > 0 ? median(regained) : Number.NaN;
  return { medianAltRegained, stakedDiscount, poolDeviation: poolDeviation(series) };
}

/** Only coins with an issuer have a par; a place that is no venue is a pool. */
function poolDeviation({ columns, markets }: Series): number | undefined {
  const venues = new Set(MainVenue.list(markets));
  let worst: number | undefined;
  for (const name of Object.keys(columns)) {
    const [kind, asset, place] = name.split('/');
    if (kind !== 'peg' || venues.has(place!) || columns[`issuerSupply/${asset}`] === undefined) continue;
    for (const price of columns[name]!) if (price > 0) worst = Math.max(worst ?? 0, Math.abs(price - 1));
  }
  return worst;
}

/** The fall runs from the highest minute before the low to the low; the recovery ends in the best of the next 60. */
function regainedBy({ vwap }: MarketSeries): number {
  let bottom = -1;
  for (let i = 0; i < vwap.length; i++) {
    if (vwap[i]! > 0 && (bottom < 0 || vwap[i]! < vwap[bottom]!)) bottom = i;
  }
  if (bottom < 0) return Number.NaN;
  const fall = highest(vwap, 0, bottom) - vwap[bottom]!;
  return fall > 0 ? (highest(vwap, bottom, bottom + 60) - vwap[bottom]!) / fall : Number.NaN;
}

function highest(values: Float64Array, from: number, to: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = from; i <= to && i < values.length; i++) if (values[i]! > best) best = values[i]!;
  return best;
}

function worstDiscount({ vwap }: MarketSeries, redemption: Float64Array): number {
  let worst = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < redemption.length; i++) {
    const discount = 1 - vwap[i]! / redemption[i]!;
    if (discount > worst) worst = discount;
  }
  return worst === Number.NEGATIVE_INFINITY ? Number.NaN : worst;
}
