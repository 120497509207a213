/**
 * Models:     validators' oracle price and perp reference of Hyperliquid (weighted median of venues' mids).
 * Source:     hyperliquid.gitbook.io hypercore/oracle and trading/robust-price-indices.
 * Units:      dollars per unit; weights are any positive numbers.
 * Simplified: one validator stands for the stake-weighted median over all: hides disagreement between them.
 * Invariants: none
 */

/**
 * Lower weighted median: the first price, ascending, whose cumulated weight reaches half; NaN prices do not count. Few
 * prices, once a second for each perp: comparing all with all allocates nothing.
 */
export function compose(prices: ArrayLike<number>, weights: ArrayLike<number>): number {
  const half = upTo(prices, weights, Number.POSITIVE_INFINITY) / 2;
  let median = Number.NaN;
  for (let i = 0; i < prices.length; i++) {
    const price = prices[i]!;
    if (!(price >= median) && upTo(prices, weights, price) >= half) median = price;
  }
  return median;
}

/** Weight of all prices up to and including `limit`; 0 for NaN. */
function upTo(prices: ArrayLike<number>, weights: ArrayLike<number>, limit: number): number {
  let sum = 0;
  for (let i = 0; i < prices.length; i++) if (prices[i]! <= limit) sum += weights[i]!;
  return sum;
}

/** Plain median of those of three numbers that are present, without allocating: venues take it every second. */
export function ofThree(a: number, b: number, c: number): number {
  if (Number.isNaN(a)) return ofTwo(b, c);
  if (Number.isNaN(b)) return ofTwo(a, c);
  if (Number.isNaN(c)) return ofTwo(a, b);
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function ofTwo(a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : (a + b) / 2;
}

/** Plain median of the numbers present, without allocating up to three. */
export function ofAll(values: Float64Array): number {
  if (values.length <= 3)
    return ofThree(values[0] ?? Number.NaN, values[1] ?? Number.NaN, values[2] ?? Number.NaN);
  return plain(Array.from(values));
}

/** Plain median of the numbers present (mean of the middle two when even); NaN when there is none. */
export function plain(values: readonly number[]): number {
  const present = values.filter((v) => !Number.isNaN(v));
  // One and two are the common cases, and need no sorting.
  if (present.length === 0) return Number.NaN;
  if (present.length <= 2) return (present[0]! + present.at(-1)!) / 2;
  const live = Float64Array.from(present).sort();
  const middle = live.length >> 1;
  return live.length % 2 === 1 ? live[middle]! : (live[middle - 1]! + live[middle]!) / 2;
}
