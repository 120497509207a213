/**
 * Models:     how the hot buffer of the mint contract is filled again: from custodians first, then from stables lent
 *             on a pool, as far as that pool has cash.
 * Source:     docs.ethena.fi /solution-overview/liquid-stables-dynamic-allocation; rates and delays are assumptions.
 * Units:      atoms of one stable, times in microseconds.
 * Simplified: one order at a time by size and pace, no business hours (refills on weekends are too fast).
 * Invariants: none
 */
import { mulDivDown } from '../../base/Integer.js';

export type Terms = {
  /** Buffer aimed at; a refill is ordered once buffer and refills under way are below `trigger`. */
  readonly target: number;
  readonly trigger: number;
  readonly atomsPerSecond: number;
  /** Most in one refill; also the unused pace that is kept. */
  readonly largest: number;
  /** Until it arrives, from custodians and from the pool. */
  readonly custodianUs: number;
  readonly lentUs: number;
};

export type Arriving = { readonly readyUs: number; readonly atoms: number };

export type State = { allowance: number; sinceUs: number; arriving: Arriving[] };

/** What to move: from custodians and out of the pool, and when each reaches the buffer. */
export type Plan = {
  readonly fromCustodian: number;
  readonly fromLent: number;
  readonly custodianReadyUs: number;
  readonly lentReadyUs: number;
  /** Why it is not more; 'full' when nothing is needed. */
  readonly binding: 'full' | 'pace' | 'funds' | 'none';
};

export function create(terms: Terms, nowUs: number): State {
  return { allowance: terms.largest, sinceUs: nowUs, arriving: [] };
}

/** Atoms of the stable, where they are. */
export type Funds = {
  /** The buffer less what waiting redemptions will take; may be negative. */
  readonly hot: number;
  /** What could leave custodians and the pool now; the pool's cash bounds the latter. */
  readonly custodian: number;
  readonly lentFree: number;
};

export function plan(state: State, terms: Terms, { hot, custodian, lentFree }: Funds, nowUs: number): Plan {
  const held = hot + underWay(state);
  const gap = held < terms.trigger ? terms.target - held : 0;
  const pace = allowanceAt(state, terms, nowUs);
  const atoms = Math.min(gap, pace, custodian + lentFree);
  const fromCustodian = Math.min(atoms, custodian);
  const isShort = custodian + lentFree < Math.min(gap, pace);
  return {
    fromCustodian,
    fromLent: atoms - fromCustodian,
    custodianReadyUs: nowUs + terms.custodianUs,
    lentReadyUs: nowUs + terms.lentUs,
    binding: gap === 0 ? 'full' : isShort ? 'funds' : pace < gap ? 'pace' : 'none',
  };
}

/** Atoms ordered that have not arrived. */
export function underWay(state: State): number {
  let total = 0;
  for (const one of state.arriving) total += one.atoms;
  return total;
}

/** Notes a plan that the caller has carried out. */
export function apply(state: State, terms: Terms, p: Plan, nowUs: number): void {
  state.allowance = allowanceAt(state, terms, nowUs) - p.fromCustodian - p.fromLent;
  state.sinceUs = nowUs;
  if (p.fromCustodian > 0) state.arriving.push({ readyUs: p.custodianReadyUs, atoms: p.fromCustodian });
  if (p.fromLent > 0) state.arriving.push({ readyUs: p.lentReadyUs, atoms: p.fromLent });
}

/** Atoms that reach the buffer by now; they are no longer under way. */
export function settle(state: State, nowUs: number): number {
  let arrived = 0;
  for (const one of state.arriving) if (one.readyUs <= nowUs) arrived += one.atoms;
  state.arriving = state.arriving.filter((one) => one.readyUs > nowUs);
  return arrived;
}

function allowanceAt(state: State, terms: Terms, nowUs: number): number {
  const earned = mulDivDown(terms.atomsPerSecond, nowUs - state.sinceUs, 1e6);
  return Math.min(terms.largest, state.allowance + earned);
}
