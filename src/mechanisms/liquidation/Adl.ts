/**
 * Models:     auto-deleveraging as a venue's rule book states it: when (trigger), in which order (rank), and what is taken
 *             from whom (policy).
 * Source:     the files in trigger/, rank/ and allocation/.
 * Units:      prices in dollars per unit, notional and equity in dollars, lots and atoms integers.
 * Simplified: see the rules.
 * Invariants: ADL-1
 */
import type { Choosing } from '../../base/ParameterShapes.js';
import type { Dollars } from '../../units/Amount.js';
import type { Takes } from './allocation/Allocation.js';
import * as AllocationRules from './allocation/AllocationRules.js';
import type { Winner } from './rank/Rank.js';
import * as RankRules from './rank/RankRules.js';
import type * as Trigger from './trigger/Trigger.js';
import * as TriggerRules from './trigger/TriggerRules.js';

/** What a scenario can choose from: plain objects, because a module's own is slow to look things up in. */
export const policies: typeof AllocationRules = { ...AllocationRules };
export const triggers: typeof TriggerRules = { ...TriggerRules };
export const ranks: typeof RankRules = { ...RankRules };

export interface Rule {
  readonly policy: Choosing<typeof AllocationRules>;
  readonly trigger: Choosing<typeof TriggerRules>;
  readonly rank: Choosing<typeof RankRules>;
}

type Observing = (memory: Trigger.Memory, equity: Dollars, nowUs: number, terms: Rule['trigger']) => void;

/** Shows the trigger what a pool is worth now. */
export function observe(rule: Rule, memory: Trigger.Memory, equity: Dollars, nowUs: number): void {
  // A rule carries the terms of its own trigger: true pair by pair, which the language cannot follow.
  (triggers[rule.trigger.kind].observe as Observing)(memory, equity, nowUs, rule.trigger);
}

/** Whether the pool, the winners, or one after the other bear a takeover. */
export function assess(rule: Rule, memory: Trigger.Memory, standing: Trigger.Standing): Trigger.Verdict {
  if (takes(rule) === 'nothing') return 'pool';
  return triggers[rule.trigger.kind].assess(memory, standing);
}

/** What the policy takes from winners. */
export function takes(rule: Rule): Takes {
  return policies[rule.policy.kind].takes;
}

export function score(rule: Rule, winner: Winner): number {
  return ranks[rule.rank.kind].score(winner);
}

/** Parts per rank of what is needed. */
export function share(rule: Rule, needed: number, held: ArrayLike<number>): Float64Array {
  return policies[rule.policy.kind].share(needed, held);
}

/** Rows in the order in which they are deleveraged: score descending, account id ascending. */
export function queue(scores: ArrayLike<number>, ids: ArrayLike<number>): Int32Array {
  const rows = Int32Array.from(scores, (_, row) => row);
  return rows.sort((a, b) => compare(scores[b]!, scores[a]!) || ids[a]! - ids[b]!);
}

/** Infinities tie instead of giving NaN. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
