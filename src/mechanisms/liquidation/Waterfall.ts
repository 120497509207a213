/**
 * Models:     the default waterfall of a venue: who pays one shortfall, in which order.
 * Source:     own; order as in the venues' ADL and insurance pages (TakeoverPlan decides it) (see docs/reference/invariants.md).
 * Units:      atoms of the settle asset, integers >= 0.
 * Simplified: each payer states what it can pay before the split; it is not asked twice.
 * Invariants: LOSS-1 (the parts of all payers sum to the loss)
 */
import { invariant } from '../../base/assert.js';
import type { Atoms } from '../../units/Amount.js';

/** Payers with a limit; what they leave is written off by the creditor. */
export type Payer = 'feesWithheld' | 'insurance' | 'backstop' | 'adl' | 'socialized';

export type Capacity = Readonly<Record<Payer, Atoms>>;

export type Split = Readonly<Record<Payer | 'writtenOff', Atoms>>;

export const ORDER: readonly Payer[] = ['feesWithheld', 'insurance', 'backstop', 'adl', 'socialized'];

/**
 * Splits `loss` over the payers of `order`, each up to its capacity; a payer missing from
 * `order` pays nothing. A loss or capacity that is not a whole number of atoms breaks LOSS-1.
 */
export function split(loss: Atoms, capacity: Capacity, order: readonly Payer[] = ORDER): Split {
  const out: Record<Payer | 'writtenOff', number> = {
    feesWithheld: 0,
    insurance: 0,
    backstop: 0,
    adl: 0,
    socialized: 0,
    writtenOff: 0,
  };
  let left: number = loss;
  for (const payer of order) {
    out[payer] = Math.min(left, Math.max(0, capacity[payer]));
    left -= out[payer];
  }
  out.writtenOff = left;
  const isWhole = Object.values(out).every((part) => Number.isSafeInteger(part) && part >= 0);
  invariant(isWhole && total(out) === loss, 'LOSS-1', () => JSON.stringify({ loss, ...out }));
  return out as Split;
}

/** Sum over all payers, atoms. */
export function total(s: Readonly<Record<Payer | 'writtenOff', number>>): number {
  return s.feesWithheld + s.insurance + s.backstop + s.adl + s.socialized + s.writtenOff;
}
