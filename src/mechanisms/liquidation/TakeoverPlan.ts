/**
 * Models:     who bears the loss of a position or account that a venue takes over, before anything moves.
 * Source:     Binance FAQ 360033525471, Bybit help "ADL mechanism", hyperliquid.gitbook.io trading/auto-deleveraging: the
 *             trigger decides, the pool pays in first where it is not spared, winners trade at the bankruptcy price.
 * Units:      atoms of the settle asset, integers >= 0.
 * Simplified: a bankruptcy price exists for one position only; of several, all move by the same share of their notional
 *             (venues do not say how they divide the hole of a cross account).
 * Invariants: LOSS-1 (in Waterfall)
 */
import { mulDivDown } from '../../base/Integer.js';
import * as Amount from '../../units/Amount.js';
import type { Takes } from './allocation/Allocation.js';
import type { Verdict } from './trigger/Trigger.js';
import * as Waterfall from './Waterfall.js';

export interface Plan {
  /** Whether winners bear what the pool does not pay in. */
  readonly toWinners: boolean;
  /** What the pool pays into the failing account before winners are asked. */
  readonly paidIn: Amount.Atoms;
  /** What is missing then. */
  readonly hole: Amount.Atoms;
}

/** `poolEquity` may be below zero: then the pool has nothing to pay in. */
export function plan(verdict: Verdict, loss: Amount.Atoms, poolEquity: Amount.Atoms): Plan {
  const pays = verdict === 'pool-first' ? Math.min(loss, Math.max(0, poolEquity)) : 0;
  const [paidIn, hole] = [Amount.atoms(pays), Amount.atoms(loss - pays)];
  return { toWinners: verdict !== 'pool', paidIn, hole };
}

/** The hole over several positions in proportion to their notional, rounded down; the last one takes the remainder. */
export function gaps(hole: Amount.Atoms, notionals: readonly Amount.Atoms[]): Amount.Atoms[] {
  const total = notionals.reduce((sum, one) => sum + one, 0);
  let left: number = hole;
  return notionals.map((one, i) => {
    const part = i === notionals.length - 1 ? left : total === 0 ? 0 : mulDivDown(hole, one, total);
    left -= part;
    return Amount.atoms(part);
  });
}

export interface Borne {
  /** What winners have really paid, and with what. */
  readonly winners: Amount.Atoms;
  readonly takes: Takes;
  /** Equity of the pool before the takeover, and whether it is a liquidator vault. */
  readonly poolEquity: Amount.Atoms;
  readonly isVault: boolean;
}

/** The payers of a loss: winners what they paid, the pool up to what it had, and its creditor writes off the rest. */
export function payers(loss: Amount.Atoms, borne: Borne): Waterfall.Split {
  const { winners, takes, isVault } = borne;
  const nothing = Amount.atoms(0);
  const equity = Amount.atoms(Math.max(0, borne.poolEquity));
  return Waterfall.split(
    loss,
    {
      feesWithheld: nothing,
      adl: takes === 'positions' ? winners : nothing,
      socialized: takes === 'profits' ? winners : nothing,
      insurance: isVault ? nothing : equity,
      backstop: isVault ? equity : nothing,
    },
    ['adl', 'socialized', 'insurance', 'backstop'],
  );
}
