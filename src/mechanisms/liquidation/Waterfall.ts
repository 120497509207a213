/**
 * Models:     the default waterfall of a venue: who pays one shortfall, in which order.
 * Source:     own; order as in the venues' ADL and insurance pages (see docs/INVARIANTS.md).
 * Units:      atoms of the settle asset, integers >= 0.
 * Simplified: each payer states what it can pay before the split; it is not asked twice.
 * Invariants: LOSS-1 (the parts of all payers sum to the loss)
 */
import { invariant } from '../../base/assert.js';

/** Payers with a limit; what they leave is written off by the creditor. */
export type Payer = 'feesWithheld' | 'insurance' | 'backstop' | 'adl' | 'socialized';

export type Capacity = Readonly<Record<Payer, number>>;

export type Split = Record<Payer, number> & { writtenOff: number };

export const ORDER: readonly Payer[] = ['feesWithheld', 'insurance', 'backstop', 'adl', 'socialized'];

/**
 * Splits `loss` over the payers of `order`, each up to its capacity (Infinity = no limit); a payer missing from
 * `order` pays nothing. A loss or capacity that is not a whole number of atoms breaks LOSS-1.
 */
export function split(loss: number, capacity: Capacity, order: readonly Payer[] = ORDER): Split {
  const out: Split = { feesWithheld: 0, insurance: 0, backstop: 0, adl: 0, socialized: 0, writtenOff: 0 };
  let left = loss;
  for (const payer of order) {
    out[payer] = Math.min(left, Math.max(0, capacity[payer]));
    left -= out[payer];
  }
  out.writtenOff = left;
  const isWhole = Object.values(out).every((part) => Number.isSafeInteger(part) && part >= 0);
  invariant(isWhole && total(out) === loss, 'LOSS-1', () => JSON.stringify({ loss, ...out }));
  return out;
}

/** Sum over all payers, atoms. */
export function total(s: Split): number {
  return s.feesWithheld + s.insurance + s.backstop + s.adl + s.socialized + s.writtenOff;
}
