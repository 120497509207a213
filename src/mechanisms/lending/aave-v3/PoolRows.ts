/**
 * Models:     what the watch and outsiders read of positions of an Aave v3 pool, without valuing them.
 * Source:     aave-dao/aave-v3-origin v3.7.0: Pool.getUserAccountData, scaledBalanceOf.
 * Units:      shares in atoms at index 1; thresholds in bps.
 * Simplified: nothing.
 * Invariants: none
 */
import * as Health from './Health.js';
import * as LendingPool from './LendingPool.js';
import * as Ray from './Ray.js';
import * as Reserve from './Reserve.js';

export function thresholdBps(pool: LendingPool.Pool, position: number, reserve: number): number {
  if (!LendingPool.isCollateral(pool, position, reserve)) return 0;
  return Health.limits(pool, reserve, LendingPool.modeOf(pool, position)).liquidationLtvBps;
}

export function isLiquidatable(pool: LendingPool.Pool, prices: ArrayLike<number>, position: number): boolean {
  return Health.isLiquidatable(Health.ofPosition(pool, prices, position));
}

/** Deposit of a position in an accrued reserve, atoms: down. */
export function depositOf(pool: LendingPool.Pool, position: number, reserve: number): number {
  const shares = LendingPool.supplySharesOf(pool, position, reserve);
  return Ray.toAtoms(Reserve.balance(pool.reserves[reserve]!, shares));
}

/** Debt of a position in an accrued reserve, atoms: up. */
export function owedOf(pool: LendingPool.Pool, position: number, reserve: number): number {
  return Ray.toAtoms(
    Reserve.owed(pool.reserves[reserve]!, LendingPool.debtSharesOf(pool, position, reserve)),
  );
}
