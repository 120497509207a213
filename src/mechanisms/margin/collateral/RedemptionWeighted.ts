/**
 * Models:     collateral at its redemption value, in part or whole; the rest at the venue's own books.
 * Source:     Binance announcements 2025-10-06 and 2025-10-11 (redemption price in the index).
 * Units:      dollars per unit; weights as fractions.
 * Simplified: redemption is at the issuer's ratio at once; a queue or fee of the issuer is not subtracted.
 * Invariants: none
 */
import * as CollateralRule from './CollateralRule.js';
import * as OwnBook from './OwnBook.js';

export type Terms = OwnBook.Terms & { readonly redemptionWeight: number };

export const parameters = { redemptionWeight: 'ratio' } as const;

/** What redeems to nothing keeps its own book. */
export function terms(stated: { redemptionWeight: number }, facts: CollateralRule.Facts): Terms {
  return {
    redemptionWeight: facts.redeems ? stated.redemptionWeight : 0,
    directWeight: facts.directWeight,
  };
}

export function price(own: Terms, inputs: CollateralRule.Inputs): number {
  const market = OwnBook.price(own, inputs);
  if (own.redemptionWeight === 0) return market;
  return CollateralRule.blend(own.redemptionWeight, inputs.redemption, market);
}
