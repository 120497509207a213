/**
 * Models:     how long unstaking sUSDe takes: seven days (2024 to March 2026), later one to seven by liquidity.
 * Source:     gov.ethenafoundation.com proposal 759 (dynamic cooldown); governance.aave.com 24305 (tiers and p99).
 * Units:      amounts in dollars (valuations), times in microseconds.
 * Simplified: coverage thresholds beyond the first are assumed equal to it; queue pressure is assumed to add its
 *             weight to the required liquidity (longer cooldowns than published when many leave).
 * Invariants: none
 */
import * as Time from '../../units/Time.js';

export type Policy =
  | { readonly kind: 'fixed'; readonly us: number }
  | {
      readonly kind: 'dynamic';
      /** Liquid dollars per dollar of p99 daily redemptions; 1.5. */
      readonly coverage: number;
      /** Days by the first tier that suffices, cumulatively, and the longest; 1, 3, 5, 7. */
      readonly days: readonly [number, number, number, number];
      /** Dollars of liquidity required per dollar already cooling down; 0 ignores the queue. */
      readonly queueWeight: number;
    };

/** Stable backing by how fast it can be turned into payment. */
export type Liquidity = {
  /** USDC, USDT, PYUSD and the mint contract. */
  readonly cash: number;
  /** Tokenized treasuries of the same house, mostly a two-day asset. */
  readonly treasury: number;
  /** Savings stables. */
  readonly savings: number;
  /** Lent and withdrawable now; lent and stuck behind utilization. */
  readonly lentFree: number;
  readonly lentStuck: number;
};

/** Part of the treasury token that is redeemable at once. */
const TREASURY_INSTANT = 0.01;

/** Dollars of tiers one, two and three (days to settle: one, two, five). */
export function tiers(l: Liquidity): readonly [number, number, number] {
  const instant = l.treasury * TREASURY_INSTANT;
  return [l.cash + instant, l.treasury - instant + l.savings + l.lentFree, l.lentStuck];
}

/** Cooldown for who asks now. `p99Daily` and `cooling` in dollars. */
export function assess(policy: Policy, liquidity: Liquidity, p99Daily: number, cooling: number): number {
  if (policy.kind === 'fixed') return policy.us;
  const required = policy.coverage * p99Daily + policy.queueWeight * cooling;
  let held = 0;
  let step = 0;
  for (const tier of tiers(liquidity)) {
    held += tier;
    if (held >= required) break;
    step++;
  }
  return policy.days[step]! * Time.DAY;
}

/** 99th percentile of daily redemptions by nearest rank; 0 of nothing. The order of days does not matter. */
export function p99(daily: ArrayLike<number>): number {
  const sorted = Float64Array.from(daily).sort();
  return sorted.length === 0 ? 0 : sorted[Math.ceil(0.99 * sorted.length) - 1]!;
}
