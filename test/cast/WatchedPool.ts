import * as LendingPool from '../../src/mechanisms/lending/aave-v3/LendingPool.js';
import * as PoolRows from '../../src/mechanisms/lending/aave-v3/PoolRows.js';
import * as Ray from '../../src/mechanisms/lending/aave-v3/Ray.js';
import type { Watched } from '../../src/mechanisms/lending/PoolWatch.js';

/** An Aave pool as the watch reads it, at its indices of now. */
export function of(book: LendingPool.Pool, price: ArrayLike<number>): Watched<LendingPool.Pool> {
  return {
    rows: {
      supplyOf: LendingPool.supplySharesOf,
      debtOf: LendingPool.debtSharesOf,
      thresholdBps: PoolRows.thresholdBps,
      isLiquidatable: PoolRows.isLiquidatable,
    },
    book,
    units: book.reserves.map(({ terms }) => terms.unit),
    price,
    supplyIndex: book.reserves.map(({ liquidityIndex }) => Ray.toRatio(liquidityIndex, Ray.RAY)),
    debtIndex: book.reserves.map(({ debtIndex }) => Ray.toRatio(debtIndex, Ray.RAY)),
  };
}
