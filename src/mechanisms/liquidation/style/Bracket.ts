/**
 * Models:     "smart liquidation" of Binance USD-M: one order that brings the position down to the largest lower bracket
 *             in which the margin is sufficient.
 * Source:     Binance support "Liquidation protocols"; docs.traderwagon.com liquidation-protocol (engine restated).
 * Units:      see Style.
 * Simplified: the kept size is judged at the mark as if the closing fills came at the mark: too small a slice in a
 *             thin book, corrected by the next look.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Rounding from '../../../units/Rounding.js';
import * as Tiers from '../../margin/Tiers.js';
import * as Style from './Style.js';

export const parameters = {} as const satisfies Parameters;

/** Lots round up: the venue closes rather more. Whole when no bracket is covered after the liquidation fee. */
export function close(account: Style.Account, position: Style.Position): Style.Close {
  const { lots, lotUsd, accounts, tiers } = position;
  for (let k = Tiers.bracketOf(tiers, (lots * lotUsd) / accounts); k > 0; k--) {
    const closed = Math.max(1, Rounding.up(lots - (accounts * tiers.floor[k]!) / lotUsd));
    if (closed >= lots) break;
    const kept = accounts * Tiers.maintenance(tiers, ((lots - closed) * lotUsd) / accounts);
    const maintenance = account.maintenance - position.maintenance + kept;
    const equity = account.equity - closed * lotUsd * account.feeRate;
    if (equity > account.target * maintenance) return { lots: closed, isPartial: true };
  }
  return Style.whole(position);
}
