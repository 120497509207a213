import { expect, test } from 'vitest';
import * as Heap from './Heap.js';
import * as Streams from './Streams.js';

type Key = readonly [time: number, phase: number, sequence: number, slot: number];

/** The naive twin: an array, sorted again before every removal. */
function takeFirst(events: Key[]): Key | undefined {
  events.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return events.shift();
}

test('equals a sorted array over 10,000 random pushes and pops with many ties', () => {
  const s = Streams.create(3);
  const id = Streams.open(s, 'heap');
  const heap = Heap.create();
  const naive: Key[] = [];
  const order = Array.from({ length: 10_000 }, (_, i) => i);
  Streams.shuffle(s, id, order);
  let next = 0;
  for (let step = 0; step < 10_000; step++) {
    if (Streams.below(s, id, 100) < 52) {
      const key: Key = [Streams.below(s, id, 40), Streams.below(s, id, 4), order[next]!, next++];
      Heap.push(heap, ...key);
      naive.push(key);
    } else {
      expect(Heap.pop(heap)).toBe(takeFirst(naive)?.[3] ?? -1);
    }
    expect(heap.size).toBe(naive.length);
  }
  expect(heap.size).toBeGreaterThan(64);
  while (naive.length > 0) {
    const first = takeFirst(naive)!;
    expect(Heap.peekTime(heap)).toBe(first[0]);
    expect(Heap.pop(heap)).toBe(first[3]);
  }
});

test('time comes before phase, phase before sequence', () => {
  const heap = Heap.create();
  Heap.push(heap, 2, 0, 0, 10);
  Heap.push(heap, 1, 31, 2 ** 48 - 1, 11);
  Heap.push(heap, 1, 30, 2 ** 48 - 1, 12);
  Heap.push(heap, 1, 31, 2 ** 48 - 2, 13);
  expect([1, 2, 3, 4, 5].map(() => Heap.pop(heap))).toEqual([12, 13, 11, 10, -1]);
});

test('an empty heap has no next event', () => {
  const heap = Heap.create();
  expect(Heap.peekTime(heap)).toBe(Number.POSITIVE_INFINITY);
  expect(Heap.pop(heap)).toBe(-1);
  expect(heap.size).toBe(0);
});

test('a clone runs on alone', () => {
  const heap = Heap.create();
  for (let i = 0; i < 200; i++) Heap.push(heap, (i * 7919) % 211, 0, i, i);
  const copy = structuredClone(heap);
  while (heap.size > 0) Heap.pop(heap);
  let last = -1;
  for (let i = 0; i < 200; i++) {
    expect(Heap.peekTime(copy)).toBeGreaterThanOrEqual(last);
    last = Heap.peekTime(copy);
    expect(Heap.pop(copy)).not.toBe(-1);
  }
});

test.each([
  [Number.NaN, 0, 0, 0],
  [0, -1, 0, 0],
  [0, 32, 0, 0],
  [0, 0.5, 0, 0],
  [0, 0, -1, 0],
  [0, 0, 2 ** 48, 0],
  [0, 0, 0.5, 0],
  [0, 0, 0, -1],
  [0, 0, 0, 2 ** 31],
])('BASE-3 refuses time %d, phase %d, sequence %d, slot %d', (time, phase, sequence, slot) => {
  const heap = Heap.create();
  expect(() => Heap.push(heap, time, phase, sequence, slot)).toThrow('BASE-3');
  expect(heap.size).toBe(0);
});
