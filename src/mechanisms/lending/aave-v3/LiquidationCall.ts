/**
 * Models:     liquidation of a pool's position by an outsider, Aave v3.
 * Source:     aave-dao/aave-v3-origin v3.7.0: LiquidationLogic.
 * Units:      atoms (safe integers), prices in dollars by reserve.
 * Simplified: the protocol's fee joins its unminted claims instead of an account of its own: same claim on the pool.
 * Invariants: UNIT-1
 */
import * as Health from './Health.js';
import * as LendingPool from './LendingPool.js';
import * as Liquidation from './Liquidation.js';
import * as Ray from './Ray.js';
import * as Reserve from './Reserve.js';
import * as Version from './Version.js';

export type Call = {
  readonly position: number;
  readonly collateral: number;
  readonly debt: number;
  /** Debt the liquidator offers to repay, atoms; Number.MAX_SAFE_INTEGER for all that may be. */
  readonly cover: number;
  /** Position that receives the collateral as a deposit; -1 takes the underlying, which needs cash in the pool. */
  readonly receiver: number;
  /** The liquidator is the position's own owner. */
  readonly isOwn?: boolean;
};

/** All amounts in atoms: `repaid` of the debt asset, `seized` and `fee` of the collateral. */
export type Plan = {
  readonly call: Call;
  readonly repaid: number;
  readonly repaidShares: number;
  readonly seized: number;
  readonly seizedShares: number;
  readonly fee: number;
  readonly feeShares: number;
  /** No collateral is left, and every debt ends. */
  readonly isExhausted: boolean;
  /** Debt written off, by reserve; all zero unless the position is exhausted. */
  readonly badDebt: readonly number[];
};

export type Refusal = Liquidation.Refusal | 'no-cash' | 'own-position';

/** What the call would do; the reserves are accrued. */
export function plan(pool: LendingPool.Pool, prices: ArrayLike<number>, call: Call): Plan | Refusal {
  const isOwn = call.isOwn === true && Version.guardsModes(pool.version);
  if (isOwn || call.receiver === call.position) return 'own-position';
  const health = Health.ofPosition(pool, prices, call.position);
  const quote = Liquidation.quote(
    collateralOf(pool, prices, call),
    debtOf(pool, prices, call),
    health,
    Ray.of(call.cover),
    pool.version,
  );
  if (typeof quote === 'string') return quote;
  const seized = Ray.toAtoms(quote.seized);
  if (call.receiver < 0 && seized > pool.reserves[call.collateral]!.cash) return 'no-cash';
  const repaid = Ray.toAtoms(quote.repaid);
  return {
    call,
    repaid,
    repaidShares: Ray.toAtoms(quote.repaidShares),
    seized,
    seizedShares: Ray.toAtoms(quote.seizedShares),
    fee: Ray.toAtoms(quote.fee),
    feeShares: Ray.toAtoms(quote.feeShares),
    isExhausted: quote.isExhausted,
    badDebt: pool.reserves.map((reserve, r) => {
      if (!quote.isExhausted) return 0;
      const owed = Ray.toAtoms(Reserve.owed(reserve, LendingPool.debtSharesOf(pool, call.position, r)));
      return r === call.debt ? owed - repaid : owed;
    }),
  };
}

export function apply(pool: LendingPool.Pool, made: Plan): void {
  const { position, collateral, debt, receiver } = made.call;
  LendingPool.move(pool, position, debt, { debtShares: -made.repaidShares, cash: made.repaid });
  const reserve = pool.reserves[collateral]!;
  reserve.treasuryShares += made.feeShares;
  LendingPool.move(pool, position, collateral, {
    supplyShares: -(made.seizedShares + made.feeShares),
    cash: receiver < 0 ? -made.seized : 0,
    isHanded: receiver >= 0,
  });
  if (receiver >= 0) receive(pool, receiver, collateral, made.seizedShares);
  if (!made.isExhausted) return;
  made.badDebt.forEach((amount, r) => {
    if (LendingPool.debtSharesOf(pool, position, r) === 0) return;
    pool.reserves[r]!.deficit += amount;
    LendingPool.move(pool, position, r, { debtShares: -LendingPool.debtSharesOf(pool, position, r) });
  });
}

/** Up to v3.5 a claim that is the first in its reserve is pledged by itself. */
function receive(pool: LendingPool.Pool, position: number, index: number, supplyShares: number): void {
  const isFirst = LendingPool.supplySharesOf(pool, position, index) === 0;
  LendingPool.move(pool, position, index, { supplyShares, isHanded: true });
  if (isFirst && !Version.guardsModes(pool.version) && pool.reserves[index]!.terms.maxLtvBps > 0)
    LendingPool.setCollateral(pool, position, index, true);
}

/** Only what secures the debt can be seized. */
function collateralOf(pool: LendingPool.Pool, prices: ArrayLike<number>, call: Call): Liquidation.Seizable {
  const { position, collateral } = call;
  const { terms, liquidityIndex } = pool.reserves[collateral]!;
  const { liquidationIncentiveBps } = Health.limits(pool, collateral, LendingPool.modeOf(pool, position));
  const isPledged = LendingPool.isCollateral(pool, position, collateral);
  return {
    shares: Ray.of(isPledged ? LendingPool.supplySharesOf(pool, position, collateral) : 0),
    index: liquidityIndex,
    price: Ray.ofDollars(prices[collateral]!),
    unit: Ray.of(terms.unit),
    incentiveBps: Ray.of(liquidationIncentiveBps),
    feeBps: Ray.of(terms.liquidationFeeBps),
  };
}

function debtOf(pool: LendingPool.Pool, prices: ArrayLike<number>, call: Call): Liquidation.Holding {
  const { terms, debtIndex } = pool.reserves[call.debt]!;
  return {
    shares: Ray.of(LendingPool.debtSharesOf(pool, call.position, call.debt)),
    index: debtIndex,
    price: Ray.ofDollars(prices[call.debt]!),
    unit: Ray.of(terms.unit),
  };
}
