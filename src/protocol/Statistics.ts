/** Values of one class of scenarios over seeds. Percentiles are values that occurred: nothing is interpolated. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Mean of the worst twentieth, at least of one run. */
  readonly shortfall: number;
  readonly mean: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((x, y) => x - y);
  const worst = sorted.slice(Math.min(sorted.length - 1, Math.floor(0.95 * sorted.length)));
  return {
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    shortfall: mean(worst),
    mean: mean(sorted),
    max: sorted.at(-1) ?? Number.NaN,
  };
}

/** The smallest value that at least a share `part` of them does not exceed; of sorted values. */
export function quantile(sorted: readonly number[], part: number): number {
  const rank = Math.ceil(part * sorted.length - 1e-9);
  return sorted[Math.max(0, rank - 1)] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((all, one) => all + one, 0) / values.length;
}

/** A mean difference of pairs with the same luck, and the interval that holds the true one in 95 of 100 cases. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Student's 97.5% points by degrees of freedom, 1 to 30; beyond, the normal one. */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const NORMAL = 1.96;

/** One pair has no interval: its ends are not numbers. */
export function paired(before: readonly number[], after: readonly number[]): Difference {
  const differences = before.map((value, i) => after[i]! - value);
  const center = mean(differences);
  const n = differences.length;
  const variance = differences.reduce((all, one) => all + (one - center) ** 2, 0) / (n - 1);
  const half = (STUDENT[n - 2] ?? (n > 1 ? NORMAL : Number.NaN)) * Math.sqrt(variance / n);
  return { mean: center, low: center - half, high: center + half };
}
