/**
 * Models:     what every rank of auto-deleveraging sees of one position: the highest score is deleveraged first.
 * Source:     own; the venues' formulas are in the files beside this one.
 * Units:      prices in dollars per unit; notional and equity in dollars; side +1 long, -1 short.
 * Simplified: positions are ranked one by one: hedges elsewhere do not protect.
 * Invariants: none
 */
export interface Winner {
  readonly side: number;
  readonly entryPrice: number;
  readonly mark: number;
  readonly notional: number;
  /** Margin and unrealized profit: what the account would be left with at the mark. */
  readonly equity: number;
}

/** Profit over entry value, signed. */
export function profitShare({ side, entryPrice, mark }: Winner): number {
  return (side * (mark - entryPrice)) / entryPrice;
}

/** Notional over equity; without equity the account comes first. */
export function leverage({ notional, equity }: Winner): number {
  return equity > 0 ? notional / equity : Number.POSITIVE_INFINITY;
}
