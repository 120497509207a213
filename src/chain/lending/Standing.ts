import * as Health from '../../mechanisms/lending/Health.js';
import * as LendingPool from '../../mechanisms/lending/LendingPool.js';
import * as LiquidationCall from '../../mechanisms/lending/LiquidationCall.js';
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
  const { pool, price, supplyIndex, debtIndex } = lending;
  const mode = LendingPool.modeOf(pool, position);
  const collateralUsd = new Float64Array(price.length);
  const debtUsd = new Float64Array(price.length);
  const sum = { collateral: 0, debt: 0, secured: 0 };
  for (let r = 0; r < price.length; r++) {
    const dollars = price[r]! / pool.reserves[r]!.terms.unit;
    debtUsd[r] = LendingPool.debtSharesOf(pool, position, r) * debtIndex[r]! * dollars;
    sum.debt += debtUsd[r]!;
    if (!LendingPool.isCollateral(pool, position, r)) continue;
    collateralUsd[r] = LendingPool.supplySharesOf(pool, position, r) * supplyIndex[r]! * dollars;
    if (collateralUsd[r] === 0) continue;
    sum.collateral += collateralUsd[r]!;
    sum.secured += (collateralUsd[r]! * Health.limits(pool, r, mode).liquidationLtvBps) / 10_000;
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

/** What paying up to `cover` atoms of debt `debt` would bring in collateral `collateral` (reserves), undefined when refused. */
export function quote(
  lending: LendingProtocol,
  position: number,
  collateral: number,
  debt: number,
  cover: number,
): { readonly repaid: number; readonly seized: number } | undefined {
  const call = { position, collateral, debt, cover: Math.floor(cover), receiver: -1 };
  const plan = LiquidationCall.plan(lending.pool, lending.price, call);
  return typeof plan === 'string' ? undefined : plan;
}
