/**
 * Models:     how much of USDe's backing sits in stables instead of hedged spot, and what sUSDe earns from both.
 * Source:     docs.ethena.fi /solution-overview/liquid-stables-dynamic-allocation/current-allocation-approach (rule
 *             described in words; the linear form and its gain are assumptions); blockworks.com (50 bps to unwind).
 * Units:      shares and rates as fractions, rates per year, times in microseconds.
 * Simplified: one funding rate for all legs, weighted by the caller; linear rule: real moves come in blocks of
 *             discretion (too smooth).
 * Invariants: none
 */
import * as Real from '../../base/Real.js';
import * as Time from '../../units/Time.js';

export type Terms = {
  /** Share of stables when funding pays what treasuries pay. */
  readonly baseShare: number;
  /** Rise of the share per unit of yearly rate that funding lacks. */
  readonly gain: number;
  readonly minShare: number;
  readonly maxShare: number;
  /** Fastest move, share per day. */
  readonly sharePerDay: number;
  /** Memory of funding; 7 d. */
  readonly tauUs: number;
};

export type State = { stableShare: number; fundingMean: number; atUs: number };

export function create(stableShare: number, fundingRate: number, nowUs: number): State {
  return { stableShare, fundingMean: fundingRate, atUs: nowUs };
}

/** Share aimed at when funding averages `fundingMean` and treasuries pay `treasuryRate`. */
export function targetShare(terms: Terms, fundingMean: number, treasuryRate: number): number {
  const wanted = terms.baseShare + terms.gain * (treasuryRate - fundingMean);
  return Math.min(terms.maxShare, Math.max(terms.minShare, wanted));
}

/** Mean funding and share after `nowUs`; nothing is moved yet. */
export function plan(
  state: State,
  terms: Terms,
  fundingRate: number,
  treasuryRate: number,
  nowUs: number,
): State {
  const dtUs = nowUs - state.atUs;
  const decay = Real.exp(-dtUs / terms.tauUs);
  const fundingMean = fundingRate + (state.fundingMean - fundingRate) * decay;
  const most = terms.sharePerDay * (dtUs / Time.DAY);
  const gap = targetShare(terms, fundingMean, treasuryRate) - state.stableShare;
  const step = Math.max(-most, Math.min(most, gap));
  return { stableShare: state.stableShare + step, fundingMean, atUs: nowUs };
}

/** Dollars of perps and spot to unwind (> 0) or to build (< 0) for a change of share, and what trading them costs. */
export function unwind(
  fromShare: number,
  toShare: number,
  supply: number,
  costRate: number,
): { readonly usd: number; readonly cost: number } {
  const usd = (toShare - fromShare) * supply;
  return { usd, cost: Math.abs(usd) * costRate };
}

export type Rates = {
  /** Yearly funding received per dollar short. */
  readonly funding: number;
  /** Yearly yield of staked assets, and their share of the hedged spot. */
  readonly staking: number;
  readonly stakedShare: number;
  /** Yearly yield of the stables. */
  readonly stable: number;
};

/** Yearly income per dollar of supply, signed: the hedge earns on its notional, whatever its margin. */
export function incomeRate(stableShare: number, r: Rates): number {
  return (1 - stableShare) * (r.funding + r.stakedShare * r.staking) + stableShare * r.stable;
}

/** Yearly yield of sUSDe: income less the fund's share, over the supply that is staked; never negative. */
export function stakingYield(income: number, fundShare: number, stakeRatio: number): number {
  return income > 0 && stakeRatio > 0 ? (income * (1 - fundShare)) / stakeRatio : 0;
}
