import * as MainVenue from '../MainVenue.js';
import type { MarketSummary } from '../Summary.js';
import type { Known, Subject, Words } from './Known.js';

type Of = (market: MarketSummary) => number;

/** What a single market tells; the spot market of an asset, or its perp where it has no spot, unless a kind is named. */
const OF: Readonly<Record<string, readonly [unit: Known['unit'], title: string, of: Of]>> = {
  open: ['price', 'opening price', ({ open }) => open],
  high: ['price', 'highest trade', ({ high }) => high],
  low: ['price', 'lowest trade', ({ low }) => low],
  lowMinute: ['price', 'lowest one-minute average', ({ low1mVwap }) => low1mVwap],
  close: ['price', 'last price', ({ close }) => close],
  fall: ['percent', 'fall, high to low', ({ maxDrawdown }) => maxDrawdown],
  change: ['percent', 'change by the end', ({ open, close }) => close / open - 1],
  shown: ['percent', 'part of the fall in the lowest one-minute average', shownByAverage],
  depthLost: ['percent', 'depth within 1% lost', depthLost],
  volumeUsd: ['usd', 'dollars traded', ({ volumeUsd }) => volumeUsd],
};

/** Simplified: the peak is inferred from the low and the drawdown, so it assumes the low ended the largest fall. */
function shownByAverage({ maxDrawdown, low, low1mVwap }: MarketSummary): number {
  if (!(maxDrawdown > 0)) return Number.NaN;
  const peak = low / (1 - maxDrawdown);
  return (1 - low1mVwap / peak) / maxDrawdown;
}

function depthLost({ depth1pctMinUsd, depth1pctOpenUsd }: MarketSummary): number {
  return 1 - depth1pctMinUsd / depth1pctOpenUsd;
}

export const MARKET_NUMBERS: readonly Known[] = Object.entries(OF).map(([stat, [unit, title, of]]) => ({
  template: `${stat}.<venue>.<asset>[.<kind>]`,
  unit,
  title: `<asset> <kind> on <venue>: ${title}`,
  value: ({ summary }: Subject, { venue, asset, kind }: Words) => {
    const market = MainVenue.marketOf(summary, venue!, asset!, kind);
    return market === undefined ? undefined : of(market);
  },
}));

/** The same as an average over a class of assets. */
export const STATISTICS: Readonly<Record<string, Of>> = Object.fromEntries(
  Object.entries(OF).map(([stat, [, , of]]) => [stat, of]),
);

export function unitOf(stat: string): Known['unit'] {
  return OF[stat]![0];
}

export function titleOf(stat: string): string {
  return OF[stat]![1];
}
