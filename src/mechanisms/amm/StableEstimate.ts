/**
 * Models:     StableSwap quotes in doubles, for agents that try many sizes before they trade one.
 * Source:     the same invariant as StableInvariant.ts, solved for the change of a balance instead of the balance.
 * Units:      balances in units of account (doubles), fees as fractions.
 * Simplified: no rounding to atoms. Within 1e-9 of the exact quote plus one atom while no coin is below about 1e-6 of the pool.
 * Invariants: none
 */
import * as Amount from '../../units/Amount.js';
import type { State } from './StableSwap.js';

/** A pair of coins on its curve; everything that does not depend on the size of the trade. */
export type Path = {
  readonly x: number;
  readonly y: number;
  /** Constant term of y^2 + (b - D) y = c at x. */
  readonly c: number;
  readonly fee: number;
  readonly offPeg: number;
};

/** D in units of account. Every balance above 0. */
export function solveD(values: readonly number[], amplification: number): number {
  const n = values.length;
  const ann = amplification * n;
  let sum = 0;
  for (const value of values) sum += value;
  let D = sum;
  for (let round = 0; round < 255; round++) {
    let product = D;
    for (const value of values) product *= D / (value * n);
    const next = ((ann * sum + product * n) * D) / ((ann - 1) * D + (n + 1) * product);
    const step = D - next;
    D = next;
    if (Math.abs(step) <= D * 2 ** -51) break;
  }
  return D;
}

/** Balances in units of account. */
export function valuesOf(pool: State): number[] {
  const values: number[] = [];
  for (let k = 0; k < pool.balances.length; k++)
    values.push(Amount.toUnits(pool.balances[k]!, pool.decimals[k]!) * pool.rates[k]!);
  return values;
}

/** The way from one coin to another. Every balance above 0. */
export function pathOf(pool: State, from: number, to: number): Path {
  const values = valuesOf(pool);
  const n = values.length;
  const D = solveD(values, pool.amplification);
  let c = (D * D) / (pool.amplification * n * n);
  values.forEach((value, k) => {
    if (k !== to) c *= D / (value * n);
  });
  const fee = pool.feePpm / 1e6;
  return { x: values[from]!, y: values[to]!, c, fee, offPeg: pool.offPegPpm / 1e6 };
}

/** Slope: units of account of `to` per unit of account of `from`, before the fee. */
export function slope({ x, y, c }: Path): number {
  return (1 + c / (x * y)) / (1 + c / (y * y));
}

/**
 * What `paid` brings after the fee. With v = paid the change d of y solves d^2 - (y + c/y + v) d + v (y + c/(x + v)) = 0,
 * of which the smaller root is taken; no term is a difference of two balances, so that small trades keep their digits.
 */
export function received(path: Path, paid: number): number {
  const { x, y, c } = path;
  const linear = y + c / y + paid;
  const constant = paid * (y + c / (x + paid));
  const square =
    (y - paid) * (y - paid) + c * (2 + (2 * paid) / y - (4 * paid) / (x + paid)) + (c / y) * (c / y);
  const gross = (2 * constant) / (linear + Math.sqrt(Math.max(0, square)));
  return gross * (1 - feeBetween(path, x + paid / 2, y - gross / 2));
}

function feeBetween({ fee, offPeg }: Path, a: number, b: number): number {
  if (offPeg <= 1) return fee;
  const sum = a + b;
  return (offPeg * fee) / (((offPeg - 1) * 4 * a * b) / (sum * sum) + 1);
}
