/**
 * Models:     the balance sheet of USDe, who bears a loss, and what one coin is redeemed for.
 * Source:     docs.ethena.fi /solution-design/reserve-fund, /solution-overview/risks/funding-risk; pro-rata redemption
 *             is a counterfactual of ours.
 * Units:      the sheet in dollars (valuations, floats); income, fund and losses in atoms of one stable, integers.
 * Simplified: supply counts at one dollar; staked assets count at the price given (no unstaking delay: backing too
 *             liquid).
 * Invariants: LOSS-1 (rewards, fund and hole sum to the income)
 */

import { invariant } from '../../base/assert.js';
import { mulDivDown } from '../../base/Integer.js';
import * as Rounding from '../../units/Rounding.js';

export type Sheet = {
  /** Spot and staked assets by row: units and dollars per unit. */
  readonly spotUnits: ArrayLike<number>;
  readonly spotUsd: ArrayLike<number>;
  /** Stables at hand: mint contract and custodians. */
  readonly stablesUsd: number;
  /** Stables lent on a pool. */
  readonly lentUsd: number;
  /** Profit of the shorts since their last settlement, signed. */
  readonly unsettledUsd: number;
  readonly fundUsd: number;
  /** USDe outstanding. */
  readonly supply: number;
};

export type Assessment = {
  /** Everything held against the supply, the reserve fund included. */
  readonly backing: number;
  /** backing / supply; Infinity without supply. */
  readonly backingRatio: number;
  /** The same without the fund, as usually published. */
  readonly backingRatioBare: number;
  /** Dollars missing at par. */
  readonly hole: number;
  /** Dollars a redemption could be paid with before anything is sold or returned. */
  readonly liquid: number;
};

export function assess(s: Sheet): Assessment {
  let spot = 0;
  for (let row = 0; row < s.spotUnits.length; row++) spot += s.spotUnits[row]! * s.spotUsd[row]!;
  const bare = spot + s.stablesUsd + s.lentUsd + s.unsettledUsd;
  const backing = bare + s.fundUsd;
  return {
    backing,
    backingRatio: ratio(backing, s.supply),
    backingRatioBare: ratio(bare, s.supply),
    hole: Math.max(0, s.supply - backing),
    liquid: s.stablesUsd,
  };
}

export type Income = {
  /** To the staking vault, never negative. */
  readonly rewards: number;
  /** Into the fund (> 0) or out of it (< 0). */
  readonly fund: number;
  /** What neither paid: it stays as missing backing. */
  readonly hole: number;
};

/**
 * Splits the income of a period (atoms, signed). A profit goes to stakers less the fund's share, rounded down; a loss
 * is never charged to stakers: the fund pays what it has, the rest is the hole. Not whole atoms break LOSS-1.
 */
export function plan(income: number, fund: number, fundSharePpm: number): Income {
  const kept = income > 0 ? mulDivDown(income, fundSharePpm, 1e6) : 0;
  const paid = income < 0 ? Math.min(-income, fund) : 0;
  const parts = {
    rewards: income > 0 ? income - kept : 0,
    fund: kept - paid,
    hole: income < 0 ? -income - paid : 0,
  };
  const isWhole = [...Object.values(parts), fund].every(Number.isSafeInteger) && fund >= 0;
  const sum = parts.rewards + parts.fund - parts.hole;
  invariant(isWhole && sum === income, 'LOSS-1', () => JSON.stringify({ income, ...parts }));
  return parts;
}

/**
 * 'par': quantity for quantity, first come first served, whatever the backing is worth. 'pro-rata': the share of the
 * backing, so that nobody gains by being early.
 */
export type Redemption = 'par' | 'pro-rata';

/** Stables per coin in parts per million, rounded down (in favor of those who stay), at most par. */
export function redemptionPpm(policy: Redemption, backingRatio: number): number {
  if (policy === 'par') return 1e6;
  return backingRatio >= 1 ? 1e6 : Math.max(0, Rounding.down(backingRatio * 1e6));
}

function ratio(dollars: number, supply: number): number {
  return supply > 0 ? dollars / supply : Number.POSITIVE_INFINITY;
}
