/**
 * Models:     which positions of a lending pool could be liquidatable after an oracle update, without looking at the
 *             others (keepers' off-chain bookkeeping; no protocol has it).
 * Source:     own; argued below, compared with a full scan in test/twins/lending.test.ts.
 * Units:      a column is one asset as collateral or as debt; prices in dollars per token times the interest index;
 *             amounts in tokens at index 1, of collateral times its liquidation LTV.
 * Simplified: nothing is late; a look too early costs time alone.
 * Invariants: none
 *
 * A row arms a box around today's prices: it is healthy as long as every collateral it holds stays above
 * P (1 - x pace) and every debt below Q (1 + x pace), where x makes the worst corner of the box meet health 1 exactly:
 *     x = (secured - debt) / (sum of secured values * pace + sum of debt values * pace).
 * Health falls with each collateral price and rises with each fall of a debt price, so inside the box it is at least
 * that corner's. Leaving the box means crossing one of its faces: one price trigger per column the row holds. The
 * triggers of a column lie in buckets by price, so an update walks only over the buckets that its price has crossed.
 * A trigger never lies on the far side of today's price, hence a price that moves away touches nothing: prices that
 * swing without a new extreme cost nothing, unlike a bound by the length of the path.
 * Any positive paces are safe; paces near the assets' volatilities make looks rare.
 */

export type Index = {
  /** Columns: the collaterals, then the debts. */
  readonly width: number;
  readonly collaterals: number;
  /** How fast each column's price may move against the others, > 0. */
  readonly pace: Float64Array;
  readonly price: Float64Array;
  /** Bits of the mantissa that tell buckets apart: 13 makes them 0.01 % wide, 8 makes them 0.4 %. */
  readonly detail: number;
  /** First slot of each bucket, by column; -1 is empty. */
  readonly head: Int32Array;
  /** Highest bucket of each column that may hold a slot, -1 for none. */
  readonly top: Int32Array;
  /** Rows of `width` amounts. */
  amount: Float64Array;
  /** Doubly linked buckets over slots row * width + column; see LOOSE for `previous`. */
  next: Int32Array;
  previous: Int32Array;
  /** Scratch of one update: rows to look at, and a mark so that each is listed once. */
  touched: Int32Array;
  isTouched: Uint8Array;
};

/** `previous` of a slot in no bucket; the first slot of bucket b has -2 - b. */
const LOOSE = -1;
/** Buckets reach from 2^-32 to 2^32 dollars; beyond, the outermost are shared (looked at more often, never later). */
const OCTAVES = 64;
const LOWEST_EXPONENT = 1023 - 32;
/** Relative room for the rounding of sums of doubles and of the exact valuation that confirms. */
const MARGIN = 1 + 1e-9;

const bits = new DataView(new ArrayBuffer(8));

/** An index without rows, at prices that must be set before any row is armed. */
export function create(
  paces: readonly number[],
  collaterals: number,
  prices: ArrayLike<number>,
  rows: number,
  detail: number,
): Index {
  const width = paces.length;
  return {
    width,
    collaterals,
    pace: Float64Array.from(paces),
    price: Float64Array.from(prices),
    detail,
    head: new Int32Array((width * OCTAVES) << detail).fill(-1),
    top: new Int32Array(width).fill(-1),
    amount: new Float64Array(rows * width),
    next: new Int32Array(rows * width),
    previous: new Int32Array(rows * width).fill(LOOSE),
    touched: new Int32Array(rows),
    isTouched: new Uint8Array(rows),
  };
}

/** Room for rows up to `row`. */
export function reserve(index: Index, row: number): void {
  const rows = index.touched.length;
  if (row < rows) return;
  const wanted = Math.max(row + 1, 2 * rows);
  const { amount, next, previous, width } = index;
  index.amount = new Float64Array(wanted * width);
  index.amount.set(amount);
  index.next = new Int32Array(wanted * width);
  index.next.set(next);
  index.previous = new Int32Array(wanted * width).fill(LOOSE);
  index.previous.set(previous);
  index.touched = new Int32Array(wanted);
  index.isTouched = new Uint8Array(wanted);
}

/**
 * Arms a row after its amounts changed or it was looked at, at the prices of the last update. False when it may be liquidatable: then it is in no bucket,
 * and its holder arms it again once it has been dealt with.
 */
