import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import * as Isolated from '../../mechanisms/margin/Isolated.js';
import * as Tiers from '../../mechanisms/margin/Tiers.js';

/**
 * Longs that differ: when each was opened on the path of the past weeks, with which leverage, in an account of which
 * size. Who would have been liquidated between then and the open is not there any more, so nobody's trigger lies above
 * the lowest price since he came. Sources and ranges: docs/reference/sources.md, "The crowd".
 */
export interface Terms {
  /** Leverage at entry, lognormal; the venue's table caps it for the size of the account. */
  readonly leverage: {
    readonly median: number;
    readonly sigma: number;
    readonly most?: number | undefined;
  };
  /** Mean age of a dollar of open interest, µs, exponential. */
  readonly age: number;
  /** Smallest and largest account, dollars, and the tail index of the number of accounts. */
  readonly accounts: { readonly smallest: number; readonly largest: number; readonly index: number };
  /** Past prices of a coin of beta 1 over that at the open: [age in µs, ratio], ascending by age. */
  readonly past: readonly (readonly [number, number])[];
}

/** What stands behind a dollar of a row: one account of it, its entry price and margin, dollars. */
export interface Long {
  readonly accountUsd: number;
  readonly entry: number;
  readonly marginUsd: number;
}

export interface Contract {
  readonly tiers: Tiers.Tiers;
  readonly openUsd: number;
  readonly beta: number;
}

/** Draws after which the last one is taken with the leverage that survived. */
const TRIES = 50;

/** One long that has survived to the open; `accountUsd` is its notional at the opening price. */
export function draw(streams: Streams.Streams, stream: number, terms: Terms, contract: Contract): Long {
  const accountUsd = sizeAt(Streams.unit(streams, stream), terms.accounts);
  const { openUsd, tiers } = contract;
  const size = accountUsd / openUsd;
  const { median, sigma, most: chosen = Number.POSITIVE_INFINITY } = terms.leverage;
  for (let tried = 1; ; tried++) {
    const ageUs = terms.age * Streams.exponential(streams, stream);
    const entry = openUsd * pastAt(terms.past, ageUs, contract.beta);
    const most = 1 / Tiers.initialRate(tiers, size * entry);
    const drawn = median * Streams.lognormal(streams, stream, 0, sigma);
    const leverage = Math.max(1, Math.min(drawn, most, chosen)) / (tried > TRIES ? tried - TRIES : 1);
    const marginUsd = (size * entry) / leverage;
    const lowest = openUsd * lowestSince(terms.past, ageUs, contract.beta);
    const trigger = Isolated.triggerPrice(1, size, entry, marginUsd, tiers);
    if (trigger < lowest) return { accountUsd, entry, marginUsd };
  }
}

/**
 * Size of the account that holds the dollar at quantile `u` of all dollars: accounts by a Pareto law between two ends,
 * so dollars have a tail index of one less.
 */
export function sizeAt(u: number, { smallest, largest, index }: Terms['accounts']): number {
  const power = 1 - index;
  const reach = power === 0 ? 0 : Real.pow(largest / smallest, power) - 1;
  if (reach === 0) return smallest * Real.pow(largest / smallest, u);
  return smallest * Real.pow(1 + u * reach, 1 / power);
}

/** Price of a coin at an age, over that at the open: straight lines between the stated points, flat before the oldest. */
export function pastAt(past: Terms['past'], ageUs: number, beta: number): number {
  let [age0, ratio0] = [0, 1];
  for (const [age, ratio] of past) {
    if (ageUs < age) return Real.pow(ratio0 + ((ratio - ratio0) * (ageUs - age0)) / (age - age0), beta);
    [age0, ratio0] = [age, ratio];
  }
  return Real.pow(ratio0, beta);
}

/** Lowest price from an age to the open, the open included. */
export function lowestSince(past: Terms['past'], ageUs: number, beta: number): number {
  let lowest = Math.min(1, pastAt(past, ageUs, beta));
  for (const [age, ratio] of past) if (age <= ageUs) lowest = Math.min(lowest, Real.pow(ratio, beta));
  return lowest;
}
