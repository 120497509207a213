import type * as Tiers from '../mechanisms/margin/Tiers.js';

/** Where a yield comes from. */
export type Source = 'staking' | 'lending' | 'rewards' | 'yield' | 'deposit';

/** One asset held: dollars per unit now, and yields a year as fractions of its value. */
export interface Held {
  readonly asset: string;
  readonly units: number;
  readonly usd: number;
  /** A dollar: no exposure of its own. */
  readonly isCash: boolean;
  readonly yields: readonly (readonly [source: Source, rate: number])[];
}

/** One asset owed, with its rate a year. */
export interface Owed {
  readonly asset: string;
  readonly units: number;
  readonly usd: number;
  readonly rate: number;
}

/** One perp: signed units of the base, prices in dollars; `funding` is what a long pays a year, a fraction of notional. */
export interface Perp {
  readonly asset: string;
  readonly size: number;
  readonly entry: number;
  readonly usd: number;
  readonly funding: number;
  readonly tiers: Tiers.Tiers;
}

/** Prices in dollars by asset. */
export type Prices = (asset: string) => number;

/** A position at some prices. Ratios: higher is safer. */
export interface Standing {
  /** At full prices. */
  readonly equityUsd: number;
  /** Health of a loan, or margin ratio. */
  readonly ratio: number;
  readonly isCalled: boolean;
  readonly isLiquidatable: boolean;
  /** Closed at these prices it leaves a loss to somebody else. */
  readonly isBad: boolean;
}

/** How a place values a position. One file a rule; what it computes comes from the mechanisms. */
export interface Rule {
  /** What `ratio` is called, and what being called means there. */
  readonly ratioName: string;
  readonly callName: string;
  /** Ratio at which liquidation begins. */
  readonly line: number;
  assess(held: Holdings, prices: Prices): Standing;
}

/** A position as all kinds of questions become one. */
export interface Holdings {
  readonly id: string;
  readonly kind: string;
  readonly held: readonly Held[];
  readonly owed: readonly Owed[];
  readonly perps: readonly Perp[];
  readonly rule: Rule;
}

/** Prices as they are now. */
export function now({ held, owed, perps }: Holdings): Map<string, number> {
  return new Map([...held, ...owed, ...perps].map(({ asset, usd }) => [asset, usd]));
}

/** Assets whose price it hangs on. The dollar of a margin is what everything is counted in. */
export function moving({ held, owed, perps }: Holdings): string[] {
  const all = [...held.filter(({ isCash }) => !isCash), ...perps, ...owed];
  return [...new Set(all.map(({ asset }) => asset))];
}

/** Full equity in dollars at some prices. */
export function equity({ held, owed, perps }: Holdings, prices: Prices): number {
  const assets = held.reduce((sum, { asset, units }) => sum + units * prices(asset), 0);
  const debts = owed.reduce((sum, { asset, units }) => sum + units * prices(asset), 0);
  const profits = perps.reduce((sum, { asset, size, entry }) => sum + size * (prices(asset) - entry), 0);
  return assets - debts + profits;
}

/** Dollars exposed to prices: what is held beside dollars, and the notional of perps. */
export function exposure({ held, perps }: Holdings, prices: Prices): number {
  const assets = held.reduce((sum, one) => sum + (one.isCash ? 0 : one.units * prices(one.asset)), 0);
  return perps.reduce((sum, { asset, size }) => sum + Math.abs(size) * prices(asset), assets);
}
