/**
 * Models:     mark price of OKX perpetuals: spot index plus the moving average of the basis.
 * Source:     OKX help, "Mark price: how it is calculated" (mark = index + moving average of (mid - index)).
 * Units:      dollars per unit; window in one-second samples.
 * Simplified: a venue without an index marks at its last price; OKX's bounds on the basis are left out.
 * Invariants: none
 */
import * as AverageBasis from './AverageBasis.js';
import type { Inputs } from './MarkRule.js';

export const parameters = {
  samples: { type: 'count', min: 1, max: 3600, about: 'one-second samples of the basis that are averaged' },
} as const;

export const withIndex = false;
export const readsPeers = false;

export function create({ samples }: { samples: number }): AverageBasis.Window {
  return AverageBasis.create(samples);
}

export function price(window: AverageBasis.Window, { index, bid, ask, last }: Inputs): number {
  AverageBasis.sample(window, (bid + ask) / 2 - index);
  return Number.isNaN(index) ? last : index + AverageBasis.value(window);
}
