/**
 * Models:     liquidation to the book first and to a liquidator vault second, Hyperliquid 2025.
 * Source:     hyperliquid.gitbook.io trading/liquidations.
 * Units:      dollars, lots, microseconds.
 * Simplified: one position; what happens inside the cooldown is a policy because descriptions of the venue differ.
 * Invariants: none
 */

export type Policy = {
  /** Positions above this notional are first closed in part; 100_000. */
  readonly partialAbove: number;
  /** 0.2. */
  readonly partialShare: number;
  /** 30 s. */
  readonly cooldownUs: number;
  /** Within the cooldown after a partial order: send the whole position, or hold back and send it afterwards. */
  readonly duringCooldown: 'full' | 'wait';
  /** Equity below this share of maintenance goes to the vault; 2/3. */
  readonly vaultShare: number;
};

export type View = {
  /** Signed lots of the position. */
  readonly lots: number;
  readonly notional: number;
  readonly equity: number;
  readonly maintenance: number;
  /** Time of the last partial order since the account was last above maintenance, -Infinity when there was none. */
  readonly lastPartialUs: number;
};

export type Step =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait' }
  /** Market order to the book, signed lots to trade. */
  | { readonly kind: 'reduce'; readonly lots: number; readonly isPartial: boolean }
  /** Position and remaining margin move to the liquidator vault; nothing returns to the account. */
  | { readonly kind: 'vault' };

/** Next step at `nowUs`; breached strictly below maintenance. */
export function step(view: View, policy: Policy, nowUs: number): Step {
  if (view.lots === 0 || view.equity >= view.maintenance) return { kind: 'done' };
  if (view.equity < view.maintenance * policy.vaultShare) return { kind: 'vault' };
  const isCooling = nowUs - view.lastPartialUs < policy.cooldownUs;
  const waits = policy.duringCooldown === 'wait';
  if (isCooling && waits) return { kind: 'wait' };
  const isSecond = waits ? view.lastPartialUs > -Infinity : isCooling;
  const isPartial = view.notional > policy.partialAbove && !isSecond;
  const held = Math.abs(view.lots);
  const lots = isPartial ? Math.min(held, Math.ceil(held * policy.partialShare)) : held;
  return { kind: 'reduce', lots: -Math.sign(view.lots) * lots, isPartial };
}
