import type * as SeriesType from '../observe/Series.js';
import * as Assets from './Assets.js';

type Market = Pick<SeriesType.MarketSeries, 'venue' | 'symbol' | 'kind'>;

/** Markets and what the scenario says of their assets; a summary is one. */
export interface Board<T extends Market = Market> {
  readonly assets: readonly Assets.Asset[];
  readonly markets: readonly T[];
}

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

/** The dollar market that stands for `asset` on `venue`: spot if there is one, else the perp; or the one of `kind`. */
export function marketOf<T extends Market>(
  { assets, markets }: Board<T>,
  venue: string,
  asset: string,
  kind?: string,
): T | undefined {
  const candidates = markets.filter(
    (market) =>
      market.venue === venue &&
      Assets.base(market.symbol) === asset &&
      Assets.isDollarQuoted(assets, market.symbol),
  );
  if (kind !== undefined) return candidates.find((market) => market.kind === kind);
  return candidates.find((market) => market.kind === 'spot') ?? candidates[0];
}

/** One dollar market for each asset of a class on `venue`. */
export function ofClass<T extends Market>(board: Board<T>, venue: string, kind: Assets.Class): T[] {
  const here = board.markets.filter((market) => market.venue === venue);
  const bases = [...new Set(here.map((market) => Assets.base(market.symbol)))];
  const known = bases.filter((asset) => Assets.classOf(board.assets, asset) === kind);
  return known.flatMap((asset) => marketOf({ assets: board.assets, markets: here }, venue, asset) ?? []);
}
