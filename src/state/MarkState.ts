import type { Average } from '../mechanisms/perp/Premium.js';

/** Mark price state of a perp. Prices in dollars; `fundingNano` is the last rate in 1e-9 per interval. */
export interface MarkState {
  index: number;
  mark: number;
  /** State of the venue's rule for the mark, plain data. */
  rule: unknown;
  premium: Average;
  /** Dollars at which the prices of the premium are taken. */
  impactUsd: number;
  fundingNano: number;
  /** Second and journal id of the last journaled mark move. */
  movedSecond: number;
  moveId: number;
}
