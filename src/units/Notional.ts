import { InvariantError } from '../base/assert.js';

/**
 * Quote atoms of a trade. A market's tick times lot is a whole number of quote atoms
 * (`atomsPerTickLot` >= 1), so the product is exact and nothing is rounded.
 */

/** ticks * lots * atomsPerTickLot, signed as its factors. Breaks UNIT-2 when not a safe integer. */
export function atoms(ticks: number, lots: number, atomsPerTickLot: number): number {
  const product = ticks * lots * atomsPerTickLot;
  if (!Number.isSafeInteger(product) || !(atomsPerTickLot >= 1) || !integers(ticks, lots, atomsPerTickLot))
    throw new InvariantError('UNIT-2', `notional ${ticks} ticks * ${lots} lots * ${atomsPerTickLot} unsafe`);
  return product + 0; // -0 becomes 0
}

/** Most lots that `atoms` (>= 0) can pay at `ticks` (> 0), rounded down. Breaks UNIT-2 on other operands. */
export function lotsForDown(atoms: number, ticks: number, atomsPerTickLot: number): number {
  const cost = ticks * atomsPerTickLot;
  if (!(atoms >= 0 && ticks > 0 && atomsPerTickLot >= 1) || !integers(atoms, cost, atomsPerTickLot))
    throw new InvariantError('UNIT-2', `lots for ${atoms} atoms at ${ticks} ticks * ${atomsPerTickLot}`);
  // Exact: below 2^53 the quotient is never rounded up to an integer it did not reach.
  return Math.floor(atoms / cost);
}

function integers(a: number, b: number, c: number): boolean {
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(c);
}
