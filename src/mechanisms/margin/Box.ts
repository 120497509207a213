/**
 * Models:     which margin accounts could breach a threshold after prices moved, without looking at the others (an
 *             exchange's risk engine keeps such an order; none publishes its own).
 * Source:     own; argued below, compared with a full scan in test/twins/margin.test.ts.
 * Units:      prices in dollars per unit, half-widths as fractions.
 * Simplified: nothing is late; a look too early costs time alone.
 * Invariants: none
 *
 * A row arms a box around today's prices: no threshold is passed while every price it depends on stays within
 * P (1 - s) and P (1 + s), with s from Assess.slack. Leaving the box means crossing a face: two price triggers for each
 * column the row holds, kept in buckets by price, so an update walks only the buckets that its price has crossed.
 * Prices that swing without leaving the box touch nothing. Slots are taken for the faces in use alone, and 0 is none: the
 * table of buckets is large, and what nobody watches of it stays memory that the host never touches.
 */
export interface Box {
  readonly price: Float64Array;
  /** Buckets are numbered relative to these prices. */
  readonly base: Float64Array;
  /** First slot of each bucket of each face (down face 2c, up face 2c + 1), 0 = empty. */
  readonly head: Int32Array;
  /** Nearest bucket of each face that may hold a slot, -1 = none. */
  readonly nearest: Int32Array;
  /** Slots from 1 on: neighbors in the bucket (a first slot's `previous` is -1 - its bucket), row, next face of the row. */
  next: Int32Array;
  previous: Int32Array;
  row: Int32Array;
  sibling: Int32Array;
  free: number;
  size: number;
  /** First slot of each row, 0 = not armed. */
  readonly first: Int32Array;
  readonly isDue: Uint8Array;
  /** Half-width each row was armed with, and a key of the columns it held then. */
  readonly width: Float64Array;
  readonly columns: Float64Array;
}

/** Bits of the mantissa that tell buckets apart: each is 0.1 % wide. */
const DETAIL = 10;
/** Buckets reach from 2^-12 to 2^4 of the base price; beyond, the outermost are shared. */
const OCTAVES = 16;
const LOWEST = (1023 - 12) << DETAIL;
const BUCKETS = OCTAVES << DETAIL;

const bits = new DataView(new ArrayBuffer(8));

export function create(prices: ArrayLike<number>, rows: number): Box {
  const columns = prices.length;
  const slots = 256;
  return {
    price: Float64Array.from(prices),
    base: Float64Array.from(prices),
    head: new Int32Array(2 * columns * BUCKETS),
    nearest: new Int32Array(2 * columns).fill(-1),
    next: new Int32Array(slots),
    previous: new Int32Array(slots),
    row: new Int32Array(slots),
    sibling: new Int32Array(slots),
    free: 0,
    size: 1,
    first: new Int32Array(rows),
    isDue: new Uint8Array(rows),
    width: new Float64Array(rows),
    columns: new Float64Array(rows),
  };
}

/**
 * Whether a row's box still serves it when it was looked at inside and now survives a move of `s`: from anywhere in a
 * box of half-width w its faces are at most 2w / (1 - w) away. `columns` is a key of the columns it holds; a box far
 * smaller than it need be is given up.
 */
export function covers(box: Box, row: number, columns: number, s: number): boolean {
  const w = box.width[row]!;
  if (box.first[row]! === 0 || box.columns[row] !== columns) return false;
  return s * (1 - w) >= 2 * w && s <= 12 * w;
}

/** Empties a row's box and notes what it is armed with next. */
export function rearm(box: Box, row: number, columns: number, width: number): void {
  disarm(box, row);
  box.width[row] = width;
  box.columns[row] = columns;
}

/** Takes a row out of every bucket: it is due no more until it is armed again. */
export function disarm(box: Box, row: number): void {
  for (let slot = box.first[row]!; slot > 0; ) {
    const after = box.sibling[slot]!;
    unlink(box, slot);
    box.sibling[slot] = box.free;
    box.free = slot;
    slot = after;
  }
  box.first[row] = 0;
}

/** Adds one column to a row's box of half-width `s`; a column that no price can take there is left out. */
export function watch(box: Box, row: number, column: number, s: number): void {
  if (!(s < Number.POSITIVE_INFINITY)) return;
  const price = box.price[column]!;
  link(box, row, 2 * column, price * (1 - s));
  link(box, row, 2 * column + 1, price * (1 + s));
}

/** Sets a column's price and appends the rows whose box it left to `due`, each once. */
export function move(box: Box, column: number, price: number, due: number[]): void {
  const old = box.price[column]!;
  if (price === old || !(price > 0)) return;
  box.price[column] = price;
  collect(box, price < old ? 2 * column : 2 * column + 1, price, due);
}

/** Forgets which rows are listed; called when the list has been dealt with. */
export function settle(box: Box, due: readonly number[]): void {
  for (const row of due) box.isDue[row] = 0;
}

function collect(box: Box, face: number, price: number, due: number[]): void {
  const last = bucketOf(box, face, price);
  const from = face * BUCKETS;
  for (let bucket = box.nearest[face]!; bucket >= last; bucket--) {
    for (let slot = box.head[from + bucket]!; slot > 0; slot = box.next[slot]!) {
      const row = box.row[slot]!;
      if (box.isDue[row] === 1) continue;
      box.isDue[row] = 1;
      // Its box was left: it must be armed anew.
      box.columns[row] = Number.NaN;
      due.push(row);
    }
  }
  if (box.nearest[face]! > last) box.nearest[face] = last;
}

function link(box: Box, row: number, face: number, trigger: number): void {
  const slot = allocate(box);
  const bucket = bucketOf(box, face, trigger);
  const at = face * BUCKETS + bucket;
  const follower = box.head[at]!;
  box.next[slot] = follower;
  box.previous[slot] = -1 - at;
  if (follower > 0) box.previous[follower] = slot;
  box.head[at] = slot;
  if (bucket > box.nearest[face]!) box.nearest[face] = bucket;
  box.row[slot] = row;
  box.sibling[slot] = box.first[row]!;
  box.first[row] = slot;
}

function unlink(box: Box, slot: number): void {
  const before = box.previous[slot]!;
  const follower = box.next[slot]!;
  if (before > 0) box.next[before] = follower;
  else box.head[-1 - before] = follower;
  if (follower > 0) box.previous[follower] = before;
}

function allocate(box: Box): number {
  if (box.free > 0) {
    const slot = box.free;
    box.free = box.sibling[slot]!;
    return slot;
  }
  if (box.size === box.next.length) grow(box);
  return box.size++;
}

function grow(box: Box): void {
  for (const key of ['next', 'previous', 'row', 'sibling'] as const) {
    const column = new Int32Array(box.size * 2);
    column.set(box[key]);
    box[key] = column;
  }
}

/**
 * Bucket of a price: the leading bits of its ratio to the base, which grow with it; mirrored on the upper face, so that
 * on every face danger comes from higher buckets to lower ones.
 */
function bucketOf(box: Box, face: number, price: number): number {
  bits.setFloat64(0, price / box.base[face >> 1]!);
  const raw = price > 0 ? (bits.getInt32(0) >> (20 - DETAIL)) - LOWEST : 0;
  const bucket = Math.max(0, Math.min(BUCKETS - 1, raw));
  return (face & 1) === 0 ? bucket : BUCKETS - 1 - bucket;
}
