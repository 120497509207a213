import { invariant } from '../base/assert.js';
import * as Rounding from './Rounding.js';

/**
 * Money: whole units of an asset (a double, at the edges only) against atoms (safe integer, state);
 * one unit is 10^decimals atoms. Signs are kept; down is toward minus infinity.
 */

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
