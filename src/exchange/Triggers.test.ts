import { expect, test } from 'vitest';
import * as Triggers from './Triggers.js';

function drain(heap: ReturnType<typeof Triggers.create>): number[] {
  const rows: number[] = [];
  while (heap.size > 0) rows.push(Triggers.pop(heap));
  return rows;
}

test('rows come by key, and by number where keys are equal', () => {
  const heap = Triggers.create();
  for (const [key, row] of [
    [5, 1],
    [3, 9],
    [3, 2],
    [-7, 4],
    [5, 0],
  ] as const)
    Triggers.push(heap, key, row);
  expect(drain(heap)).toEqual([4, 2, 9, 0, 1]);
});

test('equals a sort for thousands of keys, and grows', () => {
  const heap = Triggers.create();
  const keys = Array.from({ length: 5_000 }, (_, row) => (row * 7_919) % 613);
  keys.forEach((key, row) => {
    Triggers.push(heap, key, row);
  });
  const sorted = keys.map((_, row) => row).sort((a, b) => keys[a]! - keys[b]! || a - b);
  expect(drain(heap)).toEqual(sorted);
});
