import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';

/**
 * Resting bids of slow money below value: where each rests and how much, drawn once. They thin out without end: steps
 * in the logarithm of the price grow with the level and are exponential, so nobody knows where the next bid is, and
 * sizes are lognormal around the dollars that the rule puts between two bids. What the deepest bids hold tends to
 * nothing with the price, so a book may be sold empty.
 */
export interface Ladder {
  /** Discount to value by level, ascending, below 1. */
  readonly discount: Float64Array;
  readonly usd: Float64Array;
}

export interface Terms {
  readonly levels: number;
  /** Discount from which they buy. */
  readonly band: number;
  /** Dollars that rest per 1 % of discount. */
  readonly density: number;
}

/** Mean step of the first level, and how the mean grows with the square of the level; of 46 levels the last is near -99.9 %. */
const STEP = 0.004;
const GROWTH = 2.1e-4;
/** Standard deviation of the logarithm of a size. */
const SIGMA = 0.8;

export function draw(streams: Streams.Streams, stream: number, terms: Terms): Ladder {
  const discount = new Float64Array(terms.levels);
  const usd = new Float64Array(terms.levels);
  let depth = -Real.log(1 - terms.band);
  let before = terms.band;
  for (let level = 0; level < terms.levels; level++) {
    discount[level] = before;
    depth += (STEP + GROWTH * level * level) * Streams.exponential(streams, stream);
    const after = 1 - Real.exp(-depth);
    const size = Streams.lognormal(streams, stream, (-SIGMA * SIGMA) / 2, SIGMA);
    usd[level] = terms.density * (after - before) * 100 * size;
    before = after;
  }
  return { discount, usd };
}
