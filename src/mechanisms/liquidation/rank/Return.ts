/**
 * Models:     ADL rank by return alone: who has won most per unit is deleveraged first, whatever the leverage.
 * Source:     dYdX v4 x/clob deleveraging and older futures venues order by unrealized return; as an alternative to the
 *             leveraged ranks.
 * Units:      see Rank.
 * Simplified: return is profit over entry value; margin does not enter.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import * as Rank from './Rank.js';

export const parameters = {} as const satisfies Parameters;

export function score(winner: Rank.Winner): number {
  return Rank.profitShare(winner);
}
