import type * as SeriesType from '../observe/Series.js';
import * as Assets from './Assets.js';

type Market = Pick<SeriesType.MarketSeries, 'venue' | 'symbol' | 'kind'>;

/** Venue ids in alphabetical order: their place decides their color everywhere. */
export function list(markets: readonly Market[]): string[] {
  return [...new Set(markets.map((market) => market.venue))].sort();
}

/** The unlevered price to compare with: the first venue that trades spot only; undefined when there is none. */
export function reference(markets: readonly Market[]): string | undefined {
  return list(markets).find((venue) =>
    markets.every((market) => market.venue !== venue || market.kind === 'spot'),
  );
}

/** The venue the headline speaks of: the first with both spot and perps, else the first. */
export function main(markets: readonly Market[]): string {
  const venues = list(markets);
  const has = (venue: string, kind: string) =>
    markets.some((market) => market.venue === venue && market.kind === kind);
  return venues.find((venue) => has(venue, 'spot') && has(venue, 'perp')) ?? venues[0] ?? '';
}

/** The dollar market that stands for `asset` on `venue`: spot if there is one, else the perp. */
export function marketOf<T extends Market>(
  markets: readonly T[],
  venue: string,
  asset: string,
): T | undefined {
  const candidates = markets.filter(
    (market) =>
      market.venue === venue && Assets.base(market.symbol) === asset && Assets.isDollarQuoted(market.symbol),
  );
  return candidates.find((market) => market.kind === 'spot') ?? candidates[0];
}

/** One dollar market for each alt on `venue`. */
export function alts<T extends Market>(markets: readonly T[], venue: string): T[] {
  const symbols = markets.filter((market) => market.venue === venue && Assets.isAlt(market.symbol));
  const bases = [...new Set(symbols.map((market) => Assets.base(market.symbol)))];
  return bases.flatMap((asset) => marketOf(symbols, venue, asset) ?? []);
}
