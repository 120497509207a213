/**
 * Models:     auto-deleveraging queues, Binance/Bybit/OKX type and Hyperliquid.
 * Source:     Binance FAQ 360033525471; hyperliquid.gitbook.io trading/auto-deleveraging.
 * Units:      prices in dollars per unit, notional and equity in dollars, lots integers; side +1 long, -1 short.
 * Simplified: positions are ranked one by one (hedges elsewhere do not protect); Hyperliquid documents the index
 *             for longs only, shorts use entry / mark (assumed).
 * Invariants: ADL-1 (allocated lots are integers, sum to min(needed, held), none above its holding)
 */
import { invariant } from '../../base/assert.js';
import { mulDivDown } from '../../base/Integer.js';

/** Profit % x effective leverage when winning, profit % / effective leverage when losing. Equity = margin + profit. */
export function binanceScore(
  side: number,
  entryPrice: number,
  mark: number,
  notional: number,
  equity: number,
): number {
  const profit = (side * (mark - entryPrice)) / entryPrice;
  const leverage = equity > 0 ? notional / equity : Infinity;
  return profit > 0 ? profit * leverage : profit / leverage;
}

/** (mark / entry) x (notional / account value), inverted price ratio for shorts. */
export function hyperliquidScore(
  side: number,
  entryPrice: number,
  mark: number,
  notional: number,
  accountValue: number,
): number {
  const move = side > 0 ? mark / entryPrice : entryPrice / mark;
  return move * (accountValue > 0 ? notional / accountValue : Infinity);
}

/** Rows in the order in which they are deleveraged: score descending, account id ascending. */
export function queue(scores: ArrayLike<number>, ids: ArrayLike<number>): Int32Array {
  const rows = Int32Array.from(scores, (_, row) => row);
  return rows.sort((a, b) => compare(scores[b]!, scores[a]!) || ids[a]! - ids[b]!);
}

/** Takes lots (>= 0) from the front of the queue; result per rank. */
export function allocate(lotsNeeded: number, rankedLots: ArrayLike<number>): Float64Array {
  const out = new Float64Array(rankedLots.length);
  let left = lotsNeeded;
  for (let i = 0; i < out.length && left > 0; i++) {
    out[i] = Math.min(left, rankedLots[i]!);
    left -= out[i]!;
  }
  return checked(out, lotsNeeded, rankedLots);
}

/** Same total in proportion to the holdings: shares round down, the remainder goes lot by lot down the queue. */
export function allocateProRata(lotsNeeded: number, rankedLots: ArrayLike<number>): Float64Array {
  const out = new Float64Array(rankedLots.length);
  let total = 0;
  for (let i = 0; i < out.length; i++) total += rankedLots[i]!;
  if (total === 0) return out;
  const needed = Math.min(lotsNeeded, total);
  let left = needed;
  for (let i = 0; i < out.length; i++) {
    out[i] = mulDivDown(needed, rankedLots[i]!, total);
    left -= out[i]!;
  }
  for (let i = 0; i < out.length && left > 0; i++) {
    if (out[i]! === rankedLots[i]!) continue;
    out[i]! += 1;
    left -= 1;
  }
  return checked(out, lotsNeeded, rankedLots);
}

/** Infinities tie instead of giving NaN. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function checked(out: Float64Array, lotsNeeded: number, rankedLots: ArrayLike<number>): Float64Array {
  let taken = 0;
  let held = 0;
  let isWithin = true;
  for (let i = 0; i < out.length; i++) {
    taken += out[i]!;
    held += rankedLots[i]!;
    isWithin &&= Number.isSafeInteger(out[i]!) && out[i]! >= 0 && out[i]! <= rankedLots[i]!;
  }
  const isComplete = isWithin && taken === Math.min(lotsNeeded, held);
  invariant(isComplete, 'ADL-1', () => `${taken} of ${lotsNeeded} lots, ${held} held`);
  return out;
}
