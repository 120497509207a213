import * as Calendar from '../base/Calendar.js';
import * as Digest from '../base/Digest.js';

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
  queue: Calendar.Calendar;
  digest: Digest.Digest;
  /** Waiting events, FIELDS numbers each and together in memory: kind, target, a, b, id, cause. */
  fields: Float64Array;
  free: Int32Array;
  freeCount: number;
}

const FIELDS = 6;

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
    queue: Calendar.create(),
    digest: Digest.create(),
    fields: new Float64Array(0),
    free: new Int32Array(0),
    freeCount: 0,
  };
  grow(kernel, 1024);
  return kernel;
}

function grow(kernel: Kernel, capacity: number): void {
  const { fields } = kernel;
  const old = kernel.free.length;
  kernel.fields = new Float64Array(capacity * FIELDS);
  kernel.fields.set(fields);
  // Called with no slot free, so there is nothing to keep of the old list.
  kernel.free = new Int32Array(capacity);
  for (let slot = capacity - 1; slot >= old; slot--) kernel.free[kernel.freeCount++] = slot;
}

/** What is to happen, before it has an id and a cause. */
export type Task = Pick<Event, 'kind' | 'target' | 'a' | 'b'>;

const TASK: Task = { kind: 0, target: 0, a: 0, b: 0 };

/** Fills the one task that there is: it holds until the next call, so it goes straight into `schedule`. */
export function task(kind: number, target: number, a = 0, b = 0): Task {
  TASK.kind = kind;
  TASK.target = target;
  TASK.a = a;
  TASK.b = b;
  return TASK;
}

/** Queues an event at `atUs` (µs, not before now); its cause is the event being handled. Returns its id. */
export function schedule(kernel: Kernel, atUs: number, phase: number, task: Task): number {
  if (kernel.freeCount === 0) grow(kernel, kernel.free.length * 2);
  const slot = kernel.free[--kernel.freeCount]!;
  const id = ++kernel.sequence;
  const { fields } = kernel;
  const at = slot * FIELDS;
  fields[at] = task.kind;
  fields[at + 1] = task.target;
  fields[at + 2] = task.a;
  fields[at + 3] = task.b;
  fields[at + 4] = id;
  fields[at + 5] = kernel.current;
  Calendar.push(kernel.queue, Math.max(atUs, kernel.nowUs), phase, tie(kernel, id), slot);
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
  const { queue, fields } = kernel;
  const dueUs = Calendar.peekTime(queue);
  if (queue.size === 0 || dueUs > untilUs) return false;
  kernel.nowUs = dueUs;
  const slot = Calendar.pop(queue);
  const at = slot * FIELDS;
  event.kind = fields[at]!;
  event.target = fields[at + 1]!;
  event.a = fields[at + 2]!;
  event.b = fields[at + 3]!;
  event.id = fields[at + 4]!;
  event.cause = fields[at + 5]!;
  kernel.free[kernel.freeCount++] = slot;
  kernel.current = event.id;
  kernel.events++;
  Digest.mix(kernel.digest, kernel.nowUs);
  Digest.mix(kernel.digest, event.kind * 0x1000000 + event.target);
  return true;
}
