/**
 * Models:     recursive lending: deposit, borrow a share of it, buy more of the same, deposit again.
 * Source:     geometric sums; health and liquidation as in Aave v3.7 with one collateral and one debt.
 * Units:      ratios and yearly rates; `exposure` is collateral over equity (also called leverage).
 * Simplified: no price impact, fees or gas while looping: real exposure is lower and break-even rates too.
 * Invariants: none
 */

/** Collateral per unit of equity after `rounds` of borrowing `share` of the last deposit and depositing it again. */
export function exposure(share: number, rounds: number): number {
  let sum = 0;
  let deposit = 1;
  for (let k = 0; k <= rounds; k++) {
    sum += deposit;
    deposit *= share;
  }
  return sum;
}

/** Limit of `exposure` for endless rounds, and of a loop made in one step with a flash loan. */
export function exposureLimit(share: number): number {
  return 1 / (1 - share);
}

/** Share that reaches `target` exposure in `rounds`: the inverse of `exposure`, for 1 <= target <= rounds + 1. */
export function shareFor(target: number, rounds: number): number {
  let low = 0;
  let high = 1;
  // 60 halvings: past the precision of a double.
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (exposure(middle, rounds) < target) low = middle;
    else high = middle;
  }
  return high;
}

/** Debt over collateral. */
export function ltv(exposureRatio: number): number {
  return (exposureRatio - 1) / exposureRatio;
}

/** Health: below 1 liquidatable; Infinity without a loop. */
export function health(exposureRatio: number, liquidationLtv: number): number {
  return liquidationLtv / ltv(exposureRatio);
}

/** Price of the collateral in units of the debt asset, relative to entry, at which health is 1. */
export function triggerPrice(exposureRatio: number, liquidationLtv: number): number {
  return ltv(exposureRatio) / liquidationLtv;
}

/** Fall of the collateral that makes the position liquidatable: how far it may leave its peg. */
export function fallToLiquidation(exposureRatio: number, liquidationLtv: number): number {
  return 1 - triggerPrice(exposureRatio, liquidationLtv);
}

/** Fall after which nothing is left once the whole debt is liquidated at an incentive (1 for none). */
export function fallToWipe(exposureRatio: number, incentive: number): number {
  return 1 - incentive * ltv(exposureRatio);
}

/** Incentive at which a given fall leaves nothing. */
export function incentiveAtWipe(exposureRatio: number, fall: number): number {
  return (1 - fall) / ltv(exposureRatio);
}

/** Whether a partial liquidation raises health: above this health it does, below it every call lowers it. */
export function toxicHealth(liquidationLtv: number, incentive: number): number {
  return liquidationLtv * incentive;
}

/** Yearly return on equity; the collateral earns `yieldRate`, the debt costs `borrowRate`. */
export function netYield(exposureRatio: number, yieldRate: number, borrowRate: number): number {
  return exposureRatio * yieldRate - (exposureRatio - 1) * borrowRate;
}

/** Borrow rate at which the loop earns nothing; Infinity without a loop. */
export function breakEvenRate(exposureRatio: number, yieldRate: number): number {
  return yieldRate / ltv(exposureRatio);
}

/** Debt that collaterals can repay when all of them are seized at their bonus: what is owed beyond it is bad. */
export function repayable(collaterals: readonly { readonly usd: number; readonly bonus: number }[]): number {
  return collaterals.reduce((sum, { usd, bonus }) => sum + usd / (1 + bonus), 0);
}
