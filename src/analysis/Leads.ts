import * as Assets from './Assets.js';
import * as MainVenue from './MainVenue.js';
import type { MarketSummary } from './Summary.js';

/** What a run is about: the coins, classes and pegs that its headline, tables and charts show, most important first. */
export interface Leads {
  /** Single coins, with the venue on which their fall is told. */
  readonly coins: readonly Lead[];
  /** Classes of so many coins that their median is shown in place of each. */
  readonly classes: readonly (Lead & { readonly asset: Assets.Class })[];
  /** Coins meant to be worth a dollar that somebody issues, and dollars that lost their peg. */
  readonly pegged: readonly Lead[];
}

export interface Lead {
  readonly asset: string;
  readonly venue: string;
}

const COINS = 3;
/** From so many coins on, a class is told by its median. */
const MANY = 4;
/** A dollar that fell this far is a subject of its own. */
const OFF_PEG = 0.005;
const LEAST = 1e-12;
/** Largest fall of a price that stood still. */
const FLAT = 0.001;
/** The rest moves with a major, so it leads unless another coin's collapse is so many times as large. */
const MAJOR = 3;

type Board = MainVenue.Board<MarketSummary>;

/** Dollars traded times depth of fall in logarithms: neither a thin coin's crash nor a large coin's calm leads. */
function weight({ volumeUsd, maxDrawdown }: MarketSummary): number {
  return -Math.max(1, volumeUsd) * Math.log(Math.max(LEAST, 1 - (maxDrawdown || 0)));
}

export function of(board: Board): Leads {
  const { assets, markets } = board;
  const quoted = markets.filter(({ symbol }) => Assets.isDollarQuoted(assets, symbol));
  const bases = [...new Set(quoted.map(({ symbol }) => Assets.base(symbol)))];
  const main = MainVenue.main(markets);
  const kinds = (['alt', 'major', 'staked', 'token'] as const).filter(
    (kind) => sizeOf(board, bases, kind) >= MANY,
  );
  const isMany = (asset: string) => kinds.some((kind) => kind === Assets.classOf(assets, asset));
  const single = bases.filter((asset) => !isMany(asset) && !Assets.isPegged(assets, asset));
  const free = single.filter((asset) => ['major', 'alt'].includes(Assets.classOf(assets, asset)!));
  const all = ranked(assets, quoted, free.length > 0 ? free : single).slice(0, COINS);
  const moved = all.filter((asset) => hasMoved(quoted, asset));
  const coins = moved.length > 0 ? moved : all.slice(0, 1);
  return {
    coins: coins.map((asset) => ({ asset, venue: venueOf(board, asset, main) })),
    classes: kinds.map((kind) => ({ asset: kind, venue: venueOfClass(board, kind, main) })),
    pegged: pegged(board, bases),
  };
}

/** A price that stood still is no subject beside one that did not. */
function hasMoved(quoted: readonly MarketSummary[], asset: string): boolean {
  return quoted.some(({ symbol, maxDrawdown }) => Assets.base(symbol) === asset && maxDrawdown > FLAT);
}

function sizeOf({ assets }: Board, bases: readonly string[], kind: Assets.Class): number {
  return bases.filter((asset) => Assets.classOf(assets, asset) === kind).length;
}

function ranked(
  assets: Board['assets'],
  quoted: readonly MarketSummary[],
  bases: readonly string[],
): string[] {
  const weights = new Map(bases.map((asset) => [asset, 0]));
  for (const market of quoted) {
    const asset = Assets.base(market.symbol);
    const times = Assets.classOf(assets, asset) === 'major' ? MAJOR : 1;
    if (weights.has(asset)) weights.set(asset, weights.get(asset)! + times * weight(market));
  }
  return [...bases].sort((a, b) => weights.get(b)! - weights.get(a)! || (a < b ? -1 : 1));
}

/** The main venue if it lists the coin, else the one that trades most of it. */
function venueOf(board: Board, asset: string, main: string): string {
  if (MainVenue.marketOf(board, main, asset) !== undefined) return main;
  const all = MainVenue.list(board.markets).flatMap((venue) => MainVenue.marketOf(board, venue, asset) ?? []);
  return all.reduce((best, one) => (one.volumeUsd > best.volumeUsd ? one : best)).venue;
}

function venueOfClass(board: Board, kind: Assets.Class, main: string): string {
  const size = (venue: string) => MainVenue.ofClass(board, venue, kind).length;
  const venues = MainVenue.list(board.markets);
  return size(main) > 0 ? main : venues.reduce((best, one) => (size(one) > size(best) ? one : best));
}

/** Deepest first; each on the venue where it fell deepest by its one-minute average. */
function pegged(board: Board, bases: readonly string[]): Lead[] {
  const { assets } = board;
  const found = bases.flatMap((asset) => {
    const kind = Assets.classOf(assets, asset);
    if (!Assets.isPegged(assets, asset)) return [];
    const all = MainVenue.list(board.markets).flatMap(
      (venue) => MainVenue.marketOf(board, venue, asset) ?? [],
    );
    const worst = all.reduce((best, one) => (one.low1mVwap < best.low1mVwap ? one : best));
    return kind === 'synthetic' || worst.low1mVwap < 1 - OFF_PEG ? [{ asset, worst }] : [];
  });
  found.sort((a, b) => a.worst.low1mVwap - b.worst.low1mVwap || (a.asset < b.asset ? -1 : 1));
  return found.map(({ asset, worst }) => ({ asset, venue: worst.venue }));
}
