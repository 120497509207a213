/**
 * Models:     pools whose providers hold shares of the whole: a share never loses value.
 * Source:     own.
 * Units:      as AmmRule.ts.
 * Simplified: nothing.
 * Invariants: none here; AMM-1 and AMM-2 are asserted on what is applied, in AmmPool.ts
 */
import type { Measured, Pool } from './AmmRule.js';

/**
 * Whether every coin is there while shares are out, the measure has not fallen, and where shares changed `now` over the shares is at least what it was before, by
 * cross-multiplication; a product grows with the square of the shares (`degree` 2), D with the shares.
 */
export function isKept(pool: Pool, before: Measured, measure: () => bigint, degree: 1 | 2): boolean {
  if (pool.supply > 0 && !pool.balances.every((balance) => balance >= 1)) return false;
  const now = measure();
  if (pool.supply === before.supply) return now >= before.measure[0]!;
  if (pool.supply === 0 || before.supply === 0) return true;
  const [old, supply] = [BigInt(before.supply), BigInt(pool.supply)];
  const [measured] = before.measure;
  return degree === 1 ? now * old >= measured! * supply : now * old * old >= measured! * supply * supply;
}
