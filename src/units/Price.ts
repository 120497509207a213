import * as Rounding from './Rounding.js';

/**
 * Quote units per base unit (a double, at the edges only) against ticks (safe integer, state).
 * `tickSize` is the decimal price step, such as 0.00001.
 */

/** Ticks, rounded down: never pays more, as a bid. Breaks UNIT-1 when not a safe integer. */
export function toTicksDown(price: number, tickSize: number): number {
  return Rounding.down(price / tickSize);
}

/** Ticks, rounded up: never receives less, as an ask. Breaks UNIT-1 when not a safe integer. */
export function toTicksUp(price: number, tickSize: number): number {
  return Rounding.up(price / tickSize);
}

/** Nearest ticks, a half goes up: for references and marks. Breaks UNIT-1 when not a safe integer. */
export function toTicksNearest(price: number, tickSize: number): number {
  return Rounding.nearest(price / tickSize);
}

export function toPrice(ticks: number, tickSize: number): number {
  return Rounding.ofSteps(ticks, tickSize);
}
