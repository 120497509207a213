/**
 * Models:     collateral at the venue's own books, but never below a part of its price at the open.
 * Source:     Binance announcement 2025-10-11 (minimum price for USDe).
 * Units:      dollars per unit; the minimum as a fraction of the opening price.
 * Simplified: the floor is fixed for the run.
 * Invariants: none
 */
import type { Facts, Inputs } from './CollateralRule.js';
import * as OwnBook from './OwnBook.js';

export type Terms = OwnBook.Terms & { readonly minimumUsd: number };

export const parameters = { minimum: 'ratio' } as const;

export function terms({ minimum }: { minimum: number }, { openUsd, directWeight }: Facts): Terms {
  return { minimumUsd: minimum * openUsd, directWeight };
}

export function price(own: Terms, inputs: Inputs): number {
  const market = OwnBook.price(own, inputs);
  return Number.isNaN(market) ? own.minimumUsd : Math.max(market, own.minimumUsd);
}
