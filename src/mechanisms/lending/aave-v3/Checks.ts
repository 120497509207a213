/**
 * Models:     what an Aave v3.7 pool refuses: supply, withdraw, borrow, repay, change of collateral or mode.
 * Source:     aave-dao/aave-v3-origin v3.7.0: ValidationLogic.
 * Units:      amounts in atoms, prices in dollars by reserve.
 * Simplified: no pause flags and grace periods; a deposit secures the debt only when its owner says so (on chain a
 *             first deposit does so by itself).
 * Invariants: none
 *
 * Refusals are values: '' allows. Reserves are accrued. Cash comes first: at full utilization every way out is shut,
 * whatever the health.
 */
import * as Health from './Health.js';
import * as LendingPool from './LendingPool.js';
import * as Ray from './Ray.js';
import * as Reserve from './Reserve.js';

export type Refusal =
  | ''
  | 'no-amount'
  | 'frozen'
  | 'supply-cap'
  | 'borrow-cap'
  | 'not-borrowable'
  /** The pool has less underlying than asked for: utilization is near one. */
  | 'no-cash'
  | 'no-balance'
  | 'no-debt'
  | 'more-than-owed'
  | 'health'
  /** Collateral allows no new debt, or less than asked for. */
  | 'max-ltv'
  /** Another collateral with a maximum LTV of zero has to leave first. */
  | 'zero-ltv-first';

export function assessSupply(pool: LendingPool.Pool, index: number, amount: number): Refusal {
  const reserve = pool.reserves[index]!;
  if (!(amount > 0)) return 'no-amount';
  if (reserve.isFrozen) return 'frozen';
  const { supplyCap, unit } = reserve.terms;
  return Reserve.exceedsCap(Reserve.supplied(reserve) + amount, supplyCap, unit) ? 'supply-cap' : '';
}

export function assessWithdraw(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
  amount: number,
): Refusal {
  const reserve = pool.reserves[index]!;
  if (!(amount > 0)) return 'no-amount';
  if (Reserve.balance(reserve, LendingPool.supplySharesOf(pool, position, index)) < Ray.of(amount))
    return 'no-balance';
  if (amount > reserve.cash) return 'no-cash';
  const supplyShares = -Reserve.supplySharesUp(reserve, amount);
  return assessRelease(pool, prices, position, index, supplyShares);
}

/** Taking a deposit out of what secures the debt, without withdrawing it. */
export function assessDisable(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
): Refusal {
  const supplyShares = -LendingPool.supplySharesOf(pool, position, index);
  return assessRelease(pool, prices, position, index, supplyShares);
}

export function assessBorrow(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
  amount: number,
): Refusal {
  const reserve = pool.reserves[index]!;
  const { borrowCap, unit } = reserve.terms;
  if (!(amount > 0)) return 'no-amount';
  if (reserve.isFrozen) return 'frozen';
  if (!isBorrowable(pool, index, LendingPool.modeOf(pool, position))) return 'not-borrowable';
  if (amount > reserve.cash) return 'no-cash';
  if (Reserve.exceedsCap(Reserve.borrowed(reserve) + amount, borrowCap, unit)) return 'borrow-cap';
  const debtShares = Reserve.debtSharesUp(reserve, amount);
  const after = Health.ofPosition(pool, prices, position, { reserve: index, supplyShares: 0, debtShares });
  if (Health.isLiquidatable(after)) return 'health';
  if (after.maxLtvBps === Ray.ZERO) return 'max-ltv';
  return after.collateral < Ray.percentDivUp(after.debt, after.maxLtvBps) ? 'max-ltv' : '';
}

export function assessRepay(
  pool: LendingPool.Pool,
  position: number,
  index: number,
  amount: number,
): Refusal {
  const owed = Reserve.owed(pool.reserves[index]!, LendingPool.debtSharesOf(pool, position, index));
  if (!(amount > 0)) return 'no-amount';
  if (owed === Ray.ZERO) return 'no-debt';
  return Ray.of(amount) > owed ? 'more-than-owed' : '';
}

/** Entering `mode` (0 leaves): every debt must be borrowable there, every collateral count, and health hold. */
export function assessMode(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  mode: number,
): Refusal {
  const target = pool.modes[mode];
  for (let r = 0; r < pool.reserves.length; r++) {
    if (LendingPool.debtSharesOf(pool, position, r) > 0 && !isBorrowable(pool, r, target))
      return 'not-borrowable';
    const counts =
      LendingPool.isCollateral(pool, position, r) && LendingPool.supplySharesOf(pool, position, r) > 0;
    if (mode !== 0 && counts && Health.limits(pool, r, target).maxLtvBps === 0) return 'max-ltv';
  }
  const after = Health.ofPosition(pool, prices, position, undefined, target ?? NO_MODE);
  return Health.isLiquidatable(after) ? 'health' : '';
}

/** Lists no asset, so every reserve keeps its own limits. */
const NO_MODE: LendingPool.Mode = {
  collateral: 0,
  borrowable: 0,
  zeroLtv: 0,
  maxLtvBps: 0,
  liquidationLtvBps: 0,
  liquidationIncentiveBps: 0,
  isIsolated: false,
};

/** A mode's own list replaces the reserve's flag (v3.6). */
function isBorrowable(pool: LendingPool.Pool, index: number, mode: LendingPool.Mode | undefined): boolean {
  return mode === undefined
    ? pool.reserves[index]!.terms.isBorrowable
    : (mode.borrowable & (1 << index)) !== 0;
}

function assessRelease(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
  supplyShares: number,
): Refusal {
  if (!LendingPool.isCollateral(pool, position, index)) return '';
  const after = Health.ofPosition(pool, prices, position, { reserve: index, supplyShares, debtShares: 0 });
  if (after.debt === Ray.ZERO) return '';
  if (Health.isLiquidatable(after)) return 'health';
  const { maxLtvBps } = Health.limits(pool, index, LendingPool.modeOf(pool, position));
  return after.hasZeroLtv && maxLtvBps > 0 ? 'zero-ltv-first' : '';
}