export function arm(index: Index, row: number): boolean {
  const { width, collaterals, amount, price, pace } = index;
  const from = row * width;
  let room = 0;
  let speed = 0;
  let debt = 0;
  for (let c = 0; c < width; c++) {
    const value = amount[from + c]! * price[c]!;
    speed += value * pace[c]!;
    if (c < collaterals) room += value;
    else debt += value;
  }
  room -= debt * MARGIN;
  if (room < 0) disarm(index, row);
  else place(index, from, debt > 0 ? room / speed : Number.POSITIVE_INFINITY);
  return room >= 0;
}

/** Watches a row that an exact look found healthy though `arm` did not: the next adverse move touches it. */
export function hold(index: Index, row: number): void {
  place(index, row * index.width, 0);
}

/** Takes a row out of every bucket. */
function disarm(index: Index, row: number): void {
  for (let c = 0; c < index.width; c++) unlink(index, row * index.width + c);
}

/**
 * Moves the prices (NaN keeps one), looks at the rows whose box was left and arms those that hold. Appends the rows
 * that may be liquidatable to `found`, ascending; returns how many rows it looked at.
 */
export function update(index: Index, prices: ArrayLike<number>, found: number[]): number {
  let count = 0;
  for (let c = 0; c < index.width; c++) {
    const [old, now] = [index.price[c]!, prices[c]!];
    if (Number.isNaN(now)) continue;
    index.price[c] = now;
    if (c < index.collaterals ? now < old : now > old) count = collect(index, c, count);
  }
  const low: number[] = [];
  for (let i = 0; i < count; i++) {
    const row = index.touched[i]!;
    index.isTouched[row] = 0;
    if (!arm(index, row)) low.push(row);
  }
  // One by one: a gap can bring more rows at once than a call takes arguments.
  for (const row of low.sort((a, b) => a - b)) found.push(row);
  return count;
}

/** Lists the rows with a trigger in the buckets from the highest down to today's price, each once. */
function collect(index: Index, column: number, count: number): number {
  const { width, head, next, top, touched, isTouched } = index;
  const last = bucketOf(index, column, index.price[column]!);
  const base = (column * OCTAVES) << index.detail;
  for (let bucket = top[column]!; bucket >= last; bucket--) {
    for (let slot = head[base + bucket]!; slot >= 0; slot = next[slot]!) {
      const row = (slot / width) | 0;
      if (isTouched[row] === 1) continue;
      isTouched[row] = 1;
      touched[count++] = row;
    }
  }
  top[column] = Math.min(top[column]!, last);
  return count;
}

/** Puts the triggers of one row, `x` away in units of each column's pace, into their buckets. */
function place(index: Index, from: number, x: number): void {
  const { width, collaterals, amount, price, pace, head, next, previous, top } = index;
  for (let c = 0; c < width; c++) {
    const slot = from + c;
    unlink(index, slot);
    if (!(amount[slot]! > 0) || x === Number.POSITIVE_INFINITY) continue;
    const move = x * pace[c]!;
    const bucket = bucketOf(index, c, price[c]! * (c < collaterals ? 1 - move : 1 + move));
    const at = ((c * OCTAVES) << index.detail) + bucket;
    const follower = head[at]!;
    next[slot] = follower;
    previous[slot] = -2 - at;
    if (follower >= 0) previous[follower] = slot;
    head[at] = slot;
    if (bucket > top[c]!) top[c] = bucket;
  }
}

function unlink(index: Index, slot: number): void {
  const { head, next, previous } = index;
  const before = previous[slot]!;
  if (before === LOOSE) return;
  const follower = next[slot]!;
  if (before >= 0) next[before] = follower;
  else head[-2 - before] = follower;
  if (follower >= 0) previous[follower] = before;
  previous[slot] = LOOSE;
}

/**
 * Bucket of a price: the leading bits of the double, which grow with it; mirrored for debts, so that in every column
 * danger comes from higher buckets to lower ones.
 */
function bucketOf(index: Index, column: number, price: number): number {
  bits.setFloat64(0, price);
  const { detail } = index;
  const count = OCTAVES << detail;
  const raw = price > 0 ? (bits.getInt32(0) >> (20 - detail)) - (LOWEST_EXPONENT << detail) : 0;
  const bucket = Math.max(0, Math.min(count - 1, raw));
  return column < index.collaterals ? bucket : count - 1 - bucket;
}
