import * as Amount from '../../units/Amount.js';
import type { LiquidityPool } from './LiquidityPool.js';

/** Units of one coin that a share brings at the margin, before the fee: D is as large as all coins at their prices. */
export function inCoin({ coins, shown, prices }: LiquidityPool, asset: number): number {
  let value = 0;
  for (let k = 0; k < coins.length; k++)
    value += Amount.toUnits(shown.balances[k]!, shown.decimals[k]!) * prices[k]!;
  const shares = Amount.toUnits(shown.supply, shown.shareDecimals);
  return value / shares / prices[coins.indexOf(asset)]!;
}

/** Largest share of one coin in the pool's value, at its own rates or else at opening prices. */
export function imbalance({ shown, openUsd }: LiquidityPool): number {
  let total = 0;
  let largest = 0;
  for (let k = 0; k < openUsd.length; k++) {
    const rate = shown.rates?.[k] ?? openUsd[k]!;
    const value = Amount.toUnits(shown.balances[k]!, shown.decimals[k]!) * rate;
    total += value;
    largest = Math.max(largest, value);
  }
  return total > 0 ? largest / total : 1 / openUsd.length;
}
