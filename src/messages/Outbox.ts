import type { Call } from './Call.js';
import * as Intent from './Intent.js';
import type { ReportKind } from './Journal.js';

/**
 * What an agent says when it is woken: orders, its next wake-up, and journal entries about itself.
 * The kernel delivers orders after the agent's latency; nothing here acts by itself.
 */
export interface Outbox {
  intents: Intent.Intents;
  /** Per venue: head and tail of the batch being written, -1 when empty. */
  head: Int32Array;
  tail: Int32Array;
  /** Venue of each market. */
  venueOf: Int32Array;
  wakeAtUs: number;
  /** Requests to rails, pools, lending protocols and issuers. */
  calls: Call[];
  reports: Report[];
}

/** A statement of an agent about itself: a row of the journal, or a profit it missed, which is only counted. */
export interface Report {
  kind: ReportKind | 'missed';
  cause: number;
  market: number;
  account: number;
  usd: number;
  reason: string;
}

export const GTC = 0;
export const IOC = 1;
export const FOK = 2;
export const POST_ONLY = 3;
/** Limit of a market order. */
export const NO_LIMIT = -1;
export const BUY = 0;
export const SELL = 1;

export function create(intents: Intent.Intents, venueOf: Int32Array, venues: number): Outbox {
  return {
    intents,
    head: new Int32Array(venues).fill(-1),
    tail: new Int32Array(venues).fill(-1),
    venueOf,
    wakeAtUs: -1,
    calls: [],
    reports: [],
  };
}

/** An order as its sender states it. */
export interface Order {
  readonly market: number;
  readonly account: number;
  readonly side: number;
  /** Ticks; NO_LIMIT for a market order. */
  readonly limit: number;
  /** More than 0. */
  readonly lots: number;
  readonly timeInForce: number;
  /** Quote handle, so that the order replaces what rests under it; absent: none. */
  readonly owner?: number;
  /** Journal id of the cause; absent: ordinary flow. */
  readonly origin?: number;
  /** 1: may shrink a position only; absent: 0. */
  readonly reduceOnly?: number;
}

/** Appends an order. */
export function place(box: Outbox, order: Order): void {
  const slot = append(box, order.market);
  const pool = box.intents;
  pool.op[slot] = Intent.PLACE;
  pool.account[slot] = order.account;
  pool.side[slot] = order.side;
  pool.limit[slot] = order.limit;
  pool.lots[slot] = order.lots;
  pool.timeInForce[slot] = order.timeInForce;
  pool.owner[slot] = order.owner ?? -1;
  pool.origin[slot] = order.origin ?? 0;
  pool.reduceOnly[slot] = order.reduceOnly ?? 0;
}

/** Cancels what rests on a quote handle. */
export function cancel(box: Outbox, market: number, owner: number): void {
  const slot = append(box, market);
  box.intents.op[slot] = Intent.CANCEL;
  box.intents.owner[slot] = owner;
}

function append(box: Outbox, market: number): number {
  const slot = Intent.allocate(box.intents);
  const venue = box.venueOf[market]!;
  box.intents.market[slot] = market;
  box.intents.next[slot] = -1;
  if (box.head[venue] === -1) box.head[venue] = slot;
  else box.intents.next[box.tail[venue]!] = slot;
  box.tail[venue] = slot;
  return slot;
}
