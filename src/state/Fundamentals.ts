import * as Whole from '../units/Whole.js';

/**
 * Fundamental values that move by themselves: factors (the common one first, then sectors, then one for each asset), what
 * each asset takes from them, and where each asset stood after every step so far. Levels are logarithms of value over its
 * opening, news apart.
 */
export interface Fundamentals {
  readonly stepUs: number;
  /** Steps taken. */
  steps: number;
  /** Degrees of freedom of the shocks. */
  readonly freedom: number;
  readonly spread: number;
  readonly keep: number;
  /** By factor: deviation a step, logarithm of volatility over its mean, level, random stream. */
  readonly deviation: Float64Array;
  readonly logVolatility: Float64Array;
  readonly level: Float64Array;
  readonly stream: Int32Array;
  /** By asset: loading on the common factor, number of its sector and of its own factor, asset that it follows; -1 none. */
  readonly beta: Float64Array;
  readonly sector: Int32Array;
  readonly own: Int32Array;
  readonly follows: Int32Array;
  /** Steps at which the common factor stands at a recorded level, rising. */
  readonly pathStep: Float64Array;
  readonly pathLevel: Float64Array;
  /** Levels by step and asset: row 0 is the open. */
  readonly history: Float64Array;
}

/** Level of an asset `delayUs` before `nowUs`: what somebody with that delay knows. */
export function levelAt(f: Fundamentals, asset: number, nowUs: number, delayUs: number): number {
  const step = Math.min(f.steps, Whole.down(Math.max(0, nowUs - delayUs) / f.stepUs));
  return f.history[step * f.beta.length + asset]!;
}
