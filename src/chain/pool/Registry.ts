import type { AmmRule } from '../../mechanisms/amm/AmmRule.js';
import * as Concentrated from './curves/ConcentratedPool.js';
import * as ConstantProduct from './curves/ConstantProductPool.js';
import * as Metapool from './curves/MetaPool.js';
import * as StableSwap from './curves/StableSwapPool.js';
import type { PoolKind } from './PoolKind.js';

/** Curves by the name a scenario gives them. A new one is its file and a line here. */
export const KINDS: Readonly<Record<string, PoolKind>> = {
  concentrated: Concentrated.KIND,
  'constant-product': ConstantProduct.KIND,
  metapool: Metapool.KIND,
  'stable-swap': StableSwap.KIND,
};

export function kindOf({ curve }: { readonly curve: string }): PoolKind {
  return KINDS[curve]!;
}

export function ruleOf(pool: { readonly curve: string }): AmmRule {
  return kindOf(pool).rule;
}
