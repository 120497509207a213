/**
 * Models:     everything one submitted order did to a book, as a scratch record the caller reuses.
 * Source:     self-trade outcomes as published by Binance (expired makers are reported apart from trades).
 * Units:      price in ticks, lots in lots, notional in ticks x lots.
 * Simplified: nothing.
 * Invariants: BOOK-2
 */
import { InvariantError } from '../../base/assert.js';
import * as Columns from './Columns.js';
import * as Orders from './Orders.js';

/** All lots that the reduce cap allows executed. */
export const FILLED = 0;
/** The remainder rests in `restedSlot`; part may have executed. */
export const RESTED = 1;
/** The remainder (or all, if nothing crossed) was cancelled: IOC or market. */
export const CANCELLED = 2;
/** The remainder was cancelled because the order met its own account (EXPIRE_TAKER, EXPIRE_BOTH). */
export const EXPIRED = 3;
/** Post-only order that would take. No effect on the book. */
export const REJECTED_POST_ONLY = 4;
/** Fill-or-kill order that cannot be filled in full. No effect on the book. */
export const REJECTED_FOK = 5;
/** Reduce-only order with nothing left to reduce. No effect on the book. */
export const REJECTED_REDUCE_ONLY = 6;
/** Lots or limit out of range. No effect on the book. */
export const REJECTED_MALFORMED = 7;

/**
 * Rows 0 to count-1 are fills in order of execution, rows 0 to expiredCount-1 are resting orders removed by self-trade
 * prevention. A maker with `makerLeft` 0 has already left: its slot is free and may be the `restedSlot` of this very
 * order, so read fills before the rest. Always filledLots + restedLots + cancelledLots = lots submitted.
 */
export interface Fills {
  status: number;
  filledLots: number;
  /** Sum of price x lots over the fills. */
  notionalTickLots: number;
  /** -1 when nothing rests. */
  restedSlot: number;
  restedLots: number;
  /** Lots neither filled nor rested, those clipped by the reduce cap included. */
  cancelledLots: number;
  count: number;
  makerSlot: Int32Array;
  makerAccount: Int32Array;
  makerOwner: Int32Array;
  makerOrigin: Float64Array;
  makerFlags: Uint8Array;
  /** Lots left on the maker order after the fill; 0 means it left the book. */
  makerLeft: Float64Array;
  price: Int32Array;
  lots: Float64Array;
  expiredCount: number;
  expiredSlot: Int32Array;
  expiredAccount: Int32Array;
  expiredOwner: Int32Array;
  expiredOrigin: Float64Array;
  expiredFlags: Uint8Array;
  expiredPrice: Int32Array;
  expiredLots: Float64Array;
}

export function create(capacity = 64): Fills {
  return {
    status: FILLED,
    filledLots: 0,
    notionalTickLots: 0,
    restedSlot: -1,
    restedLots: 0,
    cancelledLots: 0,
    count: 0,
    makerSlot: new Int32Array(capacity),
    makerAccount: new Int32Array(capacity),
    makerOwner: new Int32Array(capacity),
    makerOrigin: new Float64Array(capacity),
    makerFlags: new Uint8Array(capacity),
    makerLeft: new Float64Array(capacity),
    price: new Int32Array(capacity),
    lots: new Float64Array(capacity),
    expiredCount: 0,
    expiredSlot: new Int32Array(8),
    expiredAccount: new Int32Array(8),
    expiredOwner: new Int32Array(8),
    expiredOrigin: new Float64Array(8),
    expiredFlags: new Uint8Array(8),
    expiredPrice: new Int32Array(8),
    expiredLots: new Float64Array(8),
  };
}

export function clear(fills: Fills): void {
  fills.status = FILLED;
  fills.filledLots = 0;
  fills.notionalTickLots = 0;
  fills.restedSlot = -1;
  fills.restedLots = 0;
  fills.cancelledLots = 0;
  fills.count = 0;
  fills.expiredCount = 0;
}

/** Notes that all `lots` of the order rest in `slot` and nothing else happened. */
export function onlyRests(fills: Fills, slot: number, lots: number): void {
  fills.status = RESTED;
  fills.filledLots = 0;
  fills.notionalTickLots = 0;
  fills.restedSlot = slot;
  fills.restedLots = lots;
  fills.cancelledLots = 0;
  fills.count = 0;
  fills.expiredCount = 0;
}

/** Notes that `lots` of the resting order `slot` execute at its price; call before its lots are lowered. */
export function add(fills: Fills, orders: Orders.Orders, slot: number, lots: number): void {
  if (fills.count === fills.makerSlot.length) grow(fills);
  const row = fills.count++;
  const price = Orders.priceOf(orders, slot);
  fills.makerSlot[row] = slot;
  fills.makerAccount[row] = Orders.accountOf(orders, slot);
  fills.makerOwner[row] = Orders.ownerOf(orders, slot);
  fills.makerOrigin[row] = orders.origin[slot]!;
  fills.makerFlags[row] = Orders.flagsOf(orders, slot);
  fills.makerLeft[row] = orders.lots[slot]! - lots;
  fills.price[row] = price;
  fills.lots[row] = lots;
  fills.filledLots += lots;
  fills.notionalTickLots += price * lots;
  if (fills.notionalTickLots > Number.MAX_SAFE_INTEGER) overflow(fills);
}

/** Notes that the resting order `slot` is removed by self-trade prevention; call before it is released. */
export function addExpired(fills: Fills, orders: Orders.Orders, slot: number): void {
  if (fills.expiredCount === fills.expiredSlot.length) growExpired(fills);
  const row = fills.expiredCount++;
  fills.expiredSlot[row] = slot;
  fills.expiredAccount[row] = Orders.accountOf(orders, slot);
  fills.expiredOwner[row] = Orders.ownerOf(orders, slot);
  fills.expiredOrigin[row] = orders.origin[slot]!;
  fills.expiredFlags[row] = Orders.flagsOf(orders, slot);
  fills.expiredPrice[row] = Orders.priceOf(orders, slot);
  fills.expiredLots[row] = orders.lots[slot]!;
}

function overflow(fills: Fills): never {
  throw new InvariantError(
    'BOOK-2',
    `notional of one order passed 2^53 tick-lots after ${fills.count} fills`,
  );
}

function grow(fills: Fills): void {
  const capacity = Math.max(16, fills.makerSlot.length * 2);
  fills.makerSlot = Columns.int32(fills.makerSlot, capacity);
  fills.makerAccount = Columns.int32(fills.makerAccount, capacity);
  fills.makerOwner = Columns.int32(fills.makerOwner, capacity);
  fills.makerOrigin = Columns.float64(fills.makerOrigin, capacity);
  fills.makerFlags = Columns.uint8(fills.makerFlags, capacity);
  fills.makerLeft = Columns.float64(fills.makerLeft, capacity);
  fills.price = Columns.int32(fills.price, capacity);
  fills.lots = Columns.float64(fills.lots, capacity);
}

function growExpired(fills: Fills): void {
  const capacity = fills.expiredSlot.length * 2;
  fills.expiredSlot = Columns.int32(fills.expiredSlot, capacity);
  fills.expiredAccount = Columns.int32(fills.expiredAccount, capacity);
  fills.expiredOwner = Columns.int32(fills.expiredOwner, capacity);
  fills.expiredOrigin = Columns.float64(fills.expiredOrigin, capacity);
  fills.expiredFlags = Columns.uint8(fills.expiredFlags, capacity);
  fills.expiredPrice = Columns.int32(fills.expiredPrice, capacity);
  fills.expiredLots = Columns.float64(fills.expiredLots, capacity);
}
