import * as Calendar from '../src/base/Calendar.js';
import * as Heap from '../src/base/Heap.js';
import * as Streams from '../src/base/Streams.js';
import { type Benchmark, bytesOf, type Contender } from './harness.js';
import * as ObjectHeap from './objectHeap.js';

const OPERATIONS = 1_000_000;
/** Mean time until a new event is due, µs. */
const MEAN_US = 1_000_000;
const DELAYS = 1 << 16;

/** One queue of the hold model. Every contender has a loop of its own, so that the host can compile it into one piece. */
interface Queue {
  readonly push: (time: number, phase: number, sequence: number, slot: number) => void;
  /** Pops and pushes from operation `from` to `to` - 1; returns the sum of the slots popped. */
  readonly hold: (from: number, to: number, pending: number) => number;
  readonly bytes?: () => number;
}

export const benchmarks: Benchmark[] = [
  benchmark('queue-1k', '1 thousand', 1_000),
  benchmark('queue-100k', '100 thousand', 100_000),
  benchmark('queue-1m', '1 million', 1_000_000),
];

function benchmark(name: string, words: string, pending: number): Benchmark {
  const what = `hold model, ${words} pending: pop the first event, push one due an exponential time (mean 1 s) later`;
  return {
    name,
    what,
    contenders: () => [
      contender('calendar', pending, calendar),
      contender('binary heap of objects', pending, objects),
      contender('typed 4-ary heap', pending, heap),
    ],
  };
}

function contender(name: string, pending: number, create: (delays: Float64Array) => Queue): Contender {
  const delays = drawDelays();
  const prepare = () => {
    const queue = create(delays);
    for (let i = 0; i < pending; i++) queue.push(delays[i % DELAYS]! + (i >> 16), 0, i, i);
    let sum = 0;
    const session = {
      play: (from: number, to: number) => {
        sum += queue.hold(from, to, pending);
      },
      counts: () => ({ pending, 'sum of slots': sum }),
    };
    const { bytes } = queue;
    return bytes === undefined
      ? session
      : { ...session, bytes: () => ({ unit: 'event', each: bytes() / pending }) };
  };
  return { name, operations: OPERATIONS, prepare };
}

function drawDelays(): Float64Array {
  const streams = Streams.create(1);
  const id = Streams.open(streams, 'delays');
  return new Float64Array(DELAYS).map(() => Math.round(MEAN_US * Streams.exponential(streams, id)));
}

function calendar(delays: Float64Array): Queue {
  const queue = Calendar.create();
  return {
    push: (time, phase, sequence, slot) => Calendar.push(queue, time, phase, sequence, slot),
    hold: (from, to, pending) => {
      let sum = 0;
      for (let i = from; i < to; i++) {
        const now = Calendar.peekTime(queue);
        const slot = Calendar.pop(queue);
        sum += slot;
        Calendar.push(queue, now + delays[i % DELAYS]!, 0, pending + i, slot);
      }
      return sum;
    },
    bytes: () => bytesOf(queue),
  };
}

function heap(delays: Float64Array): Queue {
  const queue = Heap.create();
  return {
    push: (time, phase, sequence, slot) => Heap.push(queue, time, phase, sequence, slot),
    hold: (from, to, pending) => {
      let sum = 0;
      for (let i = from; i < to; i++) {
        const now = Heap.peekTime(queue);
        const slot = Heap.pop(queue);
        sum += slot;
        Heap.push(queue, now + delays[i % DELAYS]!, 0, pending + i, slot);
      }
      return sum;
    },
    bytes: () => bytesOf(queue),
  };
}

function objects(delays: Float64Array): Queue {
  const queue = ObjectHeap.create();
  return {
    push: (time, phase, sequence, slot) => ObjectHeap.push(queue, { time, phase, sequence, slot }),
    hold: (from, to, pending) => {
      let sum = 0;
      for (let i = from; i < to; i++) {
        const now = queue[0]!.time;
        const slot = ObjectHeap.pop(queue)!.slot;
        sum += slot;
        ObjectHeap.push(queue, { time: now + delays[i % DELAYS]!, phase: 0, sequence: pending + i, slot });
      }
      return sum;
    },
  };
}
