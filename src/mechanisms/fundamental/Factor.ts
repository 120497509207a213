import * as Real from '../../base/Real.js';

/**
 * Models: one factor of fundamental values, a martingale with volatility that clusters and fat tails.
 * Source: log-normal stochastic volatility (Taylor 1986, Modelling Financial Time Series; Harvey, Ruiz and Shephard
 * 1994, RES 61:247) with Student-t innovations, in steps of fixed length; a bridge between recorded points.
 * Units: logarithms of prices; deviations a step.
 * Simplified: no leverage effect, no drift, no jumps beside the tails; between recorded points the shocks of a Gaussian
 * bridge are scaled like free ones.
 * Invariants: none; arithmetic by base/Real alone.
 */

/** Volatility that wanders around its mean: its logarithm returns by `keep` a step and spreads by `spread`. */
export interface Clustering {
  readonly spread: number;
  /** What is left of the logarithm's distance from its mean after a step. */
  readonly keep: number;
}

/** Clustering by its time constant, in steps of `stepUs`. */
export function clustering(spread: number, memoryUs: number, stepUs: number): Clustering {
  return { spread, keep: Real.exp(-stepUs / memoryUs) };
}

/** The logarithm of volatility after a step; `normal` is a standard normal draw. */
export function nextLogVolatility(before: number, { spread, keep }: Clustering, normal: number): number {
  return keep * before + spread * Math.sqrt(1 - keep * keep) * normal;
}

/** Factor on the mean deviation: its square has mean 1 over the stationary distribution. */
export function volatilityOf(logVolatility: number, { spread }: Clustering): number {
  return Real.exp(logVolatility - spread * spread);
}

/** A Student-t draw of variance 1 from a standard normal and a chi-square draw, both independent; `freedom` above 2. */
export function student(normal: number, chiSquare: number, freedom: number): number {
  return normal * Math.sqrt((freedom - 2) / chiSquare);
}

/** Change of a level that has to stand at `target` after `left` steps, this one included (a bridge). */
export function bridge(level: number, target: number, left: number, shock: number): number {
  return (target - level) / left + shock * Math.sqrt((left - 1) / left);
}
