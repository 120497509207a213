import type { LiquidationAsked } from '../../state/View.js';
import * as Rounding from '../../units/Rounding.js';
import * as Family from './Family.js';
import type * as Kind from './Kind.js';
import type { LendingProtocol } from './LendingProtocol.js';

/** What anybody can read of a position, in doubles as of the last block. Columns by reserve, dollars. */
export interface Standing {
  readonly collateralUsd: Float64Array;
  readonly debtUsd: Float64Array;
  readonly collateral: number;
  readonly debt: number;
  /** Collateral at its liquidation LTV; health is this over debt. */
  readonly secured: number;
  /** Infinity without debt. */
  readonly health: number;
}

export function look(lending: LendingProtocol, position: number): Standing {
  const { book, price, units, supplyIndex, debtIndex } = lending;
  const { read } = Family.of(lending);
  const collateralUsd = new Float64Array(price.length);
  const debtUsd = new Float64Array(price.length);
  const sum = { collateral: 0, debt: 0, secured: 0 };
  for (let r = 0; r < price.length; r++) {
    const dollars = price[r]! / units[r]!;
    debtUsd[r] = read.debtOf(book, position, r) * debtIndex[r]! * dollars;
    sum.debt += debtUsd[r]!;
    const bps = read.thresholdBps(book, position, r);
    if (bps === 0) continue;
    collateralUsd[r] = read.supplyOf(book, position, r) * supplyIndex[r]! * dollars;
    sum.collateral += collateralUsd[r]!;
    sum.secured += (collateralUsd[r]! * bps) / 10_000;
  }
  const health = sum.debt > 0 ? sum.secured / sum.debt : Number.POSITIVE_INFINITY;
  return { collateralUsd, debtUsd, ...sum, health };
}

/** Index of the largest value, the first of equals. */
export function largest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Stands for a liquidator without a position in a quote for a claim: the claim goes to whoever it is not. */
export const SOMEBODY = Number.MAX_SAFE_INTEGER;

/** What a call would bring now, undefined when refused. */
export function quote(
  { kind, book, price }: LendingProtocol,
  { position, collateral, debt, cover, isClaim }: LiquidationAsked,
): Kind.Quote | undefined {
  const receiver = isClaim ? SOMEBODY : -1;
  const call = { position, collateral, debt, cover: Rounding.down(cover), receiver, isOwn: false };
  const made = Family.of({ kind }).quote(book, price, call);
  return typeof made === 'string' ? undefined : made;
}
