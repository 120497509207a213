/**
 * What a book of random orders looks like, as a yardstick for simulated books.
 * Sources: Smith, Farmer, Gillemot & Krishnamurthy 2003 (QF 3:481); Cont, Stoikov & Talreja 2010 (OR 58:549).
 */

export type Flow = {
  /** Limit orders, shares per price and time. */
  readonly alpha: number;
  /** Market orders, shares per time. */
  readonly mu: number;
  /** Cancellation, per time. */
  readonly delta: number;
  /** Order size, shares. */
  readonly sigma: number;
};

/** Scales and fitted laws of Smith-Farmer; the diffusion rate up to its constant factor. */
export function smithFarmer(f: Flow): {
  readonly epsilon: number;
  readonly spread: number;
  readonly priceScale: number;
  readonly shareScale: number;
  readonly diffusion: number;
} {
  const epsilon = (f.delta * f.sigma) / f.mu;
  return {
    epsilon,
    spread: (f.mu / f.alpha) * (0.28 + 1.86 * epsilon ** 0.75),
    priceScale: f.mu / (2 * f.alpha),
    shareScale: f.mu / (2 * f.delta),
    diffusion: (f.mu ** 2.5 * Math.sqrt(f.delta / f.sigma)) / (f.alpha * f.alpha),
  };
}

/** Rates of one queue at the best price when the spread is one tick, orders of mean size per time. */
export type QueueRates = { readonly limit: number; readonly market: number; readonly cancel: number };

/**
 * Probability that the next change of the mid is up, for b orders at the bid and a at the ask, both 1..size:
 * result[(b - 1) * size + (a - 1)]. Two birth-death queues race to zero; queues stop growing at `size`.
 * Gauss-Seidel to a largest change of 1e-12 per sweep.
 */
export function probabilityUp(rates: QueueRates, size: number): Float64Array {
  const p = new Float64Array(size * size).fill(0.5);
  for (let change = 1; change > 1e-12; ) {
    change = 0;
    for (let b = 1; b <= size; b++) {
      for (let a = 1; a <= size; a++) {
        const at = (b - 1) * size + a - 1;
        const next = relax(p, rates, size, b, a);
        change = Math.max(change, Math.abs(next - p[at]!));
        p[at] = next;
      }
    }
  }
  return p;
}

function relax(p: Float64Array, rates: QueueRates, size: number, b: number, a: number): number {
  const at = (b - 1) * size + a - 1;
  const bidDeath = rates.market + b * rates.cancel;
  const askDeath = rates.market + a * rates.cancel;
  let total = bidDeath + askDeath;
  // The bid emptied first: the mid moves down, probability 0; the ask emptied first: up, probability 1.
  let sum = (b > 1 ? bidDeath * p[at - size]! : 0) + askDeath * (a > 1 ? p[at - 1]! : 1);
  if (b < size) {
    total += rates.limit;
    sum += rates.limit * p[at + size]!;
  }
  if (a < size) {
    total += rates.limit;
    sum += rates.limit * p[at + 1]!;
  }
  return sum / total;
}
