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
/** Six digits of five bits: the root tells the highest. */
const ROOT_SHIFT = 25;
const CAPACITY = 8;

/**
 * A node is NODE words side by side from its address on: a mask whose bit d says that digit d is occupied, then what
 * follows here. Not exported, as in Orders.
 */
const NODE = 36;
const ROOT = 0;
/** Bits below this node's digit: 0 for a leaf, whose children are levels instead of nodes. */
const SHIFT = 1;
const PARENT = 2;
/** Meaningful only where the mask has the bit. */
const CHILD = 3;

/** The same for the self-check. */
export const LAYOUT = { root: ROOT, node: NODE, shift: SHIFT, parent: PARENT, child: CHILD } as const;

/** Nodes are named by their address in `words`. */
export interface PriceIndex {
  /** Words of nodes ever taken. */
  used: number;
  /** First free node, linked through PARENT; -1 when none. */
  free: number;
  words: Int32Array;
}

export function create(): PriceIndex {
  const words = new Int32Array(CAPACITY * NODE);
  words[ROOT + SHIFT] = ROOT_SHIFT;
  words[ROOT + PARENT] = -1;
  return { used: NODE, free: -1, words };
}

/** Level at `ticks`; where the price is empty ~node of the deepest node that leads there, a leaf if its page is in use. */
export function find(index: PriceIndex, ticks: number): number {
  return findNear(index, ROOT, 0, ticks);
}

/** The same, starting at `node`, which leads to the price `near`: cheap when the two are close. The root leads to all. */
export function findNear({ words }: PriceIndex, node: number, near: number, ticks: number): number {
  let shift = words[node + SHIFT]!;
  for (let differing = ((ticks ^ near) >>> shift) >>> BITS; differing !== 0; differing >>>= BITS) {
    node = words[node + PARENT]!;
    shift += BITS;
  }
  for (;;) {
    const digit = (ticks >>> shift) & 31;
    if (((words[node]! >>> digit) & 1) === 0) return ~node;
    node = words[node + CHILD + digit]!;
    if (shift === 0) return node;
    shift -= BITS;
  }
}

/** Level of the highest occupied price below `ticks`, -1 when none; `node` = ~find(ticks), or its leaf. */
export function below(index: PriceIndex, node: number, ticks: number): number {
  const { words } = index;
  for (; node >= 0; node = words[node + PARENT]!) {
    const digit = (ticks >>> words[node + SHIFT]!) & 31;
    const lower = words[node]! & ~(-1 << digit);
    if (lower !== 0) return highest(words, node, lower);
  }
  return -1;
}

/** Level of the lowest occupied price above `ticks`, -1 when none; `node` = ~find(ticks), or its leaf. */
export function above(index: PriceIndex, node: number, ticks: number): number {
  const { words } = index;
  for (; node >= 0; node = words[node + PARENT]!) {
    const digit = (ticks >>> words[node + SHIFT]!) & 31;
    const upper = words[node]! & (-2 << digit);
    if (upper !== 0) return lowest(words, node, upper);
  }
  return -1;
}

/** Makes `ticks` lead to `level`, starting at `node` = ~find(ticks). Returns the leaf. */
export function insert(index: PriceIndex, node: number, ticks: number, level: number): number {
  while (index.words[node + SHIFT]! > 0) {
    const fresh = allocate(index, node);
    attach(index.words, node, ticks, fresh);
    node = fresh;
  }
  attach(index.words, node, ticks, level);
  return node;
}

/** Forgets `ticks` and frees the nodes left empty, from its `leaf` upward. */
export function remove(index: PriceIndex, leaf: number, ticks: number): void {
  const { words } = index;
  let node = leaf;
  for (;;) {
    const rest = words[node]! & ~(1 << ((ticks >>> words[node + SHIFT]!) & 31));
    words[node] = rest;
    if (rest !== 0 || node === ROOT) return;
    const parent = words[node + PARENT]!;
    words[node + PARENT] = index.free;
    index.free = node;
    node = parent;
  }
}

function highest(words: Int32Array, node: number, mask: number): number {
  for (;;) {
    const found = words[node + CHILD + 31 - Math.clz32(mask)]!;
    if (words[node + SHIFT] === 0) return found;
    node = found;
    mask = words[node]!;
  }
}

function lowest(words: Int32Array, node: number, mask: number): number {
  for (;;) {
    const found = words[node + CHILD + 31 - Math.clz32(mask & -mask)]!;
    if (words[node + SHIFT] === 0) return found;
    node = found;
    mask = words[node]!;
  }
}

function attach(words: Int32Array, node: number, ticks: number, value: number): void {
  const digit = (ticks >>> words[node + SHIFT]!) & 31;
  words[node + CHILD + digit] = value;
  words[node] = words[node]! | (1 << digit);
}

function allocate(index: PriceIndex, parent: number): number {
  let node = index.free;
  if (node < 0) {
    if (index.used === index.words.length) index.words = Columns.int32(index.words, index.words.length * 2);
    node = index.used;
    index.used += NODE;
  } else index.free = index.words[node + PARENT]!;
  const { words } = index;
  words[node] = 0;
  words[node + SHIFT] = words[parent + SHIFT]! - BITS;
  words[node + PARENT] = parent;
  return node;
}
