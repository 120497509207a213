/**
 * Models:     a venue that closes a position in breach whole.
 * Source:     the rule of venues before they introduced partial liquidation; Hyperliquid below its partial size.
 * Units:      see Style.
 * Simplified: nothing.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Style from './Style.js';

export const parameters = {} as const satisfies Parameters;

export function close(_account: Style.Account, position: Style.Position): Style.Close {
  return Style.whole(position);
}
