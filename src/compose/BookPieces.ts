import type { Spec as Book } from '../populations/planted/BookSchema.js';
import type { Spec as Planted } from '../populations/planted/PlantedSchema.js';
import * as CheckPlanted from './CheckPlanted.js';
import type { Scenario } from './Scenario.js';

type Order = NonNullable<Planted['orders']>[number];
type Shape = NonNullable<Book['shape']>;

/** Where each order of a book was written, by its place among the planted orders. */
export type Origin = ReadonlyMap<number, readonly (string | number)[]>;

/** Orders of the outside world for every level of every book, behind those that are planted. */
export function spread(
  base: Scenario,
  books: readonly Book[],
): { readonly orders: readonly Order[]; readonly origin: Origin } {
  const orders: Order[] = [...(base.planted?.orders ?? [])];
  const origin = new Map<number, readonly (string | number)[]>();
  const onGrid = books.some(({ shape, rounding }) => shape || rounding === 'down');
  const grids = onGrid ? CheckPlanted.listed(base) : undefined;
  books.forEach((book, b) => {
    const { market, shape } = book;
    const sides = levelsOf(book, grids?.get(market) ?? { tick: 1e-9, lot: 1e-9 });
    for (const [key, side] of [['bids', 'buy'] as const, ['asks', 'sell'] as const])
      sides[key].forEach(([price, size], i) => {
        origin.set(orders.length, shape ? ['books', b, 'shape'] : ['books', b, key, i]);
        orders.push({ id: `book-${b + 1}-${key}-${i + 1}`, market, side, price, size });
      });
  });
  return { orders, origin };
}

interface Steps {
  readonly tick: number;
  readonly lot: number;
}

function levelsOf(
  { bids = [], asks = [], shape, rounding }: Book,
  grid: Steps,
): { readonly bids: Levels; readonly asks: Levels } {
  if (shape) return shaped(shape, grid);
  if (rounding !== 'down') return { bids, asks };
  return { bids: rounded(bids, -1, grid), asks: rounded(asks, 1, grid) };
}

/** Sizes and bids down, asks up; what is less than a lot is dropped. */
function rounded(levels: Levels, sign: number, { tick, lot }: Steps): Levels {
  return levels
    .map(([price, size]): Levels[number] => {
      const ticks = sign < 0 ? Math.floor(price / tick + 1e-9) : Math.ceil(price / tick - 1e-9);
      return [plain(ticks, tick), plain(Math.floor(size / lot + 1e-9), lot)];
    })
    .filter(([, size]) => size > 0);
}

type Levels = readonly (readonly [price: number, size: number])[];

/** The same dollars in every level, evenly spaced; on the grid of the market, sizes and bids down, asks up. */
function shaped(
  { price, depth, reach = 0.05, spread: gap = 0.0002, levels = 20 }: Shape,
  grid: Steps,
): { bids: Levels; asks: Levels } {
  const usd = (depth * reach) / 0.01 / levels;
  const side = (sign: number): Levels => {
    const all = Array.from({ length: levels }, (_, i): Levels[number] => {
      const off = gap / 2 + ((reach - gap / 2) * (i + (levels === 1 ? 1 : 0))) / Math.max(1, levels - 1);
      const at = price * (1 + sign * off);
      return [at, usd / at];
    });
    return rounded(all, sign, grid);
  };
  return { bids: side(-1), asks: side(1) };
}

/** A multiple of a step without the last digits of binary division. */
function plain(steps: number, step: number): number {
  return Number((steps * step).toPrecision(12));
}
