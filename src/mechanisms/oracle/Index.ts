/**
 * Models:     the spot index of a perpetual: which sources count, then the rule that its venue has chosen.
 * Source:     the rules in ./index, one file each; ages: Binance FAQ 360033525071 (10 s without an update), Deribit (3 min).
 * Units:      dollars per unit; ages in microseconds.
 * Simplified: see each rule.
 * Invariants: none
 */
import type { Choosing } from '../../base/Parameters.js';
import type { Rule } from './index/IndexRule.js';
import * as IndexRules from './index/IndexRules.js';

/** What a scenario states. */
export type Choice = Choosing<typeof IndexRules>;

/** Every kind with its rule; the schema is made of it. */
export const rules: typeof IndexRules = IndexRules;

/** Terms of one asset's index on one venue. */
export type Terms = {
  readonly kind: string;
  /** The rule's own terms, plain data. */
  readonly rule: unknown;
  readonly weights: Float64Array;
  /** A source older than this does not count. */
  readonly maxAgeUs: number;
};

function ruleOf(kind: string): Rule<Record<string, never>, unknown> {
  return (IndexRules as unknown as Record<string, Rule<Record<string, never>, unknown>>)[kind]!;
}

/** Terms of a stated rule over sources of these weights. */
export function terms(stated: Choice, weights: Float64Array, maxAgeUs: number): Terms {
  return { kind: stated.kind, rule: ruleOf(stated.kind).terms(stated as never), weights, maxAgeUs };
}

/** Scratch by number of sources: their prices, NaN where a source does not count. */
const live = [new Float64Array(0)];

/** Index of the live sources (price not NaN, age within bound); NaN when none is live. */
export function compose(prices: Float64Array, agesUs: Float64Array, terms: Terms): number {
  const counted = (live[prices.length] ??= new Float64Array(prices.length));
  for (let i = 0; i < prices.length; i++) counted[i] = agesUs[i]! <= terms.maxAgeUs ? prices[i]! : Number.NaN;
  return ruleOf(terms.kind).compose(terms.rule, counted, terms.weights);
}
