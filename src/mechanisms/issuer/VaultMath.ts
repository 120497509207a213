/**
 * Models:     the arithmetic of sUSDe: OpenZeppelin ERC-4626 4.9 with decimals offset 0, rewards vesting linearly.
 * Source:     code-423n4/2023-10-ethena at 9fd8e26, StakedUSDe.sol and OpenZeppelin ERC4626.sol.
 * Units:      assets and shares in atoms of any number of decimals (18 on chain), times in any one unit.
 * Simplified: nothing; exact integers of any size, so that the chain's own numbers are met digit by digit.
 * Invariants: none
 */

/** A whole number >= 0 of either kind; results are exact. */
export type Whole = number | bigint;

/** Rewards not yet earned by the shares, rounded down (in favor of present holders). */
export function unvested(vesting: Whole, elapsed: Whole, period: Whole): bigint {
  const left = BigInt(period) - BigInt(elapsed);
  return left <= 0n ? 0n : (left * BigInt(vesting)) / BigInt(period);
}

/** Shares for a deposit, and (rounded down) the worth of assets. */
export function toSharesDown(assets: Whole, supply: Whole, totalAssets: Whole): bigint {
  return (BigInt(assets) * (BigInt(supply) + 1n)) / (BigInt(totalAssets) + 1n);
}

/** Shares burnt for an exact amount of assets: rounds against the one who leaves. */
export function toSharesUp(assets: Whole, supply: Whole, totalAssets: Whole): bigint {
  return ceil(BigInt(assets) * (BigInt(supply) + 1n), BigInt(totalAssets) + 1n);
}

/** Assets paid for shares: rounds against the one who leaves. */
export function toAssetsDown(shares: Whole, supply: Whole, totalAssets: Whole): bigint {
  return (BigInt(shares) * (BigInt(totalAssets) + 1n)) / (BigInt(supply) + 1n);
}

function ceil(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}
