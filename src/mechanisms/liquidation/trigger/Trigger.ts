/**
 * Models:     what every trigger of auto-deleveraging decides: whether winners, not the pool, take a failing position.
 * Source:     own; the venues' rules are in the files beside this one.
 * Units:      equity of a pool and shortfalls in dollars, times in microseconds.
 * Simplified: nothing.
 * Invariants: none
 */
import type { Dollars } from '../../../units/Amount.js';

/** What a trigger remembers of one pool: falling peaks of a window (minute and equity), and whether ADL is on. */
export interface Memory {
  isDeleveraging: boolean;
  readonly minutes: number[];
  readonly peaks: number[];
}

export function memory(): Memory {
  return { isDeleveraging: false, minutes: [], peaks: [] };
}

/** A pool as it stands, and what a takeover would cost it (0 = what it holds already). */
export interface Standing {
  readonly equity: Dollars;
  readonly shortfall: Dollars;
}

/** `pool`: ADL is not on. `pool-first`: the pool pays what it has, winners the rest. `winners`: winners pay all of it. */
export type Verdict = 'pool' | 'pool-first' | 'winners';
