import { mulDivDown } from '../../base/Integer.js';
import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import * as Rounding from '../../units/Rounding.js';

/**
 * When holders of a stable coin lose confidence, how many leave, and by which way.
 * Source: threshold rule after Uhlig, NBER 30256; contagion as a Hawkes process with less than one child. Weights and
 * hazards are free parameters. Times in microseconds, holdings in atoms, everything else in fractions.
 */
export interface Weights {
  /** Log-odds of failure when all is well; far below zero. */
  readonly base: number;
  /** Per unit of discount on the venue the class watches. */
  readonly discount: number;
  /** Per unit of backing missing, as estimated. */
  readonly hole: number;
  /** Per unit of redemption queue over buffer. */
  readonly queue: number;
  /** Per unit of fall in the logarithm of supply over 24 h. */
  readonly outflow: number;
  readonly news: number;
  /** Per share of the class that has left. */
  readonly herd: number;
}

/** What a class sees; as old as its feed. */
export interface Signal {
  readonly price: number;
  readonly backingRatio: number;
  readonly queueOverBuffer: number;
  /** ln(supply now / supply 24 h ago). */
  readonly supplyChange: number;
  readonly news: number;
}

export interface Taste {
  readonly weights: Weights;
  /** Half-life of a belief. */
  readonly halfLifeUs: number;
  /** Exits per hour of holders below and, added, above their threshold. */
  readonly calmPerHour: number;
  readonly alarmedPerHour: number;
  /** Expected further exits caused by one exit (branching ratio, < 1), and their rate of decay per hour. */
  readonly contagion: number;
  readonly contagionPerHour: number;
}

/** A class of holders, in rows of like holders; plain columns. */
export interface Holders {
  /** Believed probability that redemption ends. */
  belief: number;
  /** Atoms at the start, and exits that still set off others, as a share of them. */
  readonly initial: number;
  heat: number;
  /** Per row: belief at which it is alarmed, share of its time it attends, holders left, atoms left. */
  readonly threshold: Float64Array;
  readonly attention: Float64Array;
  readonly count: Float64Array;
  readonly held: Float64Array;
  /** Per row: atoms that left at the last draw. */
  readonly left: Float64Array;
}

const HOUR_US = 3600e6;

/** Rows of equal weight with thresholds at the quantiles of Beta(a, b), whole a and b >= 1. */
export function create(
  a: number,
  b: number,
  counts: ArrayLike<number>,
  held: ArrayLike<number>,
  attention: ArrayLike<number>,
): Holders {
  const rows = counts.length;
  return {
    belief: 0,
    initial: total(held),
    heat: 0,
    threshold: Float64Array.from({ length: rows }, (_, row) => betaQuantile((row + 0.5) / rows, a, b)),
    attention: Float64Array.from(attention),
    count: Float64Array.from(counts),
    held: Float64Array.from(held),
    left: new Float64Array(rows),
  };
}

/** Probability of failure implied by a signal alone. */
export function assess(w: Weights, s: Signal, exitedShare: number): number {
  const z =
    w.discount * Math.max(0, 1 - s.price) +
    w.hole * Math.max(0, 1 - s.backingRatio) +
    w.queue * s.queueOverBuffer +
    w.outflow * Math.max(0, -s.supplyChange) +
    w.news * s.news +
    w.herd * exitedShare;
  return 1 / (1 + Real.exp(-(w.base + z)));
}

/** Share of the class's atoms that has left. */
export function exitedShare(h: Holders): number {
  return h.initial > 0 ? 1 - total(h.held) / h.initial : 0;
}

/** Updates the belief over `dtUs`; the decay does not depend on the length of steps. */
export function observe(h: Holders, t: Taste, s: Signal, dtUs: number): void {
  const kept = Real.pow(0.5, dtUs / t.halfLifeUs);
  h.belief = kept * h.belief + (1 - kept) * assess(t.weights, s, exitedShare(h));
}

/** Exits per hour and holder of a row. */
export function hazard(h: Holders, t: Taste, row: number): number {
  const alarmed = h.belief > h.threshold[row]! ? t.alarmedPerHour * h.attention[row]! : 0;
  return t.calmPerHour + alarmed;
}

/**
 * Draws who leaves in `dtUs` and removes them. Always one draw per row and step, so that paired runs use the same draws.
 * Returns the atoms.
 */
