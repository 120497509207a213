/**
 * Whole numbers from computed doubles: lots, rows, slices and microseconds. Unlike Rounding, which reads decimal input,
 * nothing is nudged: what is a hair below an integer goes down. Up and down are toward plus and minus infinity.
 */

/** Largest integer not above x. */
export function down(x: number): number {
  return Math.floor(x);
}

/** Smallest integer not below x. */
export function up(x: number): number {
  return Math.ceil(x);
}

/** Nearest integer; an exact half goes up. */
export function nearest(x: number): number {
  return Math.round(x);
}
