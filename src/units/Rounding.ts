import { InvariantError } from '../base/assert.js';

/**
 * The nudge shared by Amount, Price and Quantity: decimal input such as 0.29 is not a double, and
 * 0.29 * 100 is 28.999999999999996. A value within 2^-51 of itself from an integer is taken to be that
 * integer: twice the error of rounding the operands and the product. Past 2^50 every value is.
 */
const NUDGE = 2 ** -51;

/** Largest integer <= x (toward minus infinity), after the nudge. Breaks UNIT-1 when not a safe integer. */
export function down(x: number): number {
  return safe(Math.floor(nudged(x)), x);
}

/** Smallest integer >= x (toward plus infinity), after the nudge. Breaks UNIT-1 when not a safe integer. */
export function up(x: number): number {
  return safe(Math.ceil(nudged(x)), x);
}

/** Nearest integer, an exact half goes up. Breaks UNIT-1 when not a safe integer. */
export function nearest(x: number): number {
  return safe(Math.floor((nudged(2 * x) + 1) / 2), x);
}

/** count * step; steps such as 0.00001 divide by 100000 instead, which gives the nearest double to the decimal. */
export function ofSteps(count: number, step: number): number {
  const inverse = Math.round(1 / step);
  return Math.abs(inverse * step - 1) < NUDGE ? count / inverse : count * step;
}

function nudged(x: number): number {
  const integer = Math.round(x);
  return Math.abs(x - integer) <= Math.abs(x) * NUDGE ? integer : x;
}

function safe(result: number, x: number): number {
  if (!Number.isSafeInteger(result))
    throw new InvariantError('UNIT-1', `${x} does not fit in a safe integer`);
  return result + 0; // -0 becomes 0
}
