/**
 * Models:     one liquidation call of Aave v3.7: one collateral, one debt.
 * Source:     aave-dao/aave-v3-origin v3.7.0: LiquidationLogic.executeLiquidationCall; docs/3.3 (close factor of the
 *             whole debt, dust, deficit) and 3.7 (roundings).
 * Units:      amounts and shares in atoms, prices and values in 1e-8 dollars, health in wad, ratios in bps.
 * Simplified: no grace period; who liquidates, and which pair, is an agent's decision.
 * Invariants: none
 */
import * as Health from './Health.js';
import * as Ray from './Ray.js';

/** Above this health only half of the debt can be repaid, unless the position is small; at exactly this, all. */
const FULL_CLOSE_HEALTH = (Ray.WAD * Ray.of(95)) / Ray.of(100);
const CLOSE_FACTOR_BPS = Ray.of(5000);
/** Below this value of either side the whole debt can be repaid: $2,000. */
const SMALL_VALUE = Ray.ofDollars(2000);
/** What a call leaves behind on both sides must be worth this: $1,000. */
const DUST_VALUE = Ray.ofDollars(1000);

/** A holding of the position: its shares, and what turns them into value. */
export type Holding = {
  readonly shares: bigint;
  readonly index: bigint;
  readonly price: bigint;
  readonly unit: bigint;
};

export type Seizable = Holding & { readonly incentiveBps: bigint; readonly feeBps: bigint };

export type Quote = {
  readonly repaid: bigint;
  readonly repaidShares: bigint;
  /** To the liquidator. */
  readonly seized: bigint;
  readonly seizedShares: bigint;
  /** To the protocol. */
  readonly fee: bigint;
  readonly feeShares: bigint;
  /** No collateral is left: what is still owed, in every asset, becomes deficit. */
  readonly isExhausted: boolean;
};

export type Refusal = 'healthy' | 'no-collateral' | 'no-debt' | 'leaves-dust';

/**
 * What repaying up to `cover` atoms of the debt takes and gives. `health` is the whole position's. Repays less than
 * `cover` when the close factor or the collateral is the limit.
 */
export function quote(
  collateral: Seizable,
  debt: Holding,
  health: Health.Health,
  cover: bigint,
): Quote | Refusal {
  if (!Health.isLiquidatable(health)) return 'healthy';
  if (collateral.shares === Ray.ZERO) return 'no-collateral';
  if (debt.shares === Ray.ZERO || cover <= Ray.ZERO) return 'no-debt';
  const balance = Ray.rayMulDown(collateral.shares, collateral.index);
  const owed = Ray.rayMulUp(debt.shares, debt.index);
  const asked = Ray.least(cover, closable(collateral, debt, health, balance, owed));
  const { seized, repaid, fee } = seizure(collateral, debt, balance, asked);
  const debtLeft = owed - repaid;
  const collateralLeft = balance - seized - fee;
  if (debtLeft > Ray.ZERO && collateralLeft > Ray.ZERO) {
    const isDebtDust = Health.valueUp(debtLeft, debt.price, debt.unit) < DUST_VALUE;
    const isCollateralDust = Health.valueDown(collateralLeft, collateral.price, collateral.unit) < DUST_VALUE;
    if (isDebtDust || isCollateralDust) return 'leaves-dust';
  }
  const seizedShares = Ray.least(Ray.rayDivUp(seized, collateral.index), collateral.shares);
  const feeShares = Ray.least(Ray.rayDivUp(fee, collateral.index), collateral.shares - seizedShares);
  const isOnly = Health.valueDown(balance, collateral.price, collateral.unit) === health.collateral;
  return {
    repaid,
    repaidShares: Ray.least(Ray.rayDivDown(repaid, debt.index), debt.shares),
    seized,
    seizedShares,
    fee,
    feeShares,
    isExhausted: isOnly && seizedShares + feeShares === collateral.shares,
  };
}

/** Most of the debt that one call may repay, atoms: the cap is half of the position's whole debt, not of this asset's. */
function closable(
  collateral: Holding,
  debt: Holding,
  health: Health.Health,
  balance: bigint,
  owed: bigint,
): bigint {
  const owedValue = Health.valueUp(owed, debt.price, debt.unit);
  const isSmall =
    Health.valueDown(balance, collateral.price, collateral.unit) < SMALL_VALUE || owedValue < SMALL_VALUE;
  if (isSmall || health.health <= FULL_CLOSE_HEALTH) return owed;
  const capValue = Ray.percentMul(health.debt, CLOSE_FACTOR_BPS);
  return owedValue > capValue ? Ray.mulDivDown(capValue, debt.unit, debt.price) : owed;
}

/** Collateral for `cover` atoms of debt at the incentive, limited by `balance`; the fee is a share of the bonus alone. */
export function seizure(
  collateral: Omit<Seizable, 'shares' | 'index'>,
  debt: Pick<Holding, 'price' | 'unit'>,
  balance: bigint,
  cover: bigint,
): { readonly seized: bigint; readonly repaid: bigint; readonly fee: bigint } {
  const { incentiveBps } = collateral;
  const worth = Ray.mulDivDown(debt.price * cover, collateral.unit, collateral.price * debt.unit);
  const wanted = Ray.percentMulDown(worth, incentiveBps);
  const isLimited = wanted > balance;
  const total = isLimited ? balance : wanted;
  const paidBy = Ray.mulDivDown(collateral.price * balance, debt.unit, debt.price * collateral.unit);
  const repaid = isLimited ? Ray.percentDivUp(paidBy, incentiveBps) : cover;
  const bonus = total - Ray.percentDivDown(total, incentiveBps);
  const fee = Ray.percentMulUp(bonus, collateral.feeBps);
  return { seized: total - fee, repaid, fee };
}
