/**
 * Models:     value and health of a position, Aave v3 (GenericLogic.calculateUserAccountData, liquid eMode).
 * Source:     aave-dao/aave-v3-origin v3.7.0: GenericLogic, EModeConfiguration, docs/3.2 and 3.6.
 * Units:      values in 1e-8 dollars; health in wad, below 1 liquidatable (at exactly 1 not); ratios in bps.
 * Simplified: a frozen asset allows no new debt in any mode (on chain: a bit that is set together with the freeze),
 *             stricter for a moment.
 * Invariants: none
 */
import * as LendingPool from './LendingPool.js';
import * as Ray from './Ray.js';
import * as Reserve from './Reserve.js';
import * as Version from './Version.js';

/** Limits that apply to one collateral of one position. */
export type Limits = {
  readonly maxLtvBps: number;
  readonly liquidationLtvBps: number;
  readonly liquidationIncentiveBps: number;
};

export type Collateral = {
  readonly value: bigint;
  readonly maxLtvBps: bigint;
  readonly liquidationLtvBps: bigint;
};

export type Health = {
  readonly collateral: bigint;
  readonly debt: bigint;
  /** Weighted by value, rounded down to whole bps. */
  readonly maxLtvBps: bigint;
  readonly liquidationLtvBps: bigint;
  /** Ray.ENDLESS without debt. */
  readonly health: bigint;
  readonly hasZeroLtv: boolean;
};

/** Shares by which one reserve of a position would change. */
export type WhatIf = { readonly reserve: number; readonly supplyShares: number; readonly debtShares: number };

/** Value of collateral: down. */
export function valueDown(amount: bigint, price: bigint, unit: bigint): bigint {
  return Ray.mulDivDown(amount, price, unit);
}

/** Value of debt: up from v3.5 on. */
export function valueUp(
  amount: bigint,
  price: bigint,
  unit: bigint,
  version: Version.Version = Version.NEWEST,
): bigint {
  return (Version.isDirected(version) ? Ray.mulDivUp : Ray.mulDivDown)(amount, price, unit);
}

/** Health of collaterals against a debt, each already valued. */
export function assess(
  collaterals: readonly Collateral[],
  debt: bigint,
  version: Version.Version = Version.NEWEST,
): Health {
  let collateral = Ray.ZERO;
  let allowed = Ray.ZERO;
  let secured = Ray.ZERO;
  let hasZeroLtv = false;
  for (const one of collaterals) {
    collateral += one.value;
    allowed += one.value * one.maxLtvBps;
    secured += one.value * one.liquidationLtvBps;
    if (one.maxLtvBps === Ray.ZERO) hasZeroLtv = true;
  }
  const none = collateral === Ray.ZERO;
  return {
    collateral,
    debt,
    maxLtvBps: none ? Ray.ZERO : allowed / collateral,
    liquidationLtvBps: none ? Ray.ZERO : secured / collateral,
    health: healthOf(collateral, secured, debt, version),
    hasZeroLtv,
  };
}

/** Up to v3.4 the weighted limit is cut to whole bps first. */
function healthOf(collateral: bigint, secured: bigint, debt: bigint, version: Version.Version): bigint {
  if (debt === Ray.ZERO) return Ray.ENDLESS;
  if (Version.isDirected(version)) return Ray.wadDiv(secured, debt) / Ray.PERCENT;
  if (collateral === Ray.ZERO) return Ray.ZERO;
  return Ray.wadDiv(Ray.percentMul(collateral, secured / collateral), debt);
}

/** Debt that could still be added, 1e-8 dollars. */
export function availableBorrows(health: Pick<Health, 'collateral' | 'debt' | 'maxLtvBps'>): bigint {
  const limit = Ray.percentMulDown(health.collateral, health.maxLtvBps);
  return limit > health.debt ? limit - health.debt : Ray.ZERO;
}

export function isLiquidatable(health: Health): boolean {
  return health.health < Ray.WAD;
}

/** Whether a position at health 1 can always pay the bonus, and new debt is limited before old debt is called. */
export function isSound(limits: Limits): boolean {
  const { maxLtvBps, liquidationLtvBps, liquidationIncentiveBps } = limits;
  const paid = Ray.percentMul(Ray.of(liquidationLtvBps), Ray.of(liquidationIncentiveBps));
  return maxLtvBps <= liquidationLtvBps && liquidationIncentiveBps > 10_000 && paid <= Ray.PERCENT;
}

/** Whether the first deposit in a reserve secures its owner's debt by itself: from v3.6 on by the limits of the mode. */
export function pledgesItself(pool: LendingPool.Pool, position: number, index: number): boolean {
  const mode = Version.guardsModes(pool.version) ? LendingPool.modeOf(pool, position) : undefined;
  return limits(pool, index, mode).maxLtvBps > 0;
}

/** Limits of a reserve as collateral within a mode. */
export function limits(pool: LendingPool.Pool, index: number, mode: LendingPool.Mode | undefined): Limits {
  const { terms, isFrozen } = pool.reserves[index]!;
  const bit = 1 << index;
  const isInside = mode !== undefined && (mode.collateral & bit) !== 0;
  const from: Limits = isInside ? mode : terms;
  const isZero =
    isFrozen ||
    (pool.version === 3 && pool.reserves[index]!.terms.maxLtvBps === 0) ||
    (mode !== undefined && (isInside ? (mode.zeroLtv & bit) !== 0 : mode.isIsolated));
  return isZero ? { ...from, maxLtvBps: 0 } : from;
}

/**
 * Health of a position at oracle prices in dollars, by reserve; with `whatIf`, as if its shares had changed, and with
 * `mode` as if it were in that mode. The reserves are accrued.
 */
export function ofPosition(
  pool: LendingPool.Pool,
  prices: ArrayLike<number>,
  position: number,
  whatIf?: WhatIf,
  mode: LendingPool.Mode | undefined = LendingPool.modeOf(pool, position),
): Health {
  const collaterals: Collateral[] = [];
  let debt = Ray.ZERO;
  pool.reserves.forEach((reserve, r) => {
    const change = whatIf?.reserve === r ? whatIf : undefined;
    const supplied = LendingPool.supplySharesOf(pool, position, r) + (change?.supplyShares ?? 0);
    const borrowed = LendingPool.debtSharesOf(pool, position, r) + (change?.debtShares ?? 0);
    if (supplied === 0 && borrowed === 0) return;
    const price = Ray.ofDollars(prices[r]!);
    const unit = Ray.of(reserve.terms.unit);
    debt += valueUp(Reserve.owed(reserve, borrowed), price, unit, pool.version);
    if (supplied === 0 || !LendingPool.isCollateral(pool, position, r)) return;
    const { maxLtvBps, liquidationLtvBps } = limits(pool, r, mode);
    collaterals.push({
      value: valueDown(Reserve.balance(reserve, supplied), price, unit),
      maxLtvBps: Ray.of(maxLtvBps),
      liquidationLtvBps: Ray.of(liquidationLtvBps),
    });
  });
  return assess(collaterals, debt, pool.version);
}
