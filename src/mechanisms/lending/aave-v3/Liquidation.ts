/**
 * Models:     one liquidation call of Aave v3: one collateral, one debt.
 * Source:     LiquidationLogic of @aave/core-v3 1.19.3 and aave-dao/aave-v3-origin v3.7.0; docs/3.3 (close factor of the
 *             whole debt, dust, deficit) and 3.7 (roundings).
 * Units:      amounts and shares in atoms, prices and values in 1e-8 dollars, health in wad, ratios in bps.
 * Simplified: no grace period; who liquidates, and which pair, is an agent's decision.
 * Invariants: none
 */
import * as Health from './Health.js';
import * as Ray from './Ray.js';
import * as Version from './Version.js';

/** Above this health only half of the debt can be repaid, unless the position is small; at exactly this, all. */
const FULL_CLOSE_HEALTH = (Ray.WAD * Ray.of(95)) / Ray.of(100);
const CLOSE_FACTOR_BPS = Ray.of(5000);
/** Below this value of either side the whole debt can be repaid: $2,000. */
const SMALL_VALUE = Ray.ofDollars(2000);
/** What a call leaves behind on both sides must be worth this: $1,000. */
export const DUST_USD = 1000;
const DUST_VALUE = Ray.ofDollars(DUST_USD);

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
  version: Version.Version = Version.NEWEST,
): Quote | Refusal {
  if (!Health.isLiquidatable(health)) return 'healthy';
  if (collateral.shares === Ray.ZERO) return 'no-collateral';
  if (debt.shares === Ray.ZERO || cover <= Ray.ZERO) return 'no-debt';
  const round = roundings(version);
  const balance = round.balance(collateral.shares, collateral.index);
  const owed = round.owed(debt.shares, debt.index);
  const most = Version.writesOff(version)
    ? closable(collateral, debt, health, { balance, owed }, version)
    : closableOfReserve(health, owed);
  const { seized, repaid, fee } = seizure(collateral, debt, balance, Ray.least(cover, most), version);
  const left = { balance: balance - seized - fee, owed: owed - repaid };
  if (Version.writesOff(version) && leavesDust(collateral, debt, left, version)) return 'leaves-dust';
  const seizedShares = Ray.least(round.burnt(seized, collateral.index), collateral.shares);
  const feeShares = Ray.least(round.burnt(fee, collateral.index), collateral.shares - seizedShares);
  const taken = { amount: seized + fee, shares: seizedShares + feeShares };
  return {
    repaid,
    repaidShares: Ray.least(round.repaid(repaid, debt.index), debt.shares),
    seized,
    seizedShares,
    fee,
    feeShares,
    isExhausted: Version.writesOff(version) && isExhausted(collateral, health, balance, taken, version),
  };
}

/** Shares and amounts: to the nearest up to v3.4, then in favor of the pool. */
function roundings(version: Version.Version) {
  if (!Version.isDirected(version))
    return { balance: Ray.rayMul, owed: Ray.rayMul, burnt: Ray.rayDiv, repaid: Ray.rayDiv };
  return {
    balance: Ray.rayMulDown,
    owed: Ray.rayMulUp,
    burnt: Ray.rayDivUp,
    repaid: Ray.rayDivDown,
  };
}

/** No collateral is left: by shares from v3.7 on, before by the value that the call takes. */
function isExhausted(
  collateral: Holding,
  health: Health.Health,
  balance: bigint,
  taken: { readonly amount: bigint; readonly shares: bigint },
  version: Version.Version,
): boolean {
  const value = (amount: bigint) => Health.valueDown(amount, collateral.price, collateral.unit);
  if (!Version.isSeizureDirected(version)) return value(taken.amount) === health.collateral;
  return value(balance) === health.collateral && taken.shares === collateral.shares;
}

/** What remains on both sides must be worth something. */
function leavesDust(
  collateral: Holding,
  debt: Holding,
  left: { readonly balance: bigint; readonly owed: bigint },
  version: Version.Version,
): boolean {
  if (left.owed === Ray.ZERO || left.balance === Ray.ZERO) return false;
  const isDebtDust = Health.valueUp(left.owed, debt.price, debt.unit, version) < DUST_VALUE;
  return isDebtDust || Health.valueDown(left.balance, collateral.price, collateral.unit) < DUST_VALUE;
}

/** Most of the debt that one call may repay, atoms: the cap is half of the position's whole debt, not of this asset's. */
function closable(
  collateral: Holding,
  debt: Holding,
  health: Health.Health,
  { balance, owed }: { readonly balance: bigint; readonly owed: bigint },
  version: Version.Version,
): bigint {
  const owedValue = Health.valueUp(owed, debt.price, debt.unit, version);
  const isSmall =
    Health.valueDown(balance, collateral.price, collateral.unit) < SMALL_VALUE || owedValue < SMALL_VALUE;
  if (isSmall || health.health <= FULL_CLOSE_HEALTH) return owed;
  const capValue = Ray.percentMul(health.debt, CLOSE_FACTOR_BPS);
  return owedValue > capValue ? Ray.mulDivDown(capValue, debt.unit, debt.price) : owed;
}

/** Up to v3.2: half of this asset's debt, whatever else is owed and however small it is. */
function closableOfReserve(health: Health.Health, owed: bigint): bigint {
  return health.health > FULL_CLOSE_HEALTH ? Ray.percentMul(owed, CLOSE_FACTOR_BPS) : owed;
}

/** Collateral for `cover` atoms of debt at the incentive, limited by `balance`; the fee is a share of the bonus alone. */
export function seizure(
  collateral: Omit<Seizable, 'shares' | 'index'>,
  debt: Pick<Holding, 'price' | 'unit'>,
  balance: bigint,
  cover: bigint,
  version: Version.Version = Version.NEWEST,
): { readonly seized: bigint; readonly repaid: bigint; readonly fee: bigint } {
  const { incentiveBps } = collateral;
  const isDirected = Version.isSeizureDirected(version);
  const percent = isDirected
    ? { seized: Ray.percentMulDown, bare: Ray.percentDivDown, fee: Ray.percentMulUp }
    : { seized: Ray.percentMul, bare: Ray.percentDiv, fee: Ray.percentMul };
  const percentRepaid = Version.isDirected(version) ? Ray.percentDivUp : Ray.percentDiv;
  const worth = Ray.mulDivDown(debt.price * cover, collateral.unit, collateral.price * debt.unit);
  const wanted = percent.seized(worth, incentiveBps);
  const isLimited = wanted > balance;
  const total = isLimited ? balance : wanted;
  const paidBy = Ray.mulDivDown(collateral.price * balance, debt.unit, debt.price * collateral.unit);
  const repaid = isLimited ? percentRepaid(paidBy, incentiveBps) : cover;
  const bonus = total - percent.bare(total, incentiveBps);
  const fee = collateral.feeBps === Ray.ZERO ? Ray.ZERO : percent.fee(bonus, collateral.feeBps);
  return { seized: total - fee, repaid, fee };
}
