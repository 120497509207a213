import { InvariantError, invariant } from '../base/assert.js';
import * as Rounding from './Rounding.js';

/**
 * Money: whole units of an asset (a double, at the edges only) against atoms (safe integer, state);
 * one unit is 10^decimals atoms. Signs are kept; down is toward minus infinity.
 */

declare const unit: unique symbol;

/** Whole atoms of an asset: where sums of money and valuations meet, the type tells them apart. */
export type Atoms = number & { readonly [unit]: 'atoms' };

/** Dollars of a valuation: a double that no balance is made of. */
export type Dollars = number & { readonly [unit]: 'dollars' };

/** Names a count of atoms as one. Breaks UNIT-1 when it is not a safe integer. */
export function atoms(count: number): Atoms {
  if (!Number.isSafeInteger(count)) throw new InvariantError('UNIT-1', `${count} is no count of atoms`);
  return count as Atoms;
}

/** Names a valuation as dollars. */
export function dollars(usd: number): Dollars {
  return usd as Dollars;
}

/** Atoms of an asset with `perUnit` atoms to a dollar, rounded down and to the nearest; and the dollars of atoms. */
export function fromDollarsDown(usd: Dollars, perUnit: number): Atoms {
  return atoms(Rounding.down(usd * perUnit));
}

export function fromDollarsNearest(usd: Dollars, perUnit: number): Atoms {
  return atoms(Rounding.nearest(usd * perUnit));
}

export function toDollars(count: Atoms, perUnit: number): Dollars {
  return dollars(count / perUnit);
}

/** Atoms, rounded down. Breaks UNIT-1 when not finite or not a safe integer. */
export function toAtomsDown(units: number, decimals: number): number {
  return Rounding.down(units * scale(decimals));
}

/** Atoms, rounded up. Breaks UNIT-1 when not finite or not a safe integer. */
export function toAtomsUp(units: number, decimals: number): number {
  return Rounding.up(units * scale(decimals));
}

/** The double nearest to the decimal value of `atoms`: for display and valuations, not for state. */
export function toUnits(atoms: number, decimals: number): number {
  return atoms / scale(decimals);
}

// Powers of ten are exact in a double up to 10^22; 18 is the most any asset uses.
const SCALES = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
];

function scale(decimals: number): number {
  const power = SCALES[decimals];
  invariant(power !== undefined, 'UNIT-1', () => `decimals ${decimals} not an integer in 0..18`);
  return power;
}
