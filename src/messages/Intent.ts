/**
 * Orders on their way from an agent to a venue: a pool of flat records linked into batches.
 * `owner` is the sender's quote handle (-1 for none): an order placed on a handle replaces what rests there.
 * `origin` is the id of the journaled cause, 0 for ordinary flow.
 */
export interface Intents {
  op: Uint8Array;
  market: Int32Array;
  account: Int32Array;
  side: Uint8Array;
  limit: Int32Array;
  lots: Float64Array;
  timeInForce: Uint8Array;
  reduceOnly: Uint8Array;
  owner: Int32Array;
  origin: Float64Array;
  next: Int32Array;
  free: number;
  size: number;
}

export const PLACE = 0;
export const CANCEL = 1;

export function create(capacity = 4096): Intents {
  return {
    op: new Uint8Array(capacity),
    market: new Int32Array(capacity),
    account: new Int32Array(capacity),
    side: new Uint8Array(capacity),
    limit: new Int32Array(capacity),
    lots: new Float64Array(capacity),
    timeInForce: new Uint8Array(capacity),
    reduceOnly: new Uint8Array(capacity),
    owner: new Int32Array(capacity),
    origin: new Float64Array(capacity),
    next: new Int32Array(capacity),
    free: -1,
    size: 0,
  };
}

/** A free record; the pool doubles when none is left. */
export function allocate(pool: Intents): number {
  if (pool.free >= 0) {
    const slot = pool.free;
    pool.free = pool.next[slot]!;
    return slot;
  }
  if (pool.size === pool.op.length) grow(pool);
  return pool.size++;
}

export function release(pool: Intents, slot: number): void {
  pool.next[slot] = pool.free;
  pool.free = slot;
}

function grow(pool: Intents): void {
  const capacity = pool.op.length * 2;
  for (const key of ['op', 'side', 'timeInForce', 'reduceOnly'] as const) {
    const column = new Uint8Array(capacity);
    column.set(pool[key]);
    pool[key] = column;
  }
  for (const key of ['market', 'account', 'limit', 'owner', 'next'] as const) {
    const column = new Int32Array(capacity);
    column.set(pool[key]);
    pool[key] = column;
  }
  for (const key of ['lots', 'origin'] as const) {
    const column = new Float64Array(capacity);
    column.set(pool[key]);
    pool[key] = column;
  }
}
