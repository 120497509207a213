import * as Matrix from '../Matrix.js';

/** A free value, as a place in its range: 0 the low end, 1 the high end. */
export type Place = number;

/** Moments at a point; the luck behind them is the same at every point (paired seeds). */
export type Model = (point: readonly Place[]) => readonly number[];

/** What a moment should be, and the miss that counts as one. */
export interface Target {
  readonly value: number;
  readonly scale: number;
}

export interface Fit {
  readonly point: readonly Place[];
  readonly moments: readonly number[];
  /** Sum of squared misses, each over its scale. */
  readonly distance: number;
  /** Distance after each accepted step, the first one at the start. */
  readonly path: readonly number[];
  /** By free value: change of each miss per whole range, at the last point. */
  readonly slopes: readonly (readonly number[])[];
}

/** Step of a slope, as a share of the range; steps tried along a direction. */
const STEP = 0.1;
const TRIED = [1, 0.5, 0.25, 0.1];
/** Ridge on the normal equations: directions that moments do not see do not move. */
const RIDGE = 0.05;

/** Misses over their scales; a moment that a run does not give is no miss. */
export function misses(moments: readonly number[], targets: readonly Target[]): number[] {
  return targets.map(({ value, scale }, i) => {
    const miss = (moments[i]! - value) / scale;
    return Number.isFinite(miss) ? miss : 0;
  });
}

function squared(all: readonly number[]): number {
  return all.reduce((sum, one) => sum + one * one, 0);
}

/** Gauss-Newton steps inside the ranges, each only as far as it lowers the distance. */
export function fit(model: Model, start: readonly Place[], targets: readonly Target[], rounds: number): Fit {
  let point = [...start];
  let moments = model(point);
  const path = [squared(misses(moments, targets))];
  let slopes = slopesAt(model, point, moments, targets);
  for (let round = 0; round < rounds; round++) {
    const found = improve(model, { point, moments, slopes, targets, distance: path.at(-1)! });
    if (found === undefined) break;
    point = found.point;
    moments = found.moments;
    path.push(found.distance);
    slopes = slopesAt(model, point, moments, targets);
  }
  return { point, moments, distance: path.at(-1)!, path, slopes };
}

function slopesAt(
  model: Model,
  point: readonly Place[],
  moments: readonly number[],
  targets: readonly Target[],
): number[][] {
  const here = misses(moments, targets);
  return point.map((place, i) => {
    const step = place + STEP <= 1 ? STEP : -STEP;
    const there = misses(model(point.with(i, place + step)), targets);
    return there.map((miss, j) => (miss - here[j]!) / step);
  });
}

interface Stand {
  readonly point: readonly Place[];
  readonly moments: readonly number[];
  readonly slopes: readonly (readonly number[])[];
  readonly targets: readonly Target[];
  readonly distance: number;
}

function improve(model: Model, { point, moments, slopes, targets, distance }: Stand) {
  const normal = slopes.map((a, i) => slopes.map((b, j) => Matrix.dot(a, b) + (i === j ? RIDGE : 0)));
  const now = misses(moments, targets);
  const direction = Matrix.solve(
    normal,
    slopes.map((a) => -Matrix.dot(a, now)),
  );
  for (const share of TRIED) {
    const next = point.map((place, i) => Math.min(1, Math.max(0, place + share * direction[i]!)));
    const there = model(next);
    const reached = squared(misses(there, targets));
    if (reached < distance * 0.999) return { point: next, moments: there, distance: reached };
  }
  return undefined;
}

/** How well the moments tell one free value from the others. */
export interface Identity {
  /** Length of its slopes: what a whole range moves, in misses. */
  readonly strength: number;
  /** Share of its slopes that no combination of the others gives; 0: not identified. */
  readonly own: number;
  /** Half width, as a share of the range, within which the distance rises by less than 1 while the others are fitted
   * again (profile, by the quadratic model); at most 1. */
  readonly halfWidth: number;
}

export function identify(slopes: readonly (readonly number[])[]): Identity[] {
  return slopes.map((mine, i) => {
    const others = slopes.filter((_, j) => j !== i);
    const left = residual(mine, others);
    const strength = Math.sqrt(squared(mine));
    const rest = Math.sqrt(squared(left));
    return {
      strength,
      own: strength > 0 ? rest / strength : 0,
      halfWidth: rest > 0 ? Math.min(1, 1 / rest) : 1,
    };
  });
}

/** What is left of a vector beside its best combination of others. */
function residual(mine: readonly number[], others: readonly (readonly number[])[]): number[] {
  if (others.length === 0) return [...mine];
  const normal = others.map((a, i) => others.map((b, j) => Matrix.dot(a, b) + (i === j ? 1e-9 : 0)));
  const weights = Matrix.solve(
    normal,
    others.map((a) => Matrix.dot(a, mine)),
  );
  return mine.map((value, k) => value - others.reduce((sum, a, i) => sum + weights[i]! * a[k]!, 0));
}
