import { sampleStandardDeviation } from 'simple-statistics';

/* Waits for: the effect of a fifth of each free value (issue 15). Until then tests alone run it. */

/** A model: parameters in, one outcome out. Points are rows of parameters, all of one length. */
export type Model = (point: readonly number[]) => number;

/** Shares of the outcome's variance by parameter. */
export interface Indices {
  /** What each parameter explains alone. */
  readonly first: readonly number[];
  /** What each parameter has a part in. */
  readonly total: readonly number[];
}

/**
 * Sobol indices from two independent samples of equal size. First order after Saltelli et al. 2010 (CPC 181:259),
 * total after Jansen 1999; the variance is that of both samples together.
 */
export function sobol(model: Model, a: readonly (readonly number[])[], b: typeof a): Indices {
  const atA = a.map(model);
  const atB = b.map(model);
  const spread = variance([...atA, ...atB]);
  const first: number[] = [];
  const total: number[] = [];
  for (let i = 0; i < (a[0]?.length ?? 0); i++) {
    const mixed = a.map((point, row) => model(point.with(i, b[row]![i]!)));
    first.push(mean(mixed.map((y, row) => atB[row]! * (y - atA[row]!))) / spread);
    total.push(mean(mixed.map((y, row) => (atA[row]! - y) * (atA[row]! - y))) / (2 * spread));
  }
  return { first, total };
}

/** The change per unit of each parameter from each base, one step of `delta` in every direction (radial design). */
export function effects(model: Model, bases: readonly (readonly number[])[], delta: number): number[][] {
  return bases.map((base) =>
    base.map((value, i) => (model(base.with(i, value + delta)) - model(base)) / delta),
  );
}

/** What elementary effects say of each parameter (Morris 1991). */
export interface Screening {
  readonly mean: readonly number[];
  /** Mean without signs: effects that cancel still count (Campolongo et al. 2007). */
  readonly meanAbsolute: readonly number[];
  /** Sample standard deviation: interactions and curvature. */
  readonly deviation: readonly number[];
}

export function screen(rows: readonly (readonly number[])[]): Screening {
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i]!));
  return {
    mean: columns.map(mean),
    meanAbsolute: columns.map((column) => mean(column.map(Math.abs))),
    deviation: columns.map(sampleStandardDeviation),
  };
}

function variance(values: readonly number[]): number {
  const center = mean(values);
  return mean(values.map((value) => (value - center) * (value - center)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
