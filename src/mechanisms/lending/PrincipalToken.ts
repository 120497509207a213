/**
 * Models:     a Pendle principal token (PT) as collateral: pays one underlying at maturity, priced by a straight line.
 * Source:     docs.pendle.finance (principal tokens redeem 1:1 after maturity); bgd-labs PendlePriceCapAdapter (linear
 *             discount, rate bounded at deployment); Aave PT-USDe e-modes of 2025: LTV 90.3 %, LT 92.3 %, bonus 3.5 %.
 * Units:      dollars per token with 1e-8; discount per year; time in microseconds.
 * Simplified: the market price of the PT does not enter, as in the adapter: below it, liquidations are late and bad
 *             debt latent. The underlying is one token, without a yield-bearing wrapper's rate.
 * Invariants: UNIT-1
 */
import * as Rounding from '../../units/Rounding.js';

export type Terms = {
  readonly maturityUs: number;
  /** Bound on the yearly discount, set once. */
  readonly maxDiscount: number;
};

export type State = {
  /** Yearly discount that the risk steward has set last. */
  discount: number;
  /** The steward's switch: PT can leave, nothing new comes in, no new debt on it. */
  isFrozen: boolean;
};

export type Refusal = '' | 'before-maturity' | 'above-bound';

const YEAR_US = 31_536_000e6;
const PRICE_STEPS = 1e8;

/** Years left, 0 from maturity on. */
function yearsLeft(terms: Terms, nowUs: number): number {
  return Math.max(0, terms.maturityUs - nowUs) / YEAR_US;
}

/** Oracle price of one PT, rounded down to 1e-8 dollars; from maturity on the underlying's price. */
export function price(terms: Terms, state: State, underlyingPrice: number, nowUs: number): number {
  const share = Math.max(0, 1 - state.discount * yearsLeft(terms, nowUs));
  return Rounding.down(underlyingPrice * share * PRICE_STEPS) / PRICE_STEPS;
}

/** Yearly discount that a market price below the underlying's implies; 0 from maturity on. */
export function impliedDiscount(
  terms: Terms,
  marketPrice: number,
  underlyingPrice: number,
  nowUs: number,
): number {
  const years = yearsLeft(terms, nowUs);
  return years === 0 ? 0 : (1 - marketPrice / underlyingPrice) / years;
}

/** Redemption pays one underlying atom per PT atom, from maturity on. */
export function assessRedeem(terms: Terms, nowUs: number): Refusal {
  return nowUs < terms.maturityUs ? 'before-maturity' : '';
}

/** A new discount is within the bound. */
export function assessDiscount(terms: Terms, discount: number): Refusal {
  return discount >= 0 && discount <= terms.maxDiscount ? '' : 'above-bound';
}

/** Whether the pool should keep the PT frozen: by the switch, or because it has matured and only leaves. */
export function isClosed(terms: Terms, state: State, nowUs: number): boolean {
  return state.isFrozen || nowUs >= terms.maturityUs;
}
