import * as Registry from '../../src/chain/pool/Registry.js';
import * as Amm from '../../src/mechanisms/amm/AmmPool.js';
import type { AmmRule, Pool } from '../../src/mechanisms/amm/AmmRule.js';
import type * as Metapool from '../../src/mechanisms/amm/Metapool.js';
import type * as Trade from '../../src/mechanisms/amm/Trade.js';

/* A pool's state by itself: the rule is that of its kind in the registry. */

export type { Pool };

const NOBODY = -1;

export function ruleOf({ kind }: Pool): AmmRule {
  return Registry.KINDS[kind]!.rule;
}

export function plan(pool: Pool, from: number, to: number, paid: number, least = 0): Trade.Swap {
  return ruleOf(pool).plan(pool, from, to, paid, least);
}

export function quote(pool: Pool, from: number, to: number, paid: number): number {
  return plan(pool, from, to, paid).received;
}

export function planAdd(pool: Pool, amounts: readonly number[], place?: Trade.Place): Trade.Change {
  return ruleOf(pool).planAdd(pool, amounts, place);
}

export function planRemove(pool: Pool, shares: number, coin?: number, owner = NOBODY): Trade.Change {
  return ruleOf(pool).planRemove(pool, shares, { owner, ...(coin !== undefined && { coin }) });
}

export function spot(pool: Pool, from: number, to: number): number {
  return ruleOf(pool).spot(pool, from, to);
}

export function estimate(pool: Pool, from: number, to: number, paid: number): number {
  return ruleOf(pool).estimator(pool, from, to)(paid);
}

export function sizeToPrice(pool: Pool, from: number, to: number, price: number): number {
  return Amm.sizeToPrice({ rule: ruleOf(pool), pool }, from, to, price);
}

export function apply(pool: Pool, swap: Trade.Swap): void {
  Amm.apply({ rule: ruleOf(pool), pool }, swap);
}

export function applyChange(pool: Pool, change: Trade.Change): void {
  Amm.applyChange({ rule: ruleOf(pool), pool }, change);
}

/** Both legs of a metapool's plan, on both pools: what MetaPoolCalls does with accounts. */
export function applyLegs(meta: Metapool.State, base: Pool, legs: Metapool.Plan): void {
  if (legs.change) applyChange(base, legs.change);
  if (legs.swap) apply(legs.route === 'swap-in-base' ? base : meta.pool, legs.swap);
}
