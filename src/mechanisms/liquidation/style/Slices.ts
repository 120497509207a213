/**
 * Models:     Portfolio Margin of Binance: positions are reduced in slices until the margin ratio is restored.
 * Source:     Binance support "Portfolio Margin liquidation"; the size of a slice and the target are assumptions (the
 *             venue does not publish them).
 * Units:      see Style.
 * Simplified: what the target needs is found as if everything traded at the mark, and without a fee: the next slice makes
 *             up for both.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Rounding from '../../../units/Rounding.js';
import type * as Style from './Style.js';

export const parameters = {
  share: { type: 'ratio', about: 'largest part of one position that an order closes' },
} as const satisfies Parameters;

/** One slice, never more than the target needs; lots round up. */
export function close(
  account: Style.Account,
  position: Style.Position,
  terms: { readonly share: number },
): Style.Close {
  const excess = account.maintenance - account.equity / account.target;
  const needed = position.maintenance > 0 ? excess / position.maintenance : 1;
  const lots = Math.min(position.lots, Rounding.up(position.lots * Math.min(terms.share, needed)));
  return { lots, isPartial: lots < position.lots };
}
