/**
 * Models:     what an Aave v3 pool refuses: supply, withdraw, borrow, repay, change of collateral or mode.
 * Source:     aave-dao/aave-v3-origin v3.7.0: ValidationLogic.
 * Units:      amounts in atoms, prices in dollars by reserve.
 * Simplified: no pause flags and grace periods.
 * Invariants: none
 *
 * Refusals are values: '' allows. Reserves are accrued. Cash comes first: at full utilization every way out is shut,
 * whatever the health.
 */
import * as Health from './Health.js';
import * as LendingPool from './LendingPool.js';
import * as Ray from './Ray.js';
import * as Reserve from './Reserve.js';
import * as Version from './Version.js';

export type Refusal =
  | ''
  | 'no-amount'
  | 'frozen'
  | 'supply-cap'
  | 'borrow-cap'
  | 'not-borrowable'
  /** The pool has less underlying than asked for: utilization is near one. */
  | 'no-cash'
  /** More than all claims on the reserve. */
  | 'above-supply'
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
  const shares = amount > 0 ? Reserve.supplySharesDown(reserve, amount) : 0;
  if (shares <= 0) return 'no-amount';
  if (reserve.isFrozen) return 'frozen';
  const { supplyCap, unit } = reserve.terms;
  const after = Version.isDirected(pool.version)
    ? Reserve.suppliedWith(reserve, shares)
    : Reserve.supplied(reserve) + amount;
  return Reserve.exceedsCap(after, supplyCap, unit) ? 'supply-cap' : '';
}

export function assessWithdraw(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
  amount: number,
): Refusal {
  const reserve = pool.reserves[index]!;
  const shares = amount > 0 ? Reserve.supplySharesUp(reserve, amount) : 0;
  if (shares <= 0) return 'no-amount';
  if (shares > LendingPool.supplySharesOf(pool, position, index)) return 'no-balance';
  if (amount > reserve.cash) return 'no-cash';
  if (!LendingPool.isCollateral(pool, position, index) || !LendingPool.owes(pool, position)) return '';
  return assessRelease(pool, prices, position, index, -shares);
}

/** Taking a deposit out of what secures the debt, without withdrawing it. */
export function assessDisable(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
): Refusal {
  if (!LendingPool.isCollateral(pool, position, index)) return '';
  return assessRelease(pool, prices, position, index, -LendingPool.supplySharesOf(pool, position, index));
}

/** Letting a deposit secure the debt. */
export function assessEnable(pool: LendingPool.Pool, position: number, index: number): Refusal {
  if (LendingPool.supplySharesOf(pool, position, index) === 0) return 'no-balance';
  return Health.pledgesItself(pool, position, index) ? '' : 'max-ltv';
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
  const debtShares = amount > 0 ? Reserve.debtSharesUp(reserve, amount) : 0;
  if (debtShares <= 0) return 'no-amount';
  if (reserve.isFrozen) return 'frozen';
  if (!isBorrowable(pool, index, LendingPool.modeOf(pool, position))) return 'not-borrowable';
  if (amount > reserve.cash) return 'no-cash';
  const isDirected = Version.isDirected(pool.version);
  if (isDirected && Reserve.balance(reserve, reserve.supplyShares) < Reserve.owed(reserve, debtShares))
    return 'above-supply';
  const after = isDirected ? Reserve.borrowedWith(reserve, debtShares) : Reserve.borrowed(reserve) + amount;
  if (Reserve.exceedsCap(after, borrowCap, unit)) return 'borrow-cap';
  return isDirected
    ? assessDebtAfter(pool, prices, position, index, debtShares)
    : assessDebtBefore(pool, prices, position, index, amount);
}

/** From v3.5 on: what the position is once it owes more. */
function assessDebtAfter(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
  debtShares: number,
): Refusal {
  const after = Health.ofPosition(pool, prices, position, { reserve: index, supplyShares: 0, debtShares });
  if (after.maxLtvBps === Ray.ZERO) return 'max-ltv';
  if (Health.isLiquidatable(after)) return 'health';
  return after.collateral < Ray.percentDivUp(after.debt, after.maxLtvBps) ? 'max-ltv' : '';
}

/** Up to v3.4: what it is before, above health 1, and collateral for the old debt and the new. */
function assessDebtBefore(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
  amount: number,
): Refusal {
  const before = Health.ofPosition(pool, prices, position);
  if (before.maxLtvBps === Ray.ZERO) return 'max-ltv';
  if (before.health <= Ray.WAD) return 'health';
  const unit = Ray.of(pool.reserves[index]!.terms.unit);
  const value = Health.valueDown(Ray.of(amount), Ray.ofDollars(prices[index]!), unit);
  return before.collateral < Ray.percentDiv(before.debt + value, before.maxLtvBps) ? 'max-ltv' : '';
}

/** The amount is at most what is owed; one that is worth no share of the debt is none. */
export function assessRepay(
  pool: LendingPool.Pool,
  position: number,
  index: number,
  amount: number,
): Refusal {
  const reserve = pool.reserves[index]!;
  const owed = Reserve.owed(reserve, LendingPool.debtSharesOf(pool, position, index));
  if (!(amount > 0)) return 'no-amount';
  if (owed === Ray.ZERO) return 'no-debt';
  if (Ray.of(amount) > owed) return 'more-than-owed';
  return Reserve.debtSharesDown(reserve, amount) > 0 ? '' : 'no-amount';
}

/**
 * Entering `mode` (0 leaves): every debt must be borrowable there and health hold; from v3.6 on every collateral must
 * count, also when leaving.
 */
export function assessMode(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  mode: number,
): Refusal {
  if (pool.positions.mode[position] === mode) return '';
  const target = pool.modes[mode];
  const guards = Version.guardsModes(pool.version);
  for (let r = 0; r < pool.reserves.length; r++) {
    const isOwed = LendingPool.debtSharesOf(pool, position, r) > 0;
    if (isOwed && (guards || mode !== 0) && !isBorrowable(pool, r, target)) return 'not-borrowable';
    const counts = guards && LendingPool.isCollateral(pool, position, r);
    if (counts && Health.limits(pool, r, target).maxLtvBps === 0) return 'max-ltv';
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

/** Collateral leaves; what stays must hold, and collateral without a maximum LTV leaves first. */
function assessRelease(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  index: number,
  supplyShares: number,
): Refusal {
  const after = Health.ofPosition(pool, prices, position, { reserve: index, supplyShares, debtShares: 0 });
  if (Health.isLiquidatable(after)) return 'health';
  const { maxLtvBps } = Health.limits(pool, index, LendingPool.modeOf(pool, position));
  return after.hasZeroLtv && maxLtvBps > 0 ? 'zero-ltv-first' : '';
}
