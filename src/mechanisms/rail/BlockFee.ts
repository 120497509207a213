/**
 * Models:     block space of Ethereum: a base fee that moves by at most an eighth per block, and how long a
 *             transaction waits for a fee.
 * Source:     EIP-1559 (base fee rule, exact). Demand by price, tips and patience are assumptions.
 * Units:      fees in wei per gas (safe integers below 9e6 gwei), demand in gas per block, times in microseconds.
 * Simplified: demand falls with the fee by one elasticity; tips are exponential; unserved demand fades at one rate;
 *             no missed blocks (waits too short in the worst minutes).
 * Invariants: none
 */

import { mulDivDown } from '../../base/Integer.js';
import * as Real from '../../base/Real.js';
import * as Rounding from '../../units/Rounding.js';

/** A floor of the base fee in force from `fromUs` until `untilUs`, set by the scenario. */
export type Floor = { readonly fromUs: number; readonly untilUs: number; readonly wei: number };

export type Terms = {
  readonly blockUs: number;
  readonly targetGas: number;
  readonly limitGas: number;
  readonly minBaseFee: number;
  readonly floors: readonly Floor[];
  /** Fee up to which all demand pays; above it the share that pays is (reference / fee)^elasticity. */
  readonly referenceFee: number;
  readonly elasticity: number;
  /** Mean tip of others, wei per gas. */
  readonly tipScale: number;
  /** Share of unserved demand that tries again in the next block. */
  readonly patience: number;
};

/** `block` is the last one made; `backlog` is gas that waits. */
export type State = { block: number; baseFee: number; backlog: number };

export function create(terms: Terms, baseFee: number, nowUs: number): State {
  return {
    block: Rounding.down(nowUs / terms.blockUs),
    baseFee: Math.max(baseFee, terms.minBaseFee),
    backlog: 0,
  };
}

/** Base fee of the block after one that used `gasUsed`: EIP-1559, each division rounded down. */
export function nextBaseFee(baseFee: number, gasUsed: number, targetGas: number): number {
  const change = Rounding.down(mulDivDown(baseFee, Math.abs(gasUsed - targetGas), targetGas) / 8);
  if (gasUsed > targetGas) return baseFee + Math.max(1, change);
  return baseFee - change;
}

/** Base fee of the next block: the chain's own, or the scenario's floor when that is higher. */
export function baseFee(state: State, terms: Terms): number {
  return Math.max(state.baseFee, floorAt(terms, (state.block + 1) * terms.blockUs));
}

/** The highest floor in force at a time, 0 for none. */
function floorAt(terms: Terms, atUs: number): number {
  let wei = 0;
  for (const floor of terms.floors)
    if (floor.fromUs <= atUs && atUs < floor.untilUs && floor.wei > wei) wei = floor.wei;
  return wei;
}

/** Gas that would pay the next base fee, of `demandGas` new and what waits. */
function eligible(state: State, terms: Terms, demandGas: number): number {
  const ratio = terms.referenceFee / baseFee(state, terms);
  const share = ratio >= 1 ? 1 : Real.pow(ratio, terms.elasticity);
  return Rounding.down((state.backlog + demandGas) * share);
}

export type Bid = {
  /** Wei per gas for everything, and of that for the proposer. */
  readonly maxFee: number;
  readonly tip: number;
  readonly gas: number;
};

export type Quote = {
  /** Blocks until it is in, 1 for the next; `horizon` + 1 when it does not get in before. */
  readonly blocks: number;
  readonly readyUs: number;
  /** What it pays per gas, 0 when it does not get in. */
  readonly fee: number;
  /** What delayed it last: base fee above its maximum, others' tips, or nothing. */
  readonly reason: 'none' | 'fee' | 'tip';
};

/**
 * Wait of a bid by what is known now: demand stays as it is, and a floor in force at the next block stays in force.
 * Floors that the scenario states for later are nobody's knowledge.
 */
export function quote(state: State, terms: Terms, demandGas: number, bid: Bid, horizon: number): Quote {
  const ahead = { ...state };
  const known = knownNow(state, terms);
  let reason: Quote['reason'] = 'none';
  for (let blocks = 1; blocks <= horizon; blocks++) {
    const answer = admit(ahead, known, demandGas, bid);
    const readyUs = (ahead.block + 1) * terms.blockUs;
    if (answer.reason === 'none') return { blocks, readyUs, fee: answer.fee, reason };
    reason = answer.reason;
    step(ahead, known, demandGas);
  }
  return { blocks: horizon + 1, readyUs: (ahead.block + 1) * terms.blockUs, fee: 0, reason };
}

function knownNow(state: State, terms: Terms): Terms {
  if (terms.floors.length === 0) return terms;
  const wei = floorAt(terms, (state.block + 1) * terms.blockUs);
  return { ...terms, floors: [{ fromUs: 0, untilUs: Number.POSITIVE_INFINITY, wei }] };
}

/** Whether the next block takes a bid beside `demandGas` of others: what it pays per gas, or 0 and why not. */
export function admit(
  state: State,
  terms: Terms,
  demandGas: number,
  bid: Bid,
): { readonly fee: number; readonly reason: Quote['reason'] } {
  const fee = baseFee(state, terms);
  const reason = refuse(state, terms, demandGas, bid, fee);
  return { fee: reason === 'none' ? Math.min(bid.maxFee, fee + bid.tip) : 0, reason };
}

/** Dollars of a transaction. */
export function costUsd(gas: number, fee: number, etherUsd: number): number {
  return gas * fee * 1e-18 * etherUsd;
}

/** Makes the blocks up to now with `demandGas` new demand in each; returns how many. */
export function advance(state: State, terms: Terms, demandGas: number, nowUs: number): number {
  const before = state.block;
  const last = Rounding.down(nowUs / terms.blockUs);
  while (state.block < last) step(state, terms, demandGas);
  return state.block - before;
}

function step(state: State, terms: Terms, demandGas: number): void {
  const used = Math.min(terms.limitGas, eligible(state, terms, demandGas));
  const fee = baseFee(state, terms);
  state.backlog = Rounding.down((state.backlog + demandGas - used) * terms.patience);
  state.baseFee = Math.max(terms.minBaseFee, nextBaseFee(fee, used, terms.targetGas));
  state.block++;
}

/** Why the next block leaves a bid out. */
function refuse(state: State, terms: Terms, demandGas: number, bid: Bid, fee: number): Quote['reason'] {
  if (bid.maxFee < fee) return 'fee';
  const tip = Math.min(bid.tip, bid.maxFee - fee);
  const rivals = eligible(state, terms, demandGas);
  if (rivals + bid.gas <= terms.limitGas) return 'none';
  return rivals * Real.exp(-tip / terms.tipScale) + bid.gas <= terms.limitGas ? 'none' : 'tip';
}
