/**
 * Models:     tiered maintenance margin ("leverage and margin brackets"), Binance USD-M 2024-10 and look-alikes.
 * Source:     Binance leverage & margin help pages; cum_k = cum_{k-1} + floor_k (rate_k - rate_{k-1}).
 * Units:      notional and cum in dollars, rates as fractions of notional.
 * Simplified: the leverage an account chose is not a bracket input; initial margin uses the bracket's maximum
 *             leverage, so initial requirements are a lower bound for accounts that set less.
 * Invariants: TIERS-1 (floors rise from 0, rates rise and stay in (0, 1), leverage never rises)
 */
import { invariant } from '../../base/assert.js';

export type Bracket = { readonly floor: number; readonly rate: number; readonly maxLeverage: number };

export type Tiers = {
  /** Lowest notional of the bracket, exclusive (the first is 0), dollars. */
  readonly floor: Float64Array;
  /** Maintenance rate, fraction. */
  readonly rate: Float64Array;
  /** Deduction that makes the requirement continuous across brackets, dollars. */
  readonly cum: Float64Array;
  readonly maxLeverage: Float64Array;
};

/** Brackets in ascending order; throws TIERS-1 when they cannot be a margin table. */
export function fromBrackets(brackets: readonly Bracket[]): Tiers {
  invariant(brackets.length > 0 && brackets[0]!.floor === 0, 'TIERS-1', () => 'first floor must be 0');
  const floor = Float64Array.from(brackets, (b) => b.floor);
  const rate = Float64Array.from(brackets, (b) => b.rate);
  const maxLeverage = Float64Array.from(brackets, (b) => b.maxLeverage);
  const cum = new Float64Array(brackets.length);
  for (let k = 0; k < brackets.length; k++) {
    const rates = rate[k]! > 0 && rate[k]! < 1 && maxLeverage[k]! >= 1;
    invariant(rates, 'TIERS-1', () => `bracket ${k}: rate ${rate[k]}, leverage ${maxLeverage[k]}`);
    if (k === 0) continue;
    const rises =
      floor[k]! > floor[k - 1]! && rate[k]! >= rate[k - 1]! && maxLeverage[k]! <= maxLeverage[k - 1]!;
    invariant(rises, 'TIERS-1', () => `bracket ${k} does not tighten bracket ${k - 1}`);
    cum[k] = cum[k - 1]! + floor[k]! * (rate[k]! - rate[k - 1]!);
  }
  return { floor, rate, cum, maxLeverage };
}

/** Bracket k with floor_k < notional <= floor_{k+1}; 0 for a notional of 0. */
export function bracketOf(t: Tiers, notional: number): number {
  let k = 0;
  while (k + 1 < t.floor.length && notional > t.floor[k + 1]!) k++;
  return k;
}

/** Maintenance margin in dollars of a notional in dollars (>= 0). */
export function maintenance(t: Tiers, notional: number): number {
  const k = bracketOf(t, notional);
  return notional * t.rate[k]! - t.cum[k]!;
}

/** Marginal maintenance rate of the bracket that holds the notional. */
export function maintenanceRate(t: Tiers, notional: number): number {
  return t.rate[bracketOf(t, notional)]!;
}

/** Initial margin rate: 1 / maximum leverage of the bracket. */
export function initialRate(t: Tiers, notional: number): number {
  return 1 / t.maxLeverage[bracketOf(t, notional)]!;
}