export function exit(h: Holders, t: Taste, dtUs: number, streams: Streams.Streams, stream: number): number {
  const hours = dtUs / HOUR_US;
  const present = h.initial - exitedAtoms(h);
  const kept = Real.exp(-t.contagionPerHour * hours);
  const social = present > 0 ? (t.contagion * h.heat * (1 - kept) * h.initial) / present : 0;
  let left = 0;
  for (let row = 0; row < h.held.length; row++) {
    const p = 1 - Real.exp(-(hazard(h, t, row) * hours + social));
    const leavers = binomial(h.count[row]!, p, Streams.unit(streams, stream));
    const isAll = leavers === h.count[row]!;
    h.left[row] = isAll ? h.held[row]! : mulDivDown(h.held[row]!, leavers, h.count[row]!);
    h.count[row]! -= leavers;
    h.held[row]! -= h.left[row]!;
    left += h.left[row]!;
  }
  h.heat = h.heat * kept + (h.initial > 0 ? left / h.initial : 0);
  return left;
}

/** Share whose threshold is above the belief: 1 - Beta(a, b) at the belief. */
export function remaining(belief: number, a: number, b: number): number {
  return 1 - betaCdf(belief, a, b);
}

/** Ways out of a coin, and staying. */
export type Channel = 'hold' | 'redeem' | 'amm' | 'cex';

/** Dollars a holder expects per coin for each exit; NaN where that exit is closed. */
export type Values = Readonly<Record<Channel, number>>;

const CHANNELS: readonly Channel[] = ['hold', 'redeem', 'amm', 'cex'];

/** The best way; of equals the first in the order hold, redeem, AMM, exchange. 'hold' when nothing is open. */
export function choose(values: Values): Channel {
  let best: Channel = 'hold';
  for (const channel of CHANNELS)
    if (values[channel] > values[best] || Number.isNaN(values[best])) best = channel;
  return Number.isNaN(values[best]) ? 'hold' : best;
}

/** Value of asking for par: less the fee and a yearly rate over the wait. */
export function redeemValue(par: number, fee: number, waitUs: number, yearlyRate: number): number {
  return par - fee - (yearlyRate * waitUs) / (365 * 24 * HOUR_US);
}

/** Value of staying: what a failed coin fetches, weighed by the belief. */
export function holdValue(belief: number, valueIfFailed: number): number {
  return 1 - belief * (1 - valueIfFailed);
}

/** Whether a looper goes: forced below the target of health, voluntarily when the carry is negative. */
export function looper(netYield: number, health: number, targetHealth: number): 'forced' | 'carry' | 'stay' {
  if (health < targetHealth) return 'forced';
  return netYield < 0 ? 'carry' : 'stay';
}

/** Distribution function of Beta(a, b) for whole a and b: chance of at least a successes in a + b - 1. */
function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const n = a + b - 1;
  let ways = 1;
  let sum = 0;
  for (let j = 0; j <= n; j++) {
    if (j >= a) sum += ways * Real.pow(x, j) * Real.pow(1 - x, n - j);
    ways = (ways * (n - j)) / (j + 1);
  }
  return sum;
}

function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 53; step++) {
    const middle = (low + high) / 2;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Binomial(n, p) from one uniform: by inversion where few leave or few stay, else a normal whose quantile is Tukey's
 * lambda form (error of a hundredth of a deviation up to three deviations).
 */
function binomial(n: number, p: number, u: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p > 0.5) return n - binomial(n, 1 - p, 1 - u);
  const mean = n * p;
  if (mean > 30) {
    const z = (Real.pow(u, 0.135) - Real.pow(1 - u, 0.135)) / 0.1975;
    return Math.min(n, Math.max(0, Rounding.nearest(mean + z * Math.sqrt(mean * (1 - p)))));
  }
  let chance = Real.pow(1 - p, n);
  let sum = chance;
  let k = 0;
  while (u > sum && k < n && chance > 0) {
    chance *= ((n - k) / (k + 1)) * (p / (1 - p));
    sum += chance;
    k++;
  }
  return k;
}

function exitedAtoms(h: Holders): number {
  return h.initial - total(h.held);
}

function total(column: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < column.length; row++) sum += column[row]!;
  return sum;
}
