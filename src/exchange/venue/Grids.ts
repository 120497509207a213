import type { AssetSpec, Scenario } from '../../compose/Scenario.js';
import * as Grid from './Grid.js';
import type { VenueSpec } from './VenueSchema.js';

/** Largest price in ticks that a book keeps. */
const MOST_TICKS = 2 ** 27;

/** A book by what it trades. */
export interface Book {
  readonly venue: VenueSpec;
  readonly base: AssetSpec;
  readonly quote: AssetSpec;
  readonly perp: boolean;
}

/** "a:BTC/USDT:perp". */
export function keyOf({ venue, base, quote, perp }: Book): string {
  return `${venue.id}:${base.id}/${quote.id}:${perp ? 'perp' : 'spot'}`;
}

/** What the venue states of a book, undefined where it states nothing. */
export function statedOf({ venue, base, quote, perp }: Book): Stated | undefined {
  return venue.grids?.[`${base.id}/${quote.id}:${perp ? 'perp' : 'spot'}`];
}

type Stated = NonNullable<VenueSpec['grids']>[string];

/**
 * The grid of a book: as its venue states it; otherwise derived from the price, and finer where somebody planted a price or
 * size between its steps, as far as the decimals of the assets allow.
 */
export function of(scenario: Scenario, book: Book, room = 0): Grid.Grid {
  const [baseUnit, quoteUnit] = [Number(`1e${book.base.decimals}`), Number(`1e${book.quote.decimals}`)];
  const stated = statedOf(book);
  if (stated) return Grid.stated(stated.tick, stated.lot, baseUnit, quoteUnit);
  const derived = Grid.derive(book.base.price / book.quote.price, baseUnit, quoteUnit, room);
  const planted = valuesIn(scenario, keyOf(book));
  const [fitPrice, fitSize] = [
    placesOff(planted.prices, derived.tick),
    placesOff(planted.sizes, derived.lot),
  ];
  if (fitPrice < 0 && fitSize < 0) return derived;
  const lot = fitSize < 0 ? derived.lot : Number(`1e-${fitSize}`);
  // Prices may be coarser than derived where sizes need the room, but never coarser than what is planted.
  const coarsest = Number(`1e-${Math.max(0, ...planted.prices.map(Grid.places))}`);
  const ticks = fitPrice < 0 ? [derived.tick, ...(coarsest > derived.tick ? [coarsest] : [])] : [coarsest];
  for (const tick of ticks) {
    const finer = Grid.stated(tick, lot, baseUnit, quoteUnit);
    const fits = book.base.price / book.quote.price / tick <= MOST_TICKS / 4;
    if (fits && Grid.isWhole(finer)) return finer;
  }
  return derived;
}

/** Places after the point that a step needs for all values, -1 where the present step holds them. */
function placesOff(values: readonly number[], step: number): number {
  if (values.every((value) => Grid.isMultiple(value, step))) return -1;
  return Math.max(0, ...values.map(Grid.places));
}

/** Prices and sizes of everything planted in a market. */
function valuesIn({ planted }: Scenario, key: string): { prices: number[]; sizes: number[] } {
  const prices: number[] = [];
  const sizes: number[] = [];
  for (const order of planted?.orders ?? [])
    if (order.market === key) {
      prices.push(order.price);
      sizes.push(order.size);
    }
  for (const trade of planted?.trades ?? [])
    if (trade.market === key) {
      if (trade.limit !== undefined) prices.push(trade.limit);
      sizes.push(trade.size);
    }
  for (const position of planted?.positions ?? []) if (position.market === key) sizes.push(position.size);
  for (const account of planted?.accounts ?? [])
    for (const [symbol, size] of Object.entries(account.positions ?? {}))
      if (`${account.venue}:${symbol}:perp` === key) sizes.push(Math.abs(size));
  return { prices, sizes };
}
