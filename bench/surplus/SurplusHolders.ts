/**
 * Models:     who holds an instrument, for the day it moves alone.
 * Source:     none.
 * Units:      none.
 * Simplified: who holds what is fixed; an account with two positions in an instrument is listed twice.
 * Invariants: none
 */
export interface SurplusHolders {
  /** Accounts by instrument, in order: those of instrument i from from[i] to from[i + 1] - 1. */
  readonly account: Int32Array;
  readonly from: Int32Array;
}

/** Positions of account a are rows from[a] to from[a + 1] - 1 of `instrument`. */
export function create(instruments: number, from: Int32Array, instrument: Uint16Array): SurplusHolders {
  const begin = new Int32Array(instruments + 1);
  for (const i of instrument) begin[i + 1]! += 1;
  for (let i = 0; i < instruments; i++) begin[i + 1]! += begin[i]!;
  const account = new Int32Array(instrument.length);
  const at = begin.slice();
  for (let a = 0; a + 1 < from.length; a++)
    for (let row = from[a]!; row < from[a + 1]!; row++) account[at[instrument[row]!]!++] = a;
  return { account, from: begin };
}

export function count(h: SurplusHolders, instrument: number): number {
  return h.from[instrument + 1]! - h.from[instrument]!;
}
