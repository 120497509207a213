import * as Whole from '../units/Whole.js';

/** Steps of one percent: falls up to 99%, rises up to 100%. */
export const PERCENT = 100;

/** Dollars by step, falls first: place `k - 1` holds a fall of k percent, place `PERCENT + k - 1` a rise. */
export interface Sums {
  readonly positionsUsd: Float64Array;
  readonly accountsUsd: Float64Array;
  readonly loansUsd: Float64Array;
}

export function create(): Sums {
  const column = () => new Float64Array(2 * PERCENT);
  return { positionsUsd: column(), accountsUsd: column(), loansUsd: column() };
}

/** What a whole percent leaves of a double's last digits. */
const DUST = 1e-9;

/** Place of a relative move; -1 for one out of reach. */
export function place(move: number): number {
  const percent = Math.max(1, Whole.up(Math.abs(move) * PERCENT - DUST));
  if (!(percent <= PERCENT)) return -1;
  return move < 0 ? percent - 1 : PERCENT + percent - 1;
}
