/**
 * Models:     the strength of an issuer below which a run succeeds, when holders see it with noise.
 * Source:     Morris & Shin 1998, 2003 (regime change); Goldstein & Pauzner 2005.
 * Units:      strength and cost as shares (gain of a successful run = 1); precisions are inverse variances.
 * Simplified: one period, holders alike in size and cost.
 * Invariants: none
 */
import * as Real from '../../base/Real.js';

export type Terms = {
  /** Cost of running over the gain when it succeeds, in (0, 1). */
  readonly cost: number;
  /** Precision of what everybody sees, 0 for nothing; of what each sees alone, above 0. */
  readonly publicPrecision: number;
  readonly privatePrecision: number;
  /** Strength as everybody sees it. */
  readonly publicSignal: number;
};

/** Lowest and highest strength at which a run just succeeds; equal when there is one equilibrium. */
export type Thresholds = { readonly low: number; readonly high: number; readonly isUnique: boolean };

const ROOT_TWO_PI = 2.5066282746310002;
const ROUNDS = 5000;
const CLOSE = 1e-14;

/** The issuer falls below `low` in every equilibrium, and survives above `high` in every one. */
export function thresholds(t: Terms): Thresholds {
  const slope = t.publicPrecision / Math.sqrt(t.privatePrecision);
  const isUnique = slope < ROOT_TWO_PI;
  return { low: fixedPoint(t, 0), high: fixedPoint(t, 1), isUnique };
}

/** Private signal below which a holder runs, for a threshold of strength. */
export function signalThreshold(t: Terms, strength: number): number {
  const { publicPrecision: a, privatePrecision: b } = t;
  return strength + (a / b) * (strength - t.publicSignal) - (Math.sqrt(a + b) / b) * normalQuantile(t.cost);
}

/** Share that runs at a strength when all run on signals below `signal`. */
export function attack(t: Terms, strength: number, signal: number): number {
  return normalCdf(Math.sqrt(t.privatePrecision) * (signal - strength));
}

/** The right side rises with the threshold, so iterating from an end meets the fixed point nearest to that end. */
function fixedPoint(t: Terms, from: number): number {
  const { publicPrecision: a, privatePrecision: b } = t;
  const slope = a / Math.sqrt(b);
  const shift = Math.sqrt((a + b) / b) * normalQuantile(1 - t.cost);
  let theta = from;
  for (let round = 0; round < ROUNDS; round++) {
    const next = normalCdf(slope * (theta - t.publicSignal) + shift);
    if (Math.abs(next - theta) < CLOSE) return next;
    theta = next;
  }
  return theta;
}

/** Standard normal distribution function; absolute error below 1e-14. Series of Marsaglia, JSS 11:4 (2004). */
export function normalCdf(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let sum = x;
  let term = x;
  for (let k = 3; Math.abs(term) > 1e-18; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * Real.exp(-0.5 * x * x - 0.9189385332046728);
}

/** Inverse of normalCdf for p in (0, 1), by bisection; within 1e-13 of the root where the density is not tiny. */
export function normalQuantile(p: number): number {
  let low = -8;
  let high = 8;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
