/**
 * Models:     nothing of the market: growing of typed columns, shared by the files of this folder.
 * Source:     none.
 * Units:      capacities in elements.
 * Simplified: columns never shrink, so memory follows the largest number of rows ever alive.
 * Invariants: none
 */

/** A copy of `column` with room for `capacity` elements; new elements are `fill`. */
export function int32(column: Int32Array, capacity: number, fill = 0): Int32Array {
  const wider = new Int32Array(capacity);
  wider.set(column);
  if (fill !== 0) wider.fill(fill, column.length);
  return wider;
}

export function float64(column: Float64Array, capacity: number): Float64Array {
  const wider = new Float64Array(capacity);
  wider.set(column);
  return wider;
}

export function uint8(column: Uint8Array, capacity: number): Uint8Array {
  const wider = new Uint8Array(capacity);
  wider.set(column);
  return wider;
}
