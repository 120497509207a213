/**
 * Models:     what actors and agents need of any pool: plan, apply, spot price, sizes.
 * Source:     own.
 * Units:      amounts in ledger atoms (integers); prices in units of coin `to` per unit of coin `from`.
 * Simplified: the state holds what the pool's ledger account holds; the actor posts what a plan says, then applies it.
 * Invariants: AMM-1 (a swap leaves safe balances and never lowers the curve's measure)
 *             AMM-2 (a deposit or withdrawal leaves safe balances and never lowers the value of a share)
 */
import { invariant } from '../../base/assert.js';
import { isSafe } from '../../base/Integer.js';
import * as Amount from '../../units/Amount.js';
import * as Rounding from '../../units/Rounding.js';
import type { AmmRule, Measured, Pool } from './AmmRule.js';
import type * as Trade from './Trade.js';

/** A pool with the rule of its curve. */
export interface Curve {
  readonly rule: AmmRule;
  readonly pool: Pool;
}

/**
 * Atoms of `from` to sell until the next atom brings only `price` after the fee (units of `to` per unit of `from`), rounded
 * down; 0 when it already brings no more. What an arbitrageur sells who gets `price` elsewhere. A fee that depends on the
 * imbalance can make the first atoms dearer than later ones: then 0 is returned within the width of the fee.
 */
export function sizeToPrice({ rule, pool }: Curve, from: number, to: number, price: number): number {
  if (!(price > 0) || !(rule.spot(pool, from, to) > 0)) return 0;
  if (rule.sizeToPrice) return rule.sizeToPrice(pool, from, to, price);
  const held = pool.balances[from]!;
  const out = rule.estimator(pool, from, to);
  const target = (price * Amount.toUnits(1, pool.decimals[from]!)) / Amount.toUnits(1, pool.decimals[to]!);
  const isWorthMore = (paid: number) => {
    const step = Math.max(paid, held * 1e-6) * 1e-4;
    const low = Math.max(0, paid - step);
    return (out(paid + step) - out(low)) / (paid + step - low) > target;
  };
  return isWorthMore(0) ? lastWorth(isWorthMore, held, Number.MAX_SAFE_INTEGER - held) : 0;
}

/** The largest size that is still worth more: doubled until it is not, then halved in. */
function lastWorth(isWorthMore: (paid: number) => boolean, held: number, limit: number): number {
  let low = 0;
  let high = Math.min(limit, held / 1024);
  while (high < limit && isWorthMore(high)) {
    low = high;
    high = Math.min(limit, high * 2);
  }
  while (high - low > Math.max(0.5, low * 1e-12)) {
    const middle = (low + high) / 2;
    if (isWorthMore(middle)) low = middle;
    else high = middle;
  }
  return Rounding.down(low);
}

/** Changes the balances as planned. Breaks AMM-1. */
export function apply({ rule, pool }: Curve, swap: Trade.Swap): void {
  if (swap.refusal) return;
  const before = measured(rule, pool);
  pool.balances[swap.from]! += swap.paid;
  pool.balances[swap.to]! -= swap.received + swap.adminFee;
  rule.settle?.(pool, swap);
  const isKept = isHeld(pool) && rule.isKept(pool, before);
  invariant(isKept, 'AMM-1', () => textOf(pool, swap));
}

/** Changes balances and supply as planned. Breaks AMM-2. */
export function applyChange({ rule, pool }: Curve, change: Trade.Change): void {
  if (change.refusal) return;
  const before = measured(rule, pool);
  change.amounts.forEach((amount, k) => {
    pool.balances[k]! += amount - change.adminFees[k]!;
  });
  pool.supply += change.shares + change.locked;
  rule.settle?.(pool, change);
  const isKept = isSafe(pool.supply) && pool.supply >= 0 && isHeld(pool) && rule.isKept(pool, before);
  invariant(isKept, 'AMM-2', () => textOf(pool, change));
}

function measured(rule: AmmRule, pool: Pool): Measured {
  return { measure: rule.measure(pool), supply: pool.supply };
}

function isHeld(pool: Pool): boolean {
  return pool.balances.every((balance) => isSafe(balance) && balance >= 0);
}

function textOf({ kind, balances }: Pool, plan: Trade.Swap | Trade.Change): string {
  return `${kind} ${balances.join(' ')} after ${JSON.stringify({ ...plan, after: undefined })}`;
}
