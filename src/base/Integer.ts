import { InvariantError } from './assert.js';

/** True when `x` is an integer that a double holds exactly (|x| < 2^53). */
export function isSafe(x: number): boolean {
  return Number.isSafeInteger(x);
}

/**
 * floor(a * b / c), exact. All safe integers, a and b >= 0, c > 0; breaks BASE-1 on other
 * operands and on a result that is not a safe integer.
 */
export function mulDivDown(a: number, b: number, c: number): number {
  check(a, b, c);
  const product = a * b;
  // With a*b < 2^53 the quotient lies at least 1/c below the next integer, more than half its
  // spacing, so the rounded division never reaches an integer the true one does not.
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / c);
  return wide(a, b, c, 0);
}

/** ceil(a * b / c), exact. Same operands and error as mulDivDown. */
export function mulDivUp(a: number, b: number, c: number): number {
  check(a, b, c);
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) {
    const down = Math.floor(product / c);
    return down * c === product ? down : down + 1;
  }
  return wide(a, b, c, c - 1);
}

/** floor((a * b + addend) / c) through arbitrary precision: slow, only for products past 2^53. */
function wide(a: number, b: number, c: number, addend: number): number {
  const result = Number((BigInt(a) * BigInt(b) + BigInt(addend)) / BigInt(c));
  if (!isSafe(result)) throw new InvariantError('BASE-1', `${a} * ${b} / ${c} exceeds 2^53`);
  return result;
}

function check(a: number, b: number, c: number): void {
  if (isSafe(a) && isSafe(b) && isSafe(c) && a >= 0 && b >= 0 && c > 0) return;
  throw new InvariantError(
    'BASE-1',
    `operands of ${a} * ${b} / ${c} must be safe integers, a, b >= 0, c > 0`,
  );
}
