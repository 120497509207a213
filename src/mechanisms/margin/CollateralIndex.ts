/**
 * Models:     the price at which a venue values collateral, by the rule that it has chosen for the asset.
 * Source:     the rules in ./collateral, one file each.
 * Units:      dollars per unit.
 * Simplified: see each rule.
 * Invariants: none
 */
import type { Choosing } from '../../base/ParameterShapes.js';
import type { Facts, Inputs, Rule } from './collateral/CollateralRule.js';
import * as CollateralRules from './collateral/CollateralRules.js';

/** What a scenario states. */
export type Choice = Choosing<typeof CollateralRules>;

/** What a run keeps: the kind, and the terms of its rule as plain data. */
export type Policy = { readonly kind: string; readonly terms: unknown };

/** Every kind with its rule; the schema is made of it. */
export const rules: typeof CollateralRules = CollateralRules;

/** The registry as a plain object: a module's own is slow to look things up in, and every second asks it. */
const BY_KIND = { ...CollateralRules } as unknown as Readonly<
  Record<string, Rule<Record<string, never>, unknown>>
>;

function ruleOf(kind: string): Rule<object & Record<string, never>, unknown> {
  return BY_KIND[kind]!;
}

/** Terms of a stated rule for one asset. */
export function policy(stated: Choice, facts: Facts): Policy {
  return { kind: stated.kind, terms: ruleOf(stated.kind).terms(stated as never, facts) };
}

/** Collateral price in dollars, NaN when the rule has no input left. */
export function compose({ kind, terms }: Policy, inputs: Inputs): number {
  return ruleOf(kind).price(terms, inputs);
}
