/**
 * Models:     liquidation of an isolated position: orders at the bankruptcy price and then the insurance fund (Binance
 *             type), or market orders and then the liquidator vault (Hyperliquid type).
 * Source:     Binance support "Liquidation protocols"; hyperliquid.gitbook.io trading/liquidations. How often a venue
 *             tries before it takes over is an assumption.
 * Units:      dollars and lots of all accounts a row stands for, microseconds.
 * Simplified: one position; the account's other money does not help it.
 * Invariants: none
 */

import * as Styles from './Styles.js';
import type * as Style from './style/Style.js';

export interface Policy {
  readonly style: Styles.Rule;
  /** Worst price of an order: the bankruptcy price, or what the venue's protective price allows. */
  readonly limit: 'bankruptcy' | 'market';
  /** Orders at the bankruptcy price before the fund takes over; market orders are not counted. */
  readonly attempts: number;
  /** Share of maintenance below which the venue takes over at once; 0 = not before the orders have been tried. */
  readonly takeoverRatio: number;
}

export interface View {
  readonly account: Style.Account;
  readonly position: Style.Position;
  /** Lots closed and orders sent in this liquidation, and whether the last one was sent in this step of time. */
  readonly closed: number;
  readonly attempts: number;
  readonly isSent: boolean;
}

export type Step =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait' }
  /** Immediate order for so many lots. */
  | { readonly kind: 'close'; readonly lots: number; readonly isPartial: boolean }
  /** The position leaves at its bankruptcy price, its margin with it. */
  | { readonly kind: 'takeover' };

/**
 * Next step of a position that was found in breach; a margin equal to maintenance is a breach. A venue of the fund type
 * looks again after a fill, and retries until there is one: what nobody has bought stays in liquidation.
 */
export function step(view: View, policy: Policy): Step {
  const { equity, maintenance } = view.account;
  const isLookedAt = policy.limit === 'market' || view.closed > 0;
  if (view.position.lots === 0 || (isLookedAt && equity > maintenance)) return { kind: 'done' };
  if (policy.takeoverRatio > 0 && equity < maintenance * policy.takeoverRatio) return { kind: 'takeover' };
  if (view.isSent) return { kind: isExhausted(view, policy) ? 'takeover' : 'wait' };
  const { lots, isPartial } = Styles.close(policy.style, view.account, view.position);
  return lots === 0 ? { kind: 'wait' } : { kind: 'close', lots, isPartial };
}

/** Whether another order at the bankruptcy price makes no sense, or is one too many. */
function isExhausted(view: View, policy: Policy): boolean {
  if (policy.limit === 'market') return false;
  return view.attempts >= policy.attempts || view.account.equity <= 0;
}
