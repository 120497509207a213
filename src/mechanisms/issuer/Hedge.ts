/**
 * Models:     the short perps of a delta-neutral issuer, per venue and asset: profit that settles with a delay, funding,
 *             deleveraging by the venue, the way back to zero delta, and the failure of a venue.
 * Source:     docs.ethena.fi /backing-custody-and-security/overview/off-exchange-settlement-in-detail and
 *             /solution-overview/risks/exchange-failure-risk; Binance FAQ 360033525471 (ADL rank).
 * Units:      lots and ticks of the venue's market, money in atoms of its settle asset (received > 0), rates in 1e-9,
 *             times in microseconds. `short` counts lots sold, >= 0.
 * Simplified: collateral stays with the custodian in full, so a short is never liquidated (too safe in a squeeze of
 *             coin-margined venues); USDe is not its own margin.
 * Invariants: none
 */
import { mulDivDown, mulDivUp } from '../../base/Integer.js';
import * as Notional from '../../units/Notional.js';

export type Leg = {
  readonly venue: number;
  readonly asset: number;
  /** Quote atoms of one tick of one lot. */
  readonly atomsPerTickLot: number;
  /** The switch: the venue never deleverages this account. */
  readonly isExempt: boolean;
  short: number;
  /** What the lots brought, or were worth at the last settlement. */
  entryValue: number;
  /** Since the last settlement. */
  realized: number;
  funding: number;
  settledUs: number;
};

export function create(
  leg: Pick<Leg, 'venue' | 'asset' | 'atomsPerTickLot' | 'isExempt'>,
  nowUs: number,
): Leg {
  return { ...leg, short: 0, entryValue: 0, realized: 0, funding: 0, settledUs: nowUs };
}

/** Profit not yet paid to the custodian at a mark, signed. */
export function unsettled(leg: Leg, markTicks: number): number {
  return leg.realized + leg.funding + leg.entryValue - worth(leg, markTicks, leg.short);
}

/** Whether the venue and the custodian settle by now. */
export function isDue(leg: Leg, everyUs: number, nowUs: number): boolean {
  return nowUs - leg.settledUs >= everyUs;
}

/** Long lots left uncovered in one asset (negative: over-hedged). */
export function residual(spotLots: number, legs: readonly Leg[], asset: number): number {
  let delta = spotLots;
  for (const leg of legs) if (leg.asset === asset) delta -= leg.short;
  return delta;
}

/**
 * Rank for the venue's deleveraging queue: profit over entry times leverage; a loss is divided by it. An exempt leg
 * comes after everybody. `equity` in atoms: collateral plus profit; an issuer with one dollar behind each dollar short
 * has a leverage near one and so a low rank.
 */
export function adlScore(leg: Leg, markTicks: number, equity: number): number {
  if (leg.isExempt || leg.short === 0) return Number.NEGATIVE_INFINITY;
  const value = worth(leg, markTicks, leg.short);
  const profit = (leg.entryValue - value) / leg.entryValue;
  const leverage = equity > 0 ? value / equity : Number.POSITIVE_INFINITY;
  return profit > 0 ? profit * leverage : profit / leverage;
}

export type Desk = {
  /** Uncovered lots left alone. */
  readonly toleranceLots: number;
  /** Share of the shown depth the desk takes per second. */
  readonly depthSharePerSecond: number;
};

/** Lots per venue that bring the residual toward zero in `dtUs`: positive sells, negative buys back. */
export function planRehedge(
  residualLots: number,
  depthLots: ArrayLike<number>,
  desk: Desk,
  dtUs: number,
): Float64Array {
  const out = new Float64Array(depthLots.length);
  if (Math.abs(residualLots) <= desk.toleranceLots) return out;
  const share = desk.depthSharePerSecond * (dtUs / 1e6);
  let room = 0;
  for (let venue = 0; venue < out.length; venue++) room += Math.floor(depthLots[venue]! * share);
  const size = Math.min(room, Math.abs(residualLots));
  let left = size;
  for (let venue = 0; venue < out.length && room > 0; venue++) {
    const own = Math.floor(depthLots[venue]! * share);
    out[venue] = Math.min(left, mulDivUp(size, own, room));
    left -= out[venue]!;
  }
  if (residualLots < 0) for (let venue = 0; venue < out.length; venue++) out[venue] = 0 - out[venue]!;
  return out;
}

/** Sells lots short at a price. */
export function sell(leg: Leg, lots: number, priceTicks: number): void {
  leg.entryValue += worth(leg, priceTicks, lots);
  leg.short += lots;
}

/** Closes lots at a price, by the desk or by the venue's deleveraging. At most what is short; returns the lots. */
export function reduce(leg: Leg, lots: number, priceTicks: number): number {
  const closed = Math.min(lots, leg.short);
  if (closed <= 0) return 0;
  const entry = mulDivDown(leg.entryValue, closed, leg.short);
  leg.realized += entry - worth(leg, priceTicks, closed);
  leg.entryValue -= entry;
  leg.short -= closed;
  return closed;
}

/** Funding of one interval on the notional at mark: a positive rate is received (rounded down), a negative paid (up). */
export function accrue(leg: Leg, markTicks: number, rateNano: number): number {
  const notional = worth(leg, markTicks, leg.short);
  const atoms = rateNano >= 0 ? mulDivDown(notional, rateNano, 1e9) : 0 - mulDivUp(notional, -rateNano, 1e9);
  leg.funding += atoms;
  return atoms;
}

/** Pays out the unsettled profit (returned; negative: the custodian pays the venue) and starts anew at the mark. */
export function settle(leg: Leg, markTicks: number, nowUs: number): number {
  const atoms = unsettled(leg, markTicks);
  leg.realized = 0;
  leg.funding = 0;
  leg.entryValue = worth(leg, markTicks, leg.short);
  leg.settledUs = nowUs;
  return atoms;
}

export type Failure = {
  /** Profit the venue owed and does not pay. */
  readonly lost: number;
  /** Loss the custodian still owes the venue's estate. */
  readonly owed: number;
  /** Lots of spot without a hedge from now on. */
  readonly uncovered: number;
  /** When delegated collateral is back. */
  readonly collateralReadyUs: number;
};

/** The venue fails: its positions are void, only what was settled is safe. */
export function fail(leg: Leg, markTicks: number, releaseUs: number, nowUs: number): Failure {
  const uncovered = leg.short;
  const claim = settle(leg, markTicks, nowUs);
  leg.short = 0;
  leg.entryValue = 0;
  return {
    lost: Math.max(0, claim),
    owed: Math.max(0, -claim),
    uncovered,
    collateralReadyUs: nowUs + releaseUs,
  };
}

function worth(leg: Leg, ticks: number, lots: number): number {
  return Notional.atoms(ticks, lots, leg.atomsPerTickLot);
}
