import * as Digest from '../base/Digest.js';
import * as Heap from '../base/Heap.js';

/**
 * The event loop's state: a queue ordered by (time, phase, sequence) and a pool of flat events.
 * Plain data throughout, so that a world can be cloned at any event.
 */
export interface Kernel {
  nowUs: number;
  /** Sequence number of the event being handled: the cause of everything scheduled meanwhile. */
  current: number;
  /** Last sequence number given out. */
  sequence: number;
  /** Events handled plus order messages processed. */
  events: number;
  /** 0 = ties by sequence; otherwise ties in one phase are permuted by this seed. */
  tieSeed: number;
  heap: Heap.Heap;
  digest: Digest.Digest;
  kind: Int32Array;
  target: Int32Array;
  a: Float64Array;
  b: Float64Array;
  id: Float64Array;
  cause: Float64Array;
  free: Int32Array;
  freeCount: number;
}

/** An event as it is handled. `a` and `b` are integers whose meaning belongs to the kind. */
export interface Event {
  kind: number;
  target: number;
  a: number;
  b: number;
  id: number;
  cause: number;
}

export function create(tieSeed = 0): Kernel {
  const kernel: Kernel = {
    nowUs: 0,
    current: 0,
    sequence: 0,
    events: 0,
    tieSeed,
    heap: Heap.create(),
    digest: Digest.create(),
    kind: new Int32Array(0),
    target: new Int32Array(0),
    a: new Float64Array(0),
    b: new Float64Array(0),
    id: new Float64Array(0),
    cause: new Float64Array(0),
    free: new Int32Array(0),
    freeCount: 0,
  };
  grow(kernel, 1024);
  return kernel;
}

function grow(kernel: Kernel, capacity: number): void {
  const old = kernel.kind.length;
  const ints = (column: Int32Array) => {
    const next = new Int32Array(capacity);
    next.set(column);
    return next;
  };
  const doubles = (column: Float64Array) => {
    const next = new Float64Array(capacity);
    next.set(column);
    return next;
  };
  kernel.kind = ints(kernel.kind);
  kernel.target = ints(kernel.target);
  kernel.a = doubles(kernel.a);
  kernel.b = doubles(kernel.b);
  kernel.id = doubles(kernel.id);
  kernel.cause = doubles(kernel.cause);
  kernel.free = ints(kernel.free);
  for (let slot = capacity - 1; slot >= old; slot--) kernel.free[kernel.freeCount++] = slot;
}

/** Queues an event at `atUs` (µs, not before now); its cause is the event being handled. Returns its id. */
export function schedule(
  kernel: Kernel,
  atUs: number,
  phase: number,
  kind: number,
  target: number,
  a = 0,
  b = 0,
): number {
  if (kernel.freeCount === 0) grow(kernel, kernel.kind.length * 2);
  const slot = kernel.free[--kernel.freeCount]!;
  const id = ++kernel.sequence;
  kernel.kind[slot] = kind;
  kernel.target[slot] = target;
  kernel.a[slot] = a;
  kernel.b[slot] = b;
  kernel.id[slot] = id;
  kernel.cause[slot] = kernel.current;
  Heap.push(kernel.heap, atUs < kernel.nowUs ? kernel.nowUs : atUs, phase, tie(kernel, id), slot);
  return id;
}

/** A bijection of the low 32 bits, so that shuffled ties stay a total order. */
function tie(kernel: Kernel, id: number): number {
  if (kernel.tieSeed === 0) return id;
  let x = (id ^ Math.imul(kernel.tieSeed, 0x9e3779b1)) >>> 0;
  x = Math.imul(x, 0x85ebca6b) >>> 0;
  x = (x ^ (x >>> 15)) >>> 0;
  return Math.imul(x, 0xc2b2ae35) >>> 0;
}

/** Takes the earliest event into `event` if it is due by `untilUs`; false when none is. */
export function next(kernel: Kernel, untilUs: number, event: Event): boolean {
  if (kernel.heap.size === 0 || Heap.peekTime(kernel.heap) > untilUs) return false;
  kernel.nowUs = Heap.peekTime(kernel.heap);
  const slot = Heap.pop(kernel.heap);
  event.kind = kernel.kind[slot]!;
  event.target = kernel.target[slot]!;
  event.a = kernel.a[slot]!;
  event.b = kernel.b[slot]!;
  event.id = kernel.id[slot]!;
  event.cause = kernel.cause[slot]!;
  kernel.free[kernel.freeCount++] = slot;
  kernel.current = event.id;
  kernel.events++;
  Digest.mix(kernel.digest, kernel.nowUs);
  Digest.mix(kernel.digest, event.kind * 0x1000000 + event.target);
  return true;
}
