import * as Checks from '../../../mechanisms/lending/aave-v3/Checks.js';
import * as Health from '../../../mechanisms/lending/aave-v3/Health.js';
import * as LendingPool from '../../../mechanisms/lending/aave-v3/LendingPool.js';
import * as LiquidationCall from '../../../mechanisms/lending/aave-v3/LiquidationCall.js';
import * as PoolRows from '../../../mechanisms/lending/aave-v3/PoolRows.js';
import * as Ray from '../../../mechanisms/lending/aave-v3/Ray.js';
import * as Reserve from '../../../mechanisms/lending/aave-v3/Reserve.js';
import type * as Kind from '../Kind.js';
import * as AaveAudit from './AaveAudit.js';
import * as AaveOpening from './AaveOpening.js';
import * as AaveTerms from './AaveTerms.js';

/** Aave v3: one pool of reserves, efficiency modes, a close factor, and a deficit that the suppliers stand behind. */
export const kind: Kind.Kind<AaveTerms.Spec, LendingPool.Pool> = {
  terms: AaveTerms.terms,
  open: AaveOpening.open,
  read: {
    supplyOf: LendingPool.supplySharesOf,
    debtOf: LendingPool.debtSharesOf,
    thresholdBps: PoolRows.thresholdBps,
    isLiquidatable: PoolRows.isLiquidatable,
    depositOf: PoolRows.depositOf,
    owedOf: PoolRows.owedOf,
    claimOf: LendingPool.debtSharesOf,
    level,
  },
  act: {
    accrue: LendingPool.accrue,
    open: LendingPool.open,
    enter,
    freeze,
    beyondNewDebt: 'max-ltv',
    assess,
    apply,
  },
  quote: LiquidationCall.plan,
  liquidate: (pool, quote) => LiquidationCall.apply(pool, quote as LiquidationCall.Plan),
  audit: AaveAudit.run,
};

const ACTS = {
  supply: LendingPool.supply,
  withdraw: LendingPool.withdraw,
  borrow: LendingPool.borrow,
  repay: LendingPool.repay,
};

function level({ reserves }: LendingPool.Pool, r: number): Kind.Level {
  const reserve = reserves[r]!;
  return {
    cash: reserve.cash,
    utilization: Reserve.utilization(reserve),
    borrowRate: Ray.toRatio(reserve.borrowRate, Ray.RAY),
    supplyRate: Ray.toRatio(reserve.supplyRate, Ray.RAY),
    supplyIndex: Ray.toRatio(reserve.liquidityIndex, Ray.RAY),
    debtIndex: Ray.toRatio(reserve.debtIndex, Ray.RAY),
  };
}

function enter(pool: LendingPool.Pool, prices: ArrayLike<number>, position: number, mode: number): string {
  const reason = Checks.assessMode(pool, prices, position, mode);
  if (reason === '') LendingPool.setMode(pool, position, mode);
  return reason;
}

function freeze({ reserves }: LendingPool.Pool, reserve: number, isFrozen: boolean): void {
  reserves[reserve]!.isFrozen = isFrozen;
}

function assess(pool: LendingPool.Pool, prices: ArrayLike<number>, act: Kind.Act): string {
  const { op, position, reserve, atoms } = act;
  switch (op) {
    case 'supply':
      return Checks.assessSupply(pool, reserve, atoms);
    case 'withdraw':
      return Checks.assessWithdraw(pool, prices, position, reserve, atoms);
    case 'borrow':
      return Checks.assessBorrow(pool, prices, position, reserve, atoms);
    case 'repay':
      return Checks.assessRepay(pool, position, reserve, atoms);
  }
}

/** A first deposit of what counts as collateral secures the debt. */
function apply(pool: LendingPool.Pool, { op, position, reserve, atoms }: Kind.Act): void {
  const isFirst = op === 'supply' && LendingPool.supplySharesOf(pool, position, reserve) === 0;
  ACTS[op](pool, position, reserve, atoms);
  if (isFirst && Health.pledgesItself(pool, position, reserve))
    LendingPool.setCollateral(pool, position, reserve, true);
}
