/**
 * Models:     funding of perpetuals, Binance USD-M form of 2025-09-18; hourly form of Hyperliquid.
 * Source:     Binance FAQ "Introduction to funding rates"; hyperliquid.gitbook.io trading/funding.
 * Units:      rates as fractions (per interval), stored rates in 1e-9; notional and payments in atoms of the
 *             settle asset.
 * Simplified: the stamp is sharp (venues allow 15 s); interest is the same for all contracts of a table.
 * Invariants: none
 */
import { mulDivDown, mulDivUp } from '../../base/Integer.js';
import type { Family, Parameters, Stated } from '../../base/ParameterShapes.js';
import * as Whole from '../../units/Whole.js';
import * as Premium from './Premium.js';

export type Terms = {
  /** Interest component per 8 hours, fraction; 0.0001. */
  readonly interest: number;
  /** Half width of the dead zone around the interest, fraction; 0.0005. */
  readonly clamp: number;
  /** Largest absolute rate per interval, fraction. */
  readonly cap: number;
  /** 8, 4 or 1. Hyperliquid is 1 hour, plain mean of premiums and a cap of 0.04. */
  readonly intervalHours: number;
};

/** The impact size: as margin at the highest leverage of a contract, or as notional, of alts where theirs differs. */
const IMPACTS = {
  margin: { parameters: { usd: 'usd' } },
  notional: { parameters: { usd: 'usd', alts: { type: 'usd', optional: true } } },
} as const satisfies Family;

/** What a venue states of its funding. */
export const parameters = {
  every: { type: 'duration', about: 'interval between two payments' },
  cap: { type: 'ratio', about: 'largest absolute rate of an interval' },
  interest: { type: 'ratio', min: -1, about: 'interest component per 8 hours' },
  clamp: {
    type: 'ratio',
    about: 'half width of the zone around the interest in which the premium does not count',
  },
  on: { words: ['mark', 'oracle'], about: 'price of the notional that is paid on' },
  average: { words: ['linear', 'plain'], about: 'whether later samples of the premium weigh more' },
  impact: { rules: IMPACTS, about: 'size at which the prices of the premium are taken' },
} as const satisfies Parameters;

/** The terms that a run keeps. */
export type Venue = {
  readonly on: 'mark' | 'oracle';
  readonly average: 'linear' | 'plain';
  readonly rate: Terms;
};

const HOUR_US = 3600e6;

export function terms(stated: Stated<typeof parameters>): Venue {
  const { on, average, interest, clamp, cap, every } = stated;
  return { on, average, rate: { interest, clamp, cap, intervalHours: every / HOUR_US } };
}

/** Dollars at which the prices of the premium are taken in one contract. */
export function impactUsd(stated: Stated<typeof parameters>, isMajor: boolean, maxLeverage: number): number {
  const { impact } = stated;
  if (impact.kind === 'margin') return Premium.impactNotional(impact.usd, 1 / maxLeverage);
  return isMajor ? impact.usd : (impact.alts ?? impact.usd);
}

const NANO = 1e9;

/** Rate for one interval: [P + clamp(I - P)] / (8 / N), then the cap. Positive: longs pay. */
export function rate(premium: number, terms: Terms): number {
  const eightHours = premium + within(terms.interest - premium, terms.clamp);
  return within(eightHours / (8 / terms.intervalHours), terms.cap);
}

/** The rate as it is stored and paid: integer parts of 1e-9, nearest (favors nobody). */
export function toNano(fraction: number): number {
  return Whole.nearest(fraction * NANO) + 0;
}

/**
 * Atoms an account pays (negative: receives) on a signed notional (long > 0) in atoms at mark (oracle on Hyperliquid).
 * Payers round up, receivers down; the difference belongs to the rounding account.
 */
export function payment(notional: number, rateNano: number): number {
  const size = Math.abs(notional);
  const pays = notional > 0 === rateNano > 0;
  const amount = pays ? mulDivUp(size, Math.abs(rateNano), NANO) : mulDivDown(size, Math.abs(rateNano), NANO);
  return pays || amount === 0 ? amount : -amount;
}

function within(x: number, bound: number): number {
  return Math.min(bound, Math.max(-bound, x));
}
