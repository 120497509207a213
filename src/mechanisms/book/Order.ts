/**
 * Models:     one incoming order, as a scratch record the caller fills and reuses.
 * Source:     order types and self-trade prevention as published by Binance for spot and USD-M futures.
 * Units:      limit in ticks, lots and reduceCap in lots.
 * Simplified: no iceberg, hidden or pegged orders; stop orders live outside the book until they trigger.
 * Invariants: none
 */

export const BUY = 0;
export const SELL = 1;

/** Highest price a book accepts, in ticks; the lowest is 1. */
export const MAX_TICKS = 2 ** 27;

/** `limit` of a market order: any price will do, and the remainder is cancelled, never rested. */
export const NO_LIMIT = -1;

/** `timeInForce`: rest the remainder. */
export const GTC = 0;
/** `timeInForce`: cancel the remainder. */
export const IOC = 1;
/** `timeInForce`: execute in full at once or not at all. */
export const FOK = 2;
/** `timeInForce`: refuse rather than take. */
export const POST_ONLY = 3;

/** Self-trade policy of a book, when an order meets a resting order of its own account. */
export const EXPIRE_MAKER = 0;
export const EXPIRE_TAKER = 1;
export const EXPIRE_BOTH = 2;
export const SELF_TRADE_ALLOWED = 3;

export interface Order {
  account: number;
  /** BUY or SELL. */
  side: number;
  /** Worst acceptable price in ticks, 1 to MAX_TICKS, or NO_LIMIT. */
  limit: number;
  /** At least 1. */
  lots: number;
  timeInForce: number;
  /** 1: clipped to `reduceCap`, and the rest is marked reduce-only. */
  reduceOnly: number;
  owner: number;
  origin: number;
  /** 1: self-trade prevention does not apply (liquidation orders). */
  bypassSelfTrade: number;
  /** Lots by which the account may still shrink its position with this side; read only if `reduceOnly` is 1. */
  reduceCap: number;
}

export function create(): Order {
  return {
    account: 0,
    side: BUY,
    limit: NO_LIMIT,
    lots: 0,
    timeInForce: GTC,
    reduceOnly: 0,
    owner: 0,
    origin: 0,
    bypassSelfTrade: 0,
    reduceCap: 0,
  };
}

/** The limit with NO_LIMIT replaced by the far bound of the side. */
export function effectiveLimit(order: Order): number {
  if (order.limit !== NO_LIMIT) return order.limit;
  return order.side === BUY ? MAX_TICKS : 1;
}

/** Lots to execute: the order's own, clipped to the cap when it is reduce-only. */
export function effectiveLots(order: Order): number {
  return order.reduceOnly === 1 ? Math.min(order.lots, order.reduceCap) : order.lots;
}

/** Whether limit, lots and cap are numbers a book can hold. */
export function isWellFormed(order: Order): boolean {
  if (!(order.lots >= 1 && Number.isSafeInteger(order.lots))) return false;
  if (order.reduceOnly === 1 && !Number.isSafeInteger(order.reduceCap)) return false;
  if (order.limit === NO_LIMIT) return true;
  return order.limit >= 1 && order.limit <= MAX_TICKS && Number.isInteger(order.limit);
}

/** Whether the order is well-formed and rests whole if it meets nobody; lots that need more than 32 bits are not plain. */
export function isPlain({ limit, lots, timeInForce, reduceOnly }: Order): boolean {
  return (
    (lots | 0) === lots &&
    (limit | 0) === limit &&
    lots >= 1 &&
    limit >= 1 &&
    limit <= MAX_TICKS &&
    reduceOnly !== 1 &&
    (timeInForce === GTC || timeInForce === POST_ONLY)
  );
}
