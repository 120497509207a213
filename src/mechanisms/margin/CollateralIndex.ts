/**
 * Models:     the price at which a venue values collateral; Binance before 2025-10-14 and the alternatives.
 * Source:     Binance announcements 2025-10-06 (BNSOL 30 % BNSOLUSDT + 70 % BNSOLSOL*SOLUSDT, WBETH 20/80) and
 *             2025-10-11 (redemption price in the index, minimum price for USDe).
 * Units:      dollars per unit; `cross` in base units per unit, `base` in dollars per base unit.
 * Simplified: inputs are already filtered for staleness; a missing leg leaves its weight to the present ones.
 * Invariants: none
 */

export type Policy =
  /** directWeight * X/USDT + (1 - directWeight) * X/BASE * BASE/USDT, all from the venue's own books. */
  | { readonly kind: 'own-book'; readonly directWeight: number }
  /** The multi-venue index. */
  | { readonly kind: 'multi-venue' }
  | { readonly kind: 'redemption-weighted'; readonly redemptionWeight: number; readonly market: Policy }
  | { readonly kind: 'floored'; readonly minimum: number; readonly market: Policy }
  /** A fixed price. */
  | { readonly kind: 'par'; readonly price: number };

/** NaN marks an input that does not exist at this instant. */
export type Inputs = {
  readonly direct: number;
  readonly cross: number;
  readonly base: number;
  readonly multiVenue: number;
  /** What the issuer pays per unit, dollars. */
  readonly redemption: number;
};

/** Collateral price in dollars, NaN when the policy has no input left. */
export function compose(policy: Policy, inputs: Inputs): number {
  switch (policy.kind) {
    case 'own-book':
      return blend(policy.directWeight, inputs.direct, inputs.cross * inputs.base);
    case 'multi-venue':
      return inputs.multiVenue;
    case 'redemption-weighted':
      return blend(policy.redemptionWeight, inputs.redemption, compose(policy.market, inputs));
    case 'floored': {
      const market = compose(policy.market, inputs);
      return Number.isNaN(market) ? policy.minimum : Math.max(market, policy.minimum);
    }
    case 'par':
      return policy.price;
  }
}

function blend(weight: number, first: number, second: number): number {
  if (weight === 1 || Number.isNaN(second)) return first;
  if (weight === 0 || Number.isNaN(first)) return second;
  return weight * first + (1 - weight) * second;
}
