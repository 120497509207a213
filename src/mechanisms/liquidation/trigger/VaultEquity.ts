/**
 * Models:     ADL when the liquidator vault's own equity is below zero.
 * Source:     hyperliquid.gitbook.io trading/auto-deleveraging.
 * Units:      see Trigger.
 * Simplified: nothing.
 * Invariants: none
 */
import type { Parameters } from '../../../base/ParameterShapes.js';
import type * as Trigger from './Trigger.js';

export const parameters = {} as const satisfies Parameters;

/** Nothing to remember. */
export function observe(): void {}

export function assess(_memory: Trigger.Memory, { equity }: Trigger.Standing): Trigger.Verdict {
  return equity < 0 ? 'winners' : 'pool';
}
