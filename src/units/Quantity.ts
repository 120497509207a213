import * as Rounding from './Rounding.js';

/**
 * Base units or contracts (a double, at the edges only) against lots (safe integer, state, long
 * positive). `lotSize` is the decimal quantity step, such as 0.001. Down is toward minus infinity.
 */

/** Lots, rounded down. Breaks UNIT-1 when not a safe integer. */
export function toLotsDown(quantity: number, lotSize: number): number {
  return Rounding.down(quantity / lotSize);
}

/** Lots, rounded up. Breaks UNIT-1 when not a safe integer. */
export function toLotsUp(quantity: number, lotSize: number): number {
  return Rounding.up(quantity / lotSize);
}

export function toQuantity(lots: number, lotSize: number): number {
  return Rounding.ofSteps(lots, lotSize);
}
