import { median } from 'simple-statistics';
import type { MarketSeries, Series } from '../observe/Series.js';
import * as Venues from './Venues.js';

/** Reality checks that a summary alone cannot answer, from one venue's minute averages; NaN where there is no data. */
export interface Extra {
  /** Part of its fall that the median alt regained within an hour after its low. */
  readonly medianAltRegained: number;
  /** For each staked asset, how far below redemption value it sold in its worst minute, as a fraction. */
  readonly stakedDiscount: Readonly<Record<string, number>>;
}

export function measure(series: Series, venue: string): Extra {
  const regained = Venues.alts(series.markets, venue).map(regainedBy).filter(Number.isFinite);
  const stakedDiscount: Record<string, number> = {};
  for (const column of Object.keys(series.columns).sort()) {
    if (!column.startsWith('redemption/')) continue;
    const asset = column.slice('redemption/'.length);
    const market = Venues.marketOf(series.markets, venue, asset);
    if (market !== undefined) stakedDiscount[asset] = worstDiscount(market, series.columns[column]!);
  }
  return { medianAltRegained: regained.length > 0 ? median(regained) : Number.NaN, stakedDiscount };
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
