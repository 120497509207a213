/**
 * Models:     swaps over ranges in doubles, for agents that try many sizes before they trade one.
 * Source:     as ConcentratedSwap.ts, without its roundings.
 * Units:      roots of prices in atoms (doubles); amounts in atoms, unrounded.
 * Simplified: no rounding: within 1e-9 of the exact swap plus one atom a range.
 * Invariants: none
 */
import type { Moving } from './ConcentratedRange.js';

/** A stretch of constant liquidity on the way of a swap, from the price on. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly liquidity: number;
}

const Q96 = 2 ** 96;

export function rootOf(root: bigint): number {
  return Number(root) / Q96;
}

/** The ranges that a swap passes, nearest first; stretches without liquidity are left out. */
export function path(
  moving: Pick<Moving, 'root' | 'liquidity' | 'ticks' | 'tick'>,
  rootAt: (tick: number) => bigint,
  isDown: boolean,
): Stretch[] {
  const { ticks, tick } = moving;
  const ahead = isDown
    ? ticks.filter((one) => one.tick <= tick).reverse()
    : ticks.filter((one) => one.tick > tick);
  const found: Stretch[] = [];
  let from = rootOf(moving.root);
  let { liquidity } = moving;
  for (const one of ahead) {
    const to = rootOf(rootAt(one.tick));
    if (liquidity > 0n) found.push({ from, to, liquidity: Number(liquidity) });
    liquidity += isDown ? -one.net : one.net;
    from = to;
  }
  return found;
}

/** Atoms that come out for atoms paid, the fee taken first; what finds no liquidity brings nothing. */
export function received(stretches: readonly Stretch[], isDown: boolean, paid: number, fee: number): number {
  let left = paid * (1 - fee);
  let out = 0;
  for (const one of stretches) {
    const { from, liquidity } = one;
    const room = paidFor(one, isDown);
    const here = Math.min(left, room);
    // No term is a difference of two roots, so that small trades keep their digits.
    out += isDown
      ? (here * from * from) / (1 + (here * from) / liquidity)
      : here / (from * (from + here / liquidity));
    left -= here;
    if (left <= 0) break;
  }
  return out;
}

/** Atoms paid, the fee included, until the root has reached `end`. */
export function paidTo(stretches: readonly Stretch[], isDown: boolean, end: number, fee: number): number {
  let paid = 0;
  for (const one of stretches) {
    const to = isDown ? Math.max(one.to, end) : Math.min(one.to, end);
    if (isDown ? to >= one.from : to <= one.from) break;
    paid += paidFor({ ...one, to }, isDown);
  }
  return paid / (1 - fee);
}

function paidFor({ from, to, liquidity }: Stretch, isDown: boolean): number {
  return isDown ? (liquidity * (from - to)) / (from * to) : liquidity * (to - from);
}
