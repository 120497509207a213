import { cumulativeStdNormalProbability, mean, quantileSorted } from 'simple-statistics';
import * as Streams from '../base/Streams.js';

/** One run of a study: its headline numbers by key. NaN is a number the run did not give. */
export interface Run {
  readonly seed: number;
  readonly values: Readonly<Record<string, number>>;
}

/** Over seeds: the median and the range from the 5th to the 95th percentile. NaN throughout when `count` is 0. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Intervention minus base, seed by seed. The interval is for the mean, at 95%. */
export interface Difference {
  readonly count: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** 1 or -1 where the interval leaves zero out, else 0. */
  readonly sign: -1 | 0 | 1;
  /** Part of the seeds whose own difference has the mean's direction. */
  readonly agree: number;
}

const RESAMPLES = 4000;

export function spread(runs: readonly Run[], key: string): Spread {
  const values = known(runs.map((run) => run.values[key] ?? Number.NaN)).sort((a, b) => a - b);
  if (values.length === 0) return { count: 0, median: Number.NaN, low: Number.NaN, high: Number.NaN };
  const at = (part: number) => quantileSorted(values, part);
  return { count: values.length, median: at(0.5), low: at(0.05), high: at(0.95) };
}

/** Whether a documented value lies between the 5th and the 95th percentile; null when none is documented. */
export function covers({ count, low, high }: Spread, documented: number | null): boolean | null {
  if (documented === null || count === 0) return null;
  return documented >= low && documented <= high;
}

/**
 * Paired over the seeds that both sets have, so that everybody's luck cancels. The same `seed` gives the same interval.
 * Source: expanded percentile bootstrap, T. Hesterberg, "What Teachers Should Know About the Bootstrap" (2015), 4.3.
 */
export function paired(base: readonly Run[], other: readonly Run[], key: string, seed = 1): Difference {
  const bySeed = new Map(base.map((run) => [run.seed, run.values[key] ?? Number.NaN]));
  const changes = known(
    [...other]
      .sort((a, b) => a.seed - b.seed)
      .map((run) => (run.values[key] ?? Number.NaN) - (bySeed.get(run.seed) ?? Number.NaN)),
  );
  if (changes.length === 0) {
    return { count: 0, mean: Number.NaN, low: Number.NaN, high: Number.NaN, sign: 0, agree: Number.NaN };
  }
  const center = mean(changes);
  const [low, high] = interval(changes, seed);
  const sign = low > 0 ? 1 : high < 0 ? -1 : 0;
  const agree = changes.filter((change) => Math.sign(change) === Math.sign(center)).length / changes.length;
  return { count: changes.length, mean: center, low, high, sign, agree };
}

/** One seed says nothing about the spread: its interval is unbounded. */
function interval(changes: readonly number[], seed: number): [number, number] {
  if (changes.length < 2) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const streams = Streams.create(seed);
  const stream = Streams.open(streams, 'study/bootstrap');
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < changes.length; i++) sum += changes[Streams.below(streams, stream, changes.length)]!;
    return sum / changes.length;
  }).sort((a, b) => a - b);
  const tail = expandedTail(changes.length);
  return [quantileSorted(means, tail), quantileSorted(means, 1 - tail)];
}

/** The tail, wider than 2.5%, that gives a percentile interval the coverage of Student's t for this many seeds. */
function expandedTail(count: number): number {
  return cumulativeStdNormalProbability(-Math.sqrt(count / (count - 1)) * studentT975(count - 1));
}

/** Exact for one and two degrees of freedom; from three on the series of Abramowitz and Stegun 26.7.5. */
function studentT975(freedom: number): number {
  if (freedom === 1) return 12.7062;
  if (freedom === 2) return 4.3027;
  const z = 1.959964;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3;
}

function known(values: readonly number[]): number[] {
  return values.filter(Number.isFinite);
}
