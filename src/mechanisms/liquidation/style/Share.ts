/**
 * Models:     Hyperliquid: of a large position a share is closed first, and the rest after a cooldown.
 * Source:     hyperliquid.gitbook.io trading/liquidations (20% above 100 000 dollars, 30 s).
 * Units:      see Style.
 * Simplified: what happens inside the cooldown is a parameter, because descriptions of the venue differ. Of
 *             several positions of an account the one with the largest requirement alone is cut in one cooldown.
 * Invariants: none
 */
import type { Parameters, Stated } from '../../../base/ParameterShapes.js';
import * as Rounding from '../../../units/Rounding.js';
import * as Style from './Style.js';

export const parameters = {
  above: { type: 'usd', about: 'positions above this notional are first closed in part' },
  share: { type: 'ratio', about: 'the part that is closed first' },
  cooldown: { type: 'duration', about: 'time after a partial order in which no other follows' },
  during: {
    words: ['full', 'wait'],
    about: 'within it: send the whole position, or hold back and send it then',
  },
} as const satisfies Parameters;

/** Lots round up: the venue closes rather more. */
export function close(
  account: Style.Account,
  position: Style.Position,
  terms: Stated<typeof parameters>,
): Style.Close {
  const isCooling = account.nowUs - position.lastPartialUs < terms.cooldown;
  const waits = terms.during === 'wait';
  if (isCooling && waits) return Style.NOT_NOW;
  const isSecond = waits ? position.lastPartialUs > Number.NEGATIVE_INFINITY : isCooling;
  const isLarge = (position.lots * position.lotUsd) / position.accounts > terms.above;
  if (!isLarge || isSecond) return Style.whole(position);
  return { lots: Math.min(position.lots, Rounding.up(position.lots * terms.share)), isPartial: true };
}
