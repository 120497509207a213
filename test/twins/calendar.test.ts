import { expect, test } from 'vitest';
import * as Calendar from '../../src/base/Calendar.js';
import * as Heap from '../../src/base/Heap.js';
import * as Streams from '../../src/base/Streams.js';

/** Delays in µs from nothing to years, with many ties at the same instant. */
const SPANS = [1, 3, 40, 1_000, 1_100, 1_000_000, 2 ** 30, 2 ** 31, 2 ** 41, 2 ** 51] as const;

function delay(streams: Streams.Streams, id: number): number {
  const span = SPANS[Streams.below(streams, id, SPANS.length)]!;
  return Streams.below(streams, id, span);
}

test.each([
  ['few pending', 1, 8],
  ['hundreds', 2, 400],
  ['thousands, all at one of few instants', 3, 5_000],
])('the calendar pops what the heap pops: %s', (_, seed, pending) => {
  const streams = Streams.create(seed);
  const id = Streams.open(streams, 'calendar');
  let calendar = Calendar.create();
  const heap = Heap.create();
  let now = 0;
  for (let step = 0; step < 40_000; step++) {
    const isFilling = heap.size < pending ? 70 : 30;
    if (Streams.below(streams, id, 100) < isFilling) {
      const time = Math.min(
        2 ** 53 - 1,
        now + (pending === 5_000 ? 1_000 * Streams.below(streams, id, 3) : delay(streams, id)),
      );
      const phase = Streams.below(streams, id, 7);
      // A bijection of the step, as the tie shuffle of the kernel: ties come in any order.
      const sequence = (step * 7_919) % 2 ** 32;
      Calendar.push(calendar, time, phase, sequence, step);
      Heap.push(heap, time, phase, sequence, step);
    } else {
      expect(Calendar.peekTime(calendar)).toBe(Heap.peekTime(heap));
      if (heap.size > 0) now = Heap.peekTime(heap);
      expect(Calendar.pop(calendar)).toBe(Heap.pop(heap));
    }
    expect(calendar.size).toBe(heap.size);
    // Years ahead of everything: starts over in a fresh window.
    if (now > 2 ** 52) now = 0;
    if (step % 9_000 === 0) calendar = structuredClone(calendar);
  }
  while (heap.size > 0) expect(Calendar.pop(calendar)).toBe(Heap.pop(heap));
  expect(Calendar.pop(calendar)).toBe(-1);
});
