/**
 * Models:     partial liquidation by risk tier: Bybit steps down one tier at a time, OKX two.
 * Source:     Bybit help center UTA trading rules ("reduced to a lower risk tier"); OKX help 360054690531 (positions of
 *             the third tier and above are cut by two tiers at a time, others closed whole).
 * Units:      see Style.
 * Simplified: the step is taken whether or not the lower tier is covered, as the venues do: the next look decides.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Rounding from '../../../units/Rounding.js';
import * as Tiers from '../../margin/Tiers.js';
import * as Style from './Style.js';

export const parameters = {
  tiers: { type: 'count', min: 1, about: 'tiers that one order steps down: 1 on Bybit, 2 on OKX' },
} as const satisfies Parameters;

/** Down to the top of the tier `terms.tiers` lower, lots rounded up; whole when there is no such tier. */
export function close(
  _account: Style.Account,
  position: Style.Position,
  terms: { readonly tiers: number },
): Style.Close {
  const { lots, lotUsd, accounts, tiers } = position;
  const lower = Tiers.bracketOf(tiers, (lots * lotUsd) / accounts) - terms.tiers;
  if (lower < 0) return Style.whole(position);
  const closed = Math.max(1, Rounding.up(lots - (accounts * tiers.floor[lower + 1]!) / lotUsd));
  return closed < lots ? { lots: closed, isPartial: true } : Style.whole(position);
}
