/**
 * Models:     AdaptiveCurveIRM of Morpho Blue: a curve around 90 % lent whose level moves with the time spent off it.
 * Source:     morpho-org/morpho-blue-irm a1a87fd: AdaptiveCurveIrm, ConstantsLib.
 * Units:      wad; rates per second; time in seconds.
 * Simplified: nothing.
 * Invariants: none
 */
import * as Wad from './Wad.js';

const YEAR = Wad.of(31_536_000);
const TARGET = Wad.ofRatio(0.9);
const STEEPNESS = Wad.of(4) * Wad.WAD;
const SPEED = (Wad.of(50) * Wad.WAD) / YEAR;
export const INITIAL = Wad.ofRatio(0.04) / YEAR;
const LEAST = Wad.ofRatio(0.001) / YEAR;
const MOST = (Wad.of(2) * Wad.WAD) / YEAR;

/** Rates per second: the average that a period is charged, and the rate at the target when it ends. */
export type Rate = { readonly average: bigint; readonly atTarget: bigint };

/** The rate of a period that began at a level. */
export function quote(atTarget: bigint, supplied: bigint, borrowed: bigint, seconds: bigint): Rate {
  const lent = supplied > Wad.ZERO ? Wad.divDown(borrowed, supplied) : Wad.ZERO;
  const side = lent > TARGET ? Wad.WAD - TARGET : TARGET;
  const error = ((lent - TARGET) * Wad.WAD) / side;
  const shift = Wad.mulDown(SPEED, error) * seconds;
  if (shift === Wad.ZERO) return { average: curve(atTarget, error), atTarget };
  const end = moved(atTarget, shift);
  const middle = moved(atTarget, shift / Wad.of(2));
  return { average: curve((atTarget + end + Wad.of(2) * middle) / Wad.of(4), error), atTarget: end };
}

/** A yearly fraction as a rate per second. */
export function ofYear(ratio: number): bigint {
  return Wad.ofRatio(ratio) / YEAR;
}

/** A rate per second as a yearly fraction. */
export function toYear(rate: bigint): number {
  return Wad.toRatio(rate * YEAR);
}

function curve(rate: bigint, error: bigint): bigint {
  const slope = error < Wad.ZERO ? Wad.WAD - (Wad.WAD * Wad.WAD) / STEEPNESS : STEEPNESS - Wad.WAD;
  return Wad.mulDown(Wad.mulDown(slope, error) + Wad.WAD, rate);
}

function moved(from: bigint, shift: bigint): bigint {
  const to = Wad.mulDown(from, Wad.exp(shift));
  if (to < LEAST) return LEAST;
  return to > MOST ? MOST : to;
}
