/**
 * Models:     ordered map from price to level of one book: a radix tree of 32-way nodes, each with a 32-bit map of its
 *             occupied children, so that the neighbor of a price is found by counting leading zeros.
 * Source:     none; the fan-out makes a leaf one page of 32 adjacent prices.
 * Units:      ticks, 0 to 2^30-1.
 * Simplified: nothing. Memory follows live levels: an empty node is freed at once and reused.
 * Invariants: none (checked as part of BOOK-1)
 */
import * as Columns from './Columns.js';

const BITS = 5;
const WIDTH = 32;
/** Six digits of five bits: the root tells the highest. */
const ROOT_SHIFT = 25;
export const ROOT = 0;

export interface PriceIndex {
  /** Nodes ever taken; columns below have at least this many rows. */
  used: number;
  /** First free node, linked through `parent`; -1 when none. */
  free: number;
  /** Bit d: digit d is occupied. */
  mask: Int32Array;
  /** Bits below this node's digit: 0 for a leaf, whose children are levels instead of nodes. */
  shift: Uint8Array;
  parent: Int32Array;
  /** 32 per node; meaningful only where the mask has the bit. */
  child: Int32Array;
}

export function create(): PriceIndex {
  const capacity = 8;
  const index: PriceIndex = {
    used: 1,
    free: -1,
    mask: new Int32Array(capacity),
    shift: new Uint8Array(capacity),
    parent: new Int32Array(capacity),
    child: new Int32Array(capacity * WIDTH),
  };
  index.shift[ROOT] = ROOT_SHIFT;
  index.parent[ROOT] = -1;
  return index;
}

/** Node reached by following `ticks` as far as nodes exist: a leaf if any price of its page is occupied. */
export function deepest(index: PriceIndex, ticks: number): number {
  const { mask, child } = index;
  let node = ROOT;
  for (let shift = ROOT_SHIFT; shift > 0; shift -= BITS) {
    const digit = (ticks >>> shift) & 31;
    if (((mask[node]! >>> digit) & 1) === 0) return node;
    node = child[node * WIDTH + digit]!;
  }
  return node;
}

/** Level at `ticks` below `node` = deepest(ticks); -1 when the price is empty. */
export function at(index: PriceIndex, node: number, ticks: number): number {
  const digit = ticks & 31;
  if (index.shift[node] !== 0 || ((index.mask[node]! >>> digit) & 1) === 0) return -1;
  return index.child[node * WIDTH + digit]!;
}

/** Level of the highest occupied price below `ticks`, -1 when none; `node` = deepest(ticks). */
export function below(index: PriceIndex, node: number, ticks: number): number {
  for (; node >= 0; node = index.parent[node]!) {
    const digit = (ticks >>> index.shift[node]!) & 31;
    const lower = index.mask[node]! & ~(-1 << digit);
    if (lower !== 0) return highest(index, node, lower);
  }
  return -1;
}

/** Level of the lowest occupied price above `ticks`, -1 when none; `node` = deepest(ticks). */
export function above(index: PriceIndex, node: number, ticks: number): number {
  for (; node >= 0; node = index.parent[node]!) {
    const digit = (ticks >>> index.shift[node]!) & 31;
    const upper = index.mask[node]! & (-2 << digit);
    if (upper !== 0) return lowest(index, node, upper);
  }
  return -1;
}

/** Makes `ticks` lead to `level`, starting at `node` = deepest(ticks). Returns the leaf. */
export function insert(index: PriceIndex, node: number, ticks: number, level: number): number {
  while (index.shift[node]! > 0) {
    const fresh = allocate(index, node);
    attach(index, node, ticks, fresh);
    node = fresh;
  }
  attach(index, node, ticks, level);
  return node;
}

/** Forgets `ticks` and frees the nodes left empty, from its `leaf` upward. */
export function remove(index: PriceIndex, leaf: number, ticks: number): void {
  let node = leaf;
  for (;;) {
    const rest = index.mask[node]! & ~(1 << ((ticks >>> index.shift[node]!) & 31));
    index.mask[node] = rest;
    if (rest !== 0 || node === ROOT) return;
    const parent = index.parent[node]!;
    index.parent[node] = index.free;
    index.free = node;
    node = parent;
  }
}

function highest(index: PriceIndex, node: number, mask: number): number {
  const { shift, child } = index;
  for (;;) {
    const found = child[node * WIDTH + 31 - Math.clz32(mask)]!;
    if (shift[node] === 0) return found;
    node = found;
    mask = index.mask[node]!;
  }
}

function lowest(index: PriceIndex, node: number, mask: number): number {
  const { shift, child } = index;
  for (;;) {
    const found = child[node * WIDTH + 31 - Math.clz32(mask & -mask)]!;
    if (shift[node] === 0) return found;
    node = found;
    mask = index.mask[node]!;
  }
}

function attach(index: PriceIndex, node: number, ticks: number, value: number): void {
  const digit = (ticks >>> index.shift[node]!) & 31;
  index.child[node * WIDTH + digit] = value;
  index.mask[node] = index.mask[node]! | (1 << digit);
}

function allocate(index: PriceIndex, parent: number): number {
  let node = index.free;
  if (node >= 0) index.free = index.parent[node]!;
  else {
    if (index.used === index.mask.length) grow(index);
    node = index.used++;
  }
  index.mask[node] = 0;
  index.shift[node] = index.shift[parent]! - BITS;
  index.parent[node] = parent;
  return node;
}

function grow(index: PriceIndex): void {
  const capacity = index.mask.length * 2;
  index.mask = Columns.int32(index.mask, capacity);
  index.shift = Columns.uint8(index.shift, capacity);
  index.parent = Columns.int32(index.parent, capacity);
  index.child = Columns.int32(index.child, capacity * WIDTH);
}
