/**
 * Models:     the positions of a lending protocol in a LiquidationIndex: reserve r as collateral in column r, as debt in
 *             column reserves + r.
 * Source:     own; compared with an exact full scan in test/twins/lending.test.ts.
 * Units:      prices in dollars per token by reserve; shares, and atoms of one share, by reserve.
 * Simplified: nothing is late, for tokens worth at least 0.2 dollars: PAD_TOKENS covers the oracle's 1e-8 dollars there.
 * Invariants: none
 */
import * as LiquidationIndex from './LiquidationIndex.js';

/** What the watch reads of a protocol's positions. Shares are of the reserve; interest moves their worth, not them. */
export interface Rows<Book> {
  /** Shares of deposit and of debt of a position. */
  supplyOf(book: Book, position: number, reserve: number): number;
  debtOf(book: Book, position: number, reserve: number): number;
  /** Debt over collateral at which the deposit no longer secures its part, bps; 0 when it secures nothing. */
  thresholdBps(book: Book, position: number, reserve: number): number;
  /** The exact answer at prices by reserve. */
  isLiquidatable(book: Book, prices: ArrayLike<number>, position: number): boolean;
}

/** A protocol's book with what its rows are worth: atoms of one token, prices, and atoms of one share of each side. */
export interface Watched<Book> {
  readonly rows: Rows<Book>;
  readonly book: Book;
  readonly units: readonly number[];
  readonly price: ArrayLike<number>;
  readonly supplyIndex: ArrayLike<number>;
  readonly debtIndex: ArrayLike<number>;
}

/** The exact valuation rounds an atom and 1e-8 dollars against the position; so does every row, at least. */
const PAD_ATOMS = 1;
const PAD_TOKENS = 1e-7;

/** `paces` by reserve: near their volatilities, any > 0 are safe. */
export function create<Book>(
  watched: Watched<Book>,
  paces: readonly number[],
  count: number,
  detail: number,
): LiquidationIndex.Index {
  return LiquidationIndex.create([...paces, ...paces], paces.length, columnPrices(watched), count, detail);
}

/**
 * Reads a position anew, after it or its limits changed, and arms it; true when it is liquidatable now, and then
 * unwatched until the next refresh.
 */
export function refresh<Book>(
  index: LiquidationIndex.Index,
  watched: Watched<Book>,
  position: number,
): boolean {
  LiquidationIndex.reserve(index, position);
  const { width, collaterals, amount } = index;
  const { rows, book, units } = watched;
  units.forEach((unit, r) => {
    const pad = PAD_ATOMS + PAD_TOKENS * unit;
    const supplied = rows.supplyOf(book, position, r);
    const owed = rows.debtOf(book, position, r);
    const weight = supplied > pad ? rows.thresholdBps(book, position, r) / 10_000 : 0;
    amount[position * width + r] = (weight * (supplied - pad)) / unit;
    amount[position * width + collaterals + r] = owed === 0 ? 0 : (owed + pad) / unit;
  });
  return !LiquidationIndex.arm(index, position) && confirm(index, watched, position);
}

/** After an oracle update or interest: appends the positions that became liquidatable, ascending; returns the looks. */
export function update<Book>(index: LiquidationIndex.Index, watched: Watched<Book>, found: number[]): number {
  const candidates: number[] = [];
  const looks = LiquidationIndex.update(index, columnPrices(watched), candidates);
  for (const position of candidates) if (confirm(index, watched, position)) found.push(position);
  return looks;
}

/** The exact answer for a candidate; a healthy one is watched closely. */
function confirm<Book>(index: LiquidationIndex.Index, watched: Watched<Book>, position: number): boolean {
  if (watched.rows.isLiquidatable(watched.book, watched.price, position)) return true;
  LiquidationIndex.hold(index, position);
  return false;
}

function columnPrices<Book>({ units, price, supplyIndex, debtIndex }: Watched<Book>): Float64Array {
  const columns = new Float64Array(2 * units.length);
  units.forEach((_, r) => {
    columns[r] = price[r]! * supplyIndex[r]!;
    columns[units.length + r] = price[r]! * debtIndex[r]!;
  });
  return columns;
}
