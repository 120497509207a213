/**
 * Models:     the spot index of a perpetual: which sources count, then the rule that its venue has chosen.
 * Source:     the rules in ./index, one file each; ages: Binance FAQ 360033525071 (10 s without an update), Deribit (3 min).
 * Units:      dollars per unit; ages in microseconds.
 * Simplified: see each rule.
 * Invariants: none
 */
import type { Choosing } from '../../base/ParameterShapes.js';
import type { Rule } from './index/IndexRule.js';
import * as IndexRules from './index/IndexRules.js';

/** What a scenario states. */
export type Choice = Choosing<typeof IndexRules>;

/** Every kind with its rule; the schema is made of it. */
export const rules: typeof IndexRules = IndexRules;

/** One asset's index on one venue: its terms, and since when each source counts. Plain data. */
export type Composer = {
  readonly kind: string;
  /** The rule's own terms, plain data. */
  readonly rule: unknown;
  readonly weights: Float64Array;
  /** A source older than this does not count. */
  readonly maxAgeUs: number;
  /** A source that comes back regains its weight in equal steps over this time; 0 = at once. */
  readonly reentryUs: number;
  /** When each source began to count; -Infinity: always has, NaN: does not now. */
  readonly sinceUs: Float64Array;
  /** Until when weights still change without news of any source. */
  settledUs: number;
};

/** The registry as a plain object, in which look-ups are fast. */
const BY_KIND = { ...IndexRules } as unknown as Readonly<
  Record<string, Rule<Record<string, never>, unknown>>
>;

function ruleOf(kind: string): Rule<Record<string, never>, unknown> {
  return BY_KIND[kind]!;
}

/** A composer of a stated rule over sources of these weights. */
export function create(stated: Choice, weights: Float64Array, maxAgeUs: number, reentryUs: number): Composer {
  return {
    kind: stated.kind,
    rule: ruleOf(stated.kind).terms(stated as never),
    weights,
    maxAgeUs,
    reentryUs,
    sinceUs: new Float64Array(weights.length).fill(Number.NEGATIVE_INFINITY),
    settledUs: Number.NEGATIVE_INFINITY,
  };
}

/** Scratch by number of sources: their prices, NaN where a source does not count, and their weights at this instant. */
const counted = [new Float64Array(0)];
const weighing = [new Float64Array(0)];

/** Index of the live sources (price not NaN, age within bound); NaN when none is live. */
export function compose(
  composer: Composer,
  prices: Float64Array,
  agesUs: Float64Array,
  nowUs: number,
): number {
  const count = prices.length;
  const live = (counted[count] ??= new Float64Array(count));
  const weights = (weighing[count] ??= new Float64Array(count));
  const { sinceUs, reentryUs } = composer;
  for (let i = 0; i < count; i++) {
    const isLive = agesUs[i]! <= composer.maxAgeUs && !Number.isNaN(prices[i]!);
    live[i] = isLive ? prices[i]! : Number.NaN;
    if (!isLive) sinceUs[i] = Number.NaN;
    else if (Number.isNaN(sinceUs[i]!)) {
      sinceUs[i] = nowUs;
      composer.settledUs = Math.max(composer.settledUs, nowUs + reentryUs);
    }
    const share = reentryUs === 0 ? 1 : Math.min(1, (nowUs - sinceUs[i]!) / reentryUs);
    weights[i] = isLive ? composer.weights[i]! * share : 0;
  }
  return ruleOf(composer.kind).compose(composer.rule, live, weights);
}
