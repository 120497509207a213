import * as Assets from '../Assets.js';
import type { Board } from '../MainVenue.js';
import type { MarketSummary } from '../Summary.js';
import * as Instant from './Instant.js';

/** One market's minutes out of a series file; NaN where nothing is known. */
export interface Track {
  readonly venue: string;
  readonly symbol: string;
  readonly kind: string;
  /** Average price of the minute, or the last price where none traded. */
  readonly price: readonly number[];
  readonly low: readonly number[];
  /** Bid dollars within 1 % of mid. */
  readonly depthUsd: readonly number[];
}

export interface Tracks {
  /** Epoch milliseconds of minute 0; NaN for a series without a minute. */
  readonly startMs: number;
  readonly minutes: number;
  readonly all: readonly Track[];
}

const HEAD = 'at,venue,symbol,kind,close,low,high,vwap,volumeUsd,bidDepthUsd';

type Growing = {
  -readonly [Key in keyof Track]: Track[Key] extends readonly number[] ? number[] : Track[Key];
};

/** Reads the lines of series.csv; null when they are not such a file. */
export function read(lines: Iterable<string>): Tracks | null {
  const tracks = new Map<string, Growing>();
  let first = '';
  let last = '';
  let minutes = 0;
  let isHead = true;
  for (const line of lines) {
    if (isHead && line !== HEAD) return null;
    const cells = line.split(',');
    if (isHead || cells.length !== 10) {
      isHead = false;
      continue;
    }
    const at = cells[0]!;
    if (at !== last) minutes++;
    if (first === '') first = at;
    last = at;
    add(tracks, cells);
  }
  return isHead ? null : { startMs: Instant.parse(first), minutes, all: [...tracks.values()] };
}

function add(tracks: Map<string, Growing>, cells: readonly string[]): void {
  const [, venue = '', symbol = '', kind = ''] = cells;
  const key = `${venue} ${symbol} ${kind}`;
  const track = tracks.get(key) ?? { venue, symbol, kind, price: [], low: [], depthUsd: [] };
  tracks.set(key, track);
  const value = (i: number) => (cells[i] === '' ? Number.NaN : Number(cells[i]));
  const average = value(7);
  track.price.push(Number.isNaN(average) ? value(4) : average);
  track.low.push(value(5));
  track.depthUsd.push(value(9));
}

type Market = Pick<MarketSummary, 'venue' | 'symbol' | 'kind'>;

export function of({ all }: Tracks, market: Market): Track | undefined {
  return all.find(
    ({ venue, symbol, kind }) => venue === market.venue && symbol === market.symbol && kind === market.kind,
  );
}

/** Price at an instant; NaN outside the series. */
export function priceAt(track: Track | undefined, atUs: number): number {
  return track?.price[Math.floor(atUs / 60e6)] ?? Number.NaN;
}

/** A dollar coin against another dollar: its price is its distance from par. */
export function isPegged(assets: readonly Assets.Asset[], { symbol }: Pick<Market, 'symbol'>): boolean {
  return Assets.isDollarQuoted(assets, symbol) && Assets.isPegged(assets, Assets.base(symbol));
}

/** Markets of dollar coins. */
export function pegged<T extends Market>({ assets, markets }: Board<T>): T[] {
  return markets.filter((market) => isPegged(assets, market));
}

/** What is left of a price that is as good as gone. */
const LEAST = 1e-12;

/**
 * The market whose fall is told: most dollars traded times depth of fall in logarithms, so neither a thin coin's crash nor
 * a large coin's calm is taken. Never a dollar coin; a market not quoted in dollars only if there is no other.
 */
export function subject<T extends MarketSummary>({ assets, markets }: Board<T>): T | undefined {
  const weight = ({ volumeUsd, maxDrawdown }: T) => -volumeUsd * Math.log(Math.max(LEAST, 1 - maxDrawdown));
  const free = markets.filter((market) => !isPegged(assets, market));
  const quoted = free.filter((market) => Assets.isDollarQuoted(assets, market.symbol));
  const candidates = quoted.length > 0 ? quoted : free;
  return candidates.reduce<T | undefined>(
    (best, one) => (best === undefined || weight(one) > weight(best) ? one : best),
    undefined,
  );
}
