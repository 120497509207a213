/**
 * Models:     collateral at a fixed price: the opening one.
 * Source:     venues that count a dollar coin as a dollar whatever its market says.
 * Units:      dollars per unit.
 * Simplified: nothing.
 * Invariants: none
 */
import type { Facts } from './CollateralRule.js';

export type Terms = { readonly priceUsd: number };

export const parameters = {} as const;

export function terms(_: object, { openUsd }: Facts): Terms {
  return { priceUsd: openUsd };
}

export function price({ priceUsd }: Terms): number {
  return priceUsd;
}
