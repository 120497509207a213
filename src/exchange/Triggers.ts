import type { TriggerHeap } from '../state/Tables.js';

/** Rows of one crowd side ordered by trigger price, nearest first. Keys: -trigger for longs, trigger for shorts. */
export function create(): TriggerHeap {
  return { size: 0, key: new Float64Array(16), row: new Int32Array(16) };
}

export function push(heap: TriggerHeap, key: number, row: number): void {
  if (heap.size === heap.key.length) grow(heap);
  let hole = heap.size++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    if (!(key < heap.key[parent]! || (key === heap.key[parent]! && row < heap.row[parent]!))) break;
    heap.key[hole] = heap.key[parent]!;
    heap.row[hole] = heap.row[parent]!;
    hole = parent;
  }
  heap.key[hole] = key;
  heap.row[hole] = row;
}

/** Row at the front, which is removed. Call only when size > 0. */
export function pop(heap: TriggerHeap): number {
  const row = heap.row[0]!;
  const size = --heap.size;
  const key = heap.key[size]!;
  const last = heap.row[size]!;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= size) break;
    const right = child + 1;
    if (right < size && less(heap, right, child)) child = right;
    if (!(heap.key[child]! < key || (heap.key[child]! === key && heap.row[child]! < last))) break;
    heap.key[hole] = heap.key[child]!;
    heap.row[hole] = heap.row[child]!;
    hole = child;
  }
  heap.key[hole] = key;
  heap.row[hole] = last;
  return row;
}

function less(heap: TriggerHeap, left: number, right: number): boolean {
  const a = heap.key[left]!;
  const b = heap.key[right]!;
  return a < b || (a === b && heap.row[left]! < heap.row[right]!);
}

function grow(heap: TriggerHeap): void {
  const key = new Float64Array(heap.size * 2);
  key.set(heap.key);
  const row = new Int32Array(heap.size * 2);
  row.set(heap.row);
  heap.key = key;
  heap.row = row;
}
