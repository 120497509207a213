/* Waits for: calibration by simulated moments (issue 15). Until then tests alone run it. */

/** A dense matrix by rows; every row has the same length. */
export type Matrix = readonly (readonly number[])[];

/** The product with a column vector. */
export function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** x with matrix · x = vector, by Gaussian elimination with partial pivoting; NaN for a singular matrix. */
export function solve(matrix: Matrix, vector: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, vector[i]!]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = column + 1; row < size; row++) {
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let i = column; i <= size; i++) rows[row]![i]! -= factor * rows[column]![i]!;
    }
  }
  const x = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--)
    x[row] = (rows[row]![size]! - dot(rows[row]!.slice(0, size), x)) / rows[row]![row]!;
  return x;
}

const STEPS = 10_000;
const PRECISION = 1e-15;

/**
 * Largest eigenvalue of a matrix without negative entries and its eigenvector, scaled to sum to one: power iteration
 * on matrix + 1, so that a matrix that only swaps its entries settles too.
 */
export function principal(matrix: Matrix): { readonly value: number; readonly vector: readonly number[] } {
  let vector = matrix.map(() => 1 / matrix.length);
  let value = 1;
  for (let step = 0; step < STEPS; step++) {
    const next = times(matrix, vector).map((one, i) => one + vector[i]!);
    const grown = next.reduce((sum, one) => sum + one, 0);
    vector = next.map((one) => one / grown);
    const settled = Math.abs(grown - value) <= PRECISION * grown;
    value = grown;
    if (settled) break;
  }
  return { value: value - 1, vector };
}
