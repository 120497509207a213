/**
 * Models:     collateral at the venue's own books: w * X/USDT + (1 - w) * X/BASE * BASE/USDT.
 * Source:     Binance announcement 2025-10-06: BNSOL 30 % BNSOLUSDT + 70 % BNSOLSOL*SOLUSDT, WBETH 20/80.
 * Units:      dollars per unit; weights as fractions.
 * Simplified: the last trade within the spread stands for each book; the venue averages over seconds.
 * Invariants: none
 */
import * as CollateralRule from './CollateralRule.js';

export type Terms = { readonly directWeight: number };

export const parameters = {} as const;

export function terms(_: object, { directWeight }: CollateralRule.Facts): Terms {
  return { directWeight };
}

export function price({ directWeight }: Terms, inputs: CollateralRule.Inputs): number {
  return CollateralRule.blend(directWeight, inputs.direct, inputs.cross * inputs.base);
}
