/**
 * Models:     collateral at the weighted price of several venues.
 * Source:     index pages of large exchanges; the alternative to the own book after 2025-10-11.
 * Units:      dollars per unit.
 * Simplified: all venues of the index count, with the weights of the venue's own index.
 * Invariants: none
 */
import type { Inputs } from './CollateralRule.js';

export const parameters = {} as const;

export function terms(): object {
  return {};
}

export function price(_: object, { multiVenue }: Inputs): number {
  return multiVenue;
}
