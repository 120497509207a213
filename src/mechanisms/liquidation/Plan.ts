/**
 * Models:     liquidation of an isolated position, Binance USD-M ("smart liquidation"): one IOC order at
 *             bankruptcy price.
 * Source:     Binance support "Liquidation protocols"; docs.traderwagon.com liquidation-protocol (engine
 *             restated).
 * Units:      lots are integers or fractions of ONE account; prices and margins in dollars; lotSize in units per
 *             lot.
 * Simplified: the kept size is judged at the mark as if the closing fills came at the mark: too small a slice in a
 *             thin book, corrected by checking again after every fill.
 * Invariants: none
 */
import * as Isolated from '../margin/Isolated.js';
import * as Tiers from '../margin/Tiers.js';

export type Position = {
  /** +1 long, -1 short. */
  readonly side: number;
  readonly lots: number;
  readonly entryPrice: number;
  readonly margin: number;
};

export type Plan = {
  /** Lots to close, > 0; all of them when no smaller size is covered. */
  readonly closeLots: number;
  /** Worst price of the IOC order: the bankruptcy price, dollars. */
  readonly limitPrice: number;
  readonly isFull: boolean;
};

/** What an order would take from visible levels; see `walk`. */
export type Walk = { filled: number; value: number };

/** Result of handing the unfilled rest to the insurance fund at bankruptcy price. */
export type Takeover = {
  /** Profit of the account on the lots handed over, dollars (<= 0 in a normal liquidation). */
  readonly realized: number;
  /** What is left of the margin after fills and takeover: to the fund if > 0, its loss if < 0. */
  readonly residual: number;
};

/**
 * Plan for a breached position: drop to the largest lower bracket whose maintenance the equity at mark covers after the
 * liquidation fee (a fraction of closed notional), else close all. Lots round up: the venue closes rather more.
 */
export function isolated(
  position: Position,
  mark: number,
  lotSize: number,
  tiers: Tiers.Tiers,
  liquidationFee: number,
): Plan {
  const { side, lots, entryPrice, margin } = position;
  const size = lots * lotSize;
  const limitPrice = Isolated.bankruptcyPrice(side, size, entryPrice, margin);
  const equity = Isolated.equity(side, size, entryPrice, margin, mark);
  for (let k = Tiers.bracketOf(tiers, size * mark); k > 0; k--) {
    const closeLots = Math.ceil(lots - tiers.floor[k]! / (mark * lotSize));
    if (closeLots >= lots) break;
    const kept = (lots - closeLots) * lotSize * mark;
    const fee = closeLots * lotSize * mark * liquidationFee;
    if (equity - fee > Tiers.maintenance(tiers, kept)) return { closeLots, limitPrice, isFull: false };
  }
  return { closeLots: lots, limitPrice, isFull: true };
}

/**
 * Preview of an IOC order of `side` (+1 buys) against levels sorted best first; levels beyond `limit` do not count.
 * Value is the sum of price * size taken.
 */
export function walk(
  prices: ArrayLike<number>,
  sizes: ArrayLike<number>,
  side: number,
  limit: number,
  wanted: number,
): Walk {
  const out = { filled: 0, value: 0 };
  for (let i = 0; i < prices.length && out.filled < wanted; i++) {
    if (side * (prices[i]! - limit) > 0) break;
    const taken = Math.min(sizes[i]!, wanted - out.filled);
    out.filled += taken;
    out.value += taken * prices[i]!;
  }
  return out;
}

/** Takeover of `size` units at bankruptcy price, given the margin left after the fills. */
export function takeover(
  side: number,
  size: number,
  entryPrice: number,
  marginLeft: number,
  bankruptcyPrice: number,
): Takeover {
  const realized = side * size * (bankruptcyPrice - entryPrice);
  return { realized, residual: marginLeft + realized };
}
