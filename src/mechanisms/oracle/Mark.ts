/**
 * Models:     the mark price of a perpetual, by the rule that its venue has chosen.
 * Source:     the rules in ./mark, one file each.
 * Units:      dollars per unit.
 * Simplified: see each rule.
 * Invariants: none
 */
import type { Choosing } from '../../base/ParameterShapes.js';
import type { Inputs, Rule } from './mark/MarkRule.js';
import * as MarkRules from './mark/MarkRules.js';

/** What a scenario states. */
export type Choice = Choosing<typeof MarkRules>;

/** Every kind with its rule; the schema is made of it. */
export const rules: typeof MarkRules = MarkRules;

/** The registry as a plain object, in which look-ups are fast. */
const BY_KIND = { ...MarkRules } as unknown as Readonly<Record<string, Rule<Record<string, never>, unknown>>>;

/** A rule by its kind, for a venue to ask. */
export function ruleOf(kind: string): Rule<Record<string, never>, unknown> {
  return BY_KIND[kind]!;
}

/** The state of the stated rule for one contract, as plain data. */
export function create(stated: Choice): unknown {
  return ruleOf(stated.kind).create(stated as never);
}

export type { Inputs };
