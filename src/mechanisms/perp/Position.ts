/**
 * Models:     a linear perpetual position as signed lots and signed cost.
 * Source:     own; cost basis as an integer value (see docs/reference/invariants.md), average price is derived.
 * Units:      lots signed (long > 0); entryValue in atoms of the settle asset, + for long, - for short.
 * Simplified: nothing; the cost released by a partial close rounds down, the last lot takes the remainder.
 * Invariants: PERP-1 (entry change - realized = signed trade value, and no lots means no cost)
 */
import { invariant } from '../../base/assert.js';
import { mulDivDown } from '../../base/Integer.js';

/** Result of a fill, reused by the caller as a scratch value. */
export type Filled = { lots: number; entryValue: number; realized: number };

export function scratch(): Filled {
  return { lots: 0, entryValue: 0, realized: 0 };
}

/** Average entry in atoms per lot (>= 0); NaN without a position. */
export function averageEntry(lots: number, entryValue: number): number {
  return entryValue / lots;
}

/** Unrealized profit in atoms; `valueAtMark` is signed like the position. */
export function unrealized(valueAtMark: number, entryValue: number): number {
  return valueAtMark - entryValue;
}

/**
 * Writes the position after trading `signedLots` for `value` atoms (>= 0) into `out`.
 * Opening adds cost; closing releases cost in proportion (rounded down in magnitude, favoring later profit);
 * a trade through zero closes everything and opens the rest, its value split in proportion (closing part down).
 */
export function fill(
  out: Filled,
  lotsBefore: number,
  entryBefore: number,
  signedLots: number,
  value: number,
): void {
  const held = Math.abs(lotsBefore);
  const traded = Math.abs(signedLots);
  const direction = Math.sign(signedLots);
  const opposite = lotsBefore !== 0 && Math.sign(lotsBefore) !== direction;
  const closing = opposite ? Math.min(held, traded) : 0;
  const closingValue = closing === traded ? value : closing === 0 ? 0 : mulDivDown(value, closing, traded);
  const released = closing === 0 ? 0 : release(entryBefore, closing, held);
  out.lots = lotsBefore + signedLots;
  out.entryValue = entryBefore - released + direction * (value - closingValue);
  out.realized = 0 - direction * closingValue - released;
  const isConserved = out.entryValue - entryBefore - out.realized === direction * value;
  if (!isConserved || (out.lots === 0 && out.entryValue !== 0)) broken(out, entryBefore, direction * value);
}

/** Apart from the hot path: a closure there would put its arguments on the heap at every fill. */
function broken(out: Filled, entryBefore: number, signedValue: number): void {
  invariant(false, 'PERP-1', () => JSON.stringify({ entryBefore, signedValue, ...out }));
}

function release(entryValue: number, closing: number, held: number): number {
  if (closing === held) return entryValue;
  return Math.sign(entryValue) * mulDivDown(Math.abs(entryValue), closing, held);
}
