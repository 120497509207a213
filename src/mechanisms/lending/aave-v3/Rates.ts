/**
 * Models:     interest-rate strategy of Aave v3: two slopes with a kink.
 * Source:     aave-dao/aave-v3-origin v3.7.0, DefaultReserveInterestRateStrategyV2.
 * Units:      rays per year; debt, cash and deficit in atoms of one asset.
 * Simplified: no stable-rate debt in v3.0 (no reserve on Ethereum allowed it any more in 2025).
 * Invariants: none
 */
import * as Ray from './Ray.js';
import type { Version } from './Version.js';

export type Curve = {
  /** Utilization at the kink, within (0, 1), ray. */
  readonly kink: bigint;
  readonly base: bigint;
  /** Rate added between 0 and the kink, and between the kink and 1, rays per year. */
  readonly slopeBelow: bigint;
  readonly slopeAbove: bigint;
};

export type Rates = { readonly borrow: bigint; readonly supply: bigint };

/** A curve from basis points: kink 9200, base 0, slopes 550 and 6000 for the dollar coins of 2025. */
export function curve(kinkBps: number, baseBps: number, belowBps: number, aboveBps: number): Curve {
  return {
    kink: Ray.ofBps(kinkBps),
    base: Ray.ofBps(baseBps),
    slopeBelow: Ray.ofBps(belowBps),
    slopeAbove: Ray.ofBps(aboveBps),
  };
}

/** Lent over lent plus cash, ray. */
export function utilization(debt: bigint, cash: bigint): bigint {
  return debt === Ray.ZERO ? Ray.ZERO : Ray.rayDiv(debt, debt + cash);
}

/** A reserve's debt, the cash beside it, and what it has written off, atoms. */
export type Balances = { readonly debt: bigint; readonly cash: bigint; readonly deficit: bigint };

/**
 * Rates at a debt and the cash beside it. A deficit earns nothing, so it spreads the same interest over more
 * deposits; it does not move the borrow rate. `reserveShareBps` of the interest stays with the protocol.
 */
export function quote(
  terms: Curve,
  { debt, cash, deficit }: Balances,
  reserveShareBps: bigint,
  version: Version = 3.7,
): Rates {
  if (debt === Ray.ZERO) return { borrow: terms.base, supply: Ray.ZERO };
  const borrow = borrowRate(terms, utilization(debt, cash));
  const lentShare = Ray.rayDiv(debt, debt + cash + deficit);
  const supply = Ray.percentMul(
    Ray.rayMul(version === 3 ? averaged(borrow, debt) : borrow, lentShare),
    Ray.PERCENT - reserveShareBps,
  );
  return { borrow, supply };
}

/** Scale of v3.0's average over stable and variable debt; with variable debt alone it is the rate, to the last digits. */
const WAD_TO_RAY = Ray.of(1e9);

function averaged(rate: bigint, debt: bigint): bigint {
  return Ray.rayDiv(Ray.rayMul(debt * WAD_TO_RAY, rate), debt * WAD_TO_RAY);
}

function borrowRate({ kink, base, slopeBelow, slopeAbove }: Curve, used: bigint): bigint {
  if (used <= kink) return base + Ray.rayDiv(Ray.rayMul(slopeBelow, used), kink);
  return base + slopeBelow + Ray.rayMul(slopeAbove, Ray.rayDiv(used - kink, Ray.RAY - kink));
}
