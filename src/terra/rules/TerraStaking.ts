/**
 * Models:     staking of LUNA on Terra Classic: bonded coins come back 21 days after they are asked for.
 * Source:     cosmos-sdk x/staking (unbonding queue by block time); unbonding time of columbus-5: 21 days.
 * Units:      ledger atoms of LUNA; microseconds from the start of the run; accounts by number.
 * Simplified: no validators, slashing, rewards or limit of seven entries: bonded LUNA is a little too obedient.
 *             Moving a bond to another validator changes nothing here.
 * Invariants: none
 */

import * as BlockClock from '../../mechanisms/rail/BlockClock.js';
import { DAY } from '../../units/Time.js';

export type Entry = { readonly account: number; readonly atoms: number; readonly dueUs: number };

export type State = {
  readonly unbondingUs: number;
  /** Off after the restart of 12 May 2022: cheap LUNA should not buy the chain. */
  isBondingOpen: boolean;
  readonly bonded: Map<number, number>;
  /** First due first; all entries wait equally long. */
  unbonding: Entry[];
};

export type Refusal = {
  readonly kind: 'refused';
  readonly reason: 'halted' | 'bonding-closed' | 'not-bonded' | 'amount';
};
/** The ledger moves `atoms` from liquid to bonded, or from bonded to unbonding. */
export type Plan = { readonly kind: 'bond'; readonly account: number; readonly atoms: number };
export type ReleasePlan = { readonly kind: 'unbond' } & Entry;

export function create(unbondingUs: number = 21 * DAY): State {
  return { unbondingUs, isBondingOpen: true, bonded: new Map(), unbonding: [] };
}

export function bondedOf(state: State, account: number): number {
  return state.bonded.get(account) ?? 0;
}

/** Bonds liquid atoms; whether the account has them is the ledger's to say. */
export function planBond(
  state: State,
  chain: BlockClock.BlockClock,
  account: number,
  atoms: number,
): Plan | Refusal {
  if (BlockClock.isHalted(chain)) return { kind: 'refused', reason: 'halted' };
  if (!state.isBondingOpen) return { kind: 'refused', reason: 'bonding-closed' };
  if (!(atoms > 0 && Number.isSafeInteger(atoms))) return { kind: 'refused', reason: 'amount' };
  return { kind: 'bond', account, atoms };
}

export function planUnbond(
  state: State,
  chain: BlockClock.BlockClock,
  account: number,
  atoms: number,
  nowUs: number,
): ReleasePlan | Refusal {
  if (BlockClock.isHalted(chain)) return { kind: 'refused', reason: 'halted' };
  if (!(atoms > 0 && Number.isSafeInteger(atoms))) return { kind: 'refused', reason: 'amount' };
  if (bondedOf(state, account) < atoms) return { kind: 'refused', reason: 'not-bonded' };
  return { kind: 'unbond', account, atoms, dueUs: nowUs + state.unbondingUs };
}

/** Entries to pay out in a block at `nowUs`; none while the chain stands. */
export function due(state: State, chain: BlockClock.BlockClock, nowUs: number): readonly Entry[] {
  if (BlockClock.isHalted(chain)) return [];
  const waiting = state.unbonding.findIndex((entry) => entry.dueUs > nowUs);
  return state.unbonding.slice(0, waiting < 0 ? state.unbonding.length : waiting);
}

export function apply(state: State, plan: Plan | ReleasePlan): void {
  const { account, atoms } = plan;
  if (plan.kind === 'bond') {
    state.bonded.set(account, bondedOf(state, account) + atoms);
    return;
  }
  state.bonded.set(account, bondedOf(state, account) - atoms);
  state.unbonding.push({ account, atoms, dueUs: plan.dueUs });
}

/** Forgets the entries that `due` gave and the ledger paid. */
export function settle(state: State, paid: readonly Entry[]): void {
  state.unbonding = state.unbonding.slice(paid.length);
}
