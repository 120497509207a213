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

type Draw = (streams: Streams.Streams, id: number, step: number) => number;

const TICKS = [1, 4_095, 4_096, 4_097, 2 ** 23 - 1, 2 ** 23, 2 ** 30 - 1, 2 ** 30, 2 ** 38, 2 ** 46] as const;

const DELAYS: Readonly<Record<string, Draw>> = {
  'fractions of a microsecond': (s, id) => Streams.unit(s, id) * 3,
  'fractions and long waits': (s, id) => Streams.unit(s, id) ** 8 * 1e9,
  'times already popped': (s, id) => Streams.below(s, id, 9_000) - 5_000,
  'dense, then sparse, then dense': (s, id, step) =>
    Streams.below(s, id, step % 9_000 < 4_500 ? 50 : 10_000_000),
  'one bucket, filled to overflowing': (s, id) => 4_096 * Streams.below(s, id, 2),
  'the edges of the digits': (s, id) => TICKS[Streams.below(s, id, TICKS.length)]! - Streams.below(s, id, 2),
  'past 2^53 and never': (s, id) => 2 ** (40 + 15 * Streams.unit(s, id)) / Streams.below(s, id, 4),
};

test.each(Object.keys(DELAYS))('and whatever the delays are: %s', (name) => {
  const streams = Streams.create(9);
  const id = Streams.open(streams, name);
  const draw = DELAYS[name]!;
  let calendar = Calendar.create();
  const heap = Heap.create();
  let now = 0;
  for (let step = 0; step < 30_000; step++) {
    // Fills up to some three thousand and runs dry, over and over.
    if (Streams.below(streams, id, 100) < (step % 10_000 < 5_000 ? 80 : 10)) {
      const phase = Streams.below(streams, id, 3);
      const time = now + draw(streams, id, step);
      Calendar.push(calendar, time, phase, step, step);
      Heap.push(heap, time, phase, step, step);
    } else {
      expect(Calendar.peekTime(calendar)).toBe(Heap.peekTime(heap));
      if (heap.size > 0) now = Math.min(2 ** 54, Heap.peekTime(heap));
      expect(Calendar.pop(calendar)).toBe(Heap.pop(heap));
    }
    if (step % 7_000 === 3_000) calendar = structuredClone(calendar);
  }
  while (heap.size > 0) expect(Calendar.pop(calendar)).toBe(Heap.pop(heap));
  expect(calendar.size).toBe(0);
});
