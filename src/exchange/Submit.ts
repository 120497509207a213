import * as Digest from '../base/Digest.js';
import type * as Fills from '../mechanisms/book/Fills.js';
import * as Ladder from '../mechanisms/book/Ladder.js';
import type * as Order from '../mechanisms/book/Order.js';
import * as Orders from '../mechanisms/book/Orders.js';
import * as Intent from '../messages/Intent.js';
import { BUY, IOC, NO_LIMIT, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, Market } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';
import * as Aggressors from './Aggressors.js';
import * as OnCredit from './OnCredit.js';
import * as ReduceOnly from './ReduceOnly.js';
import * as Resting from './Resting.js';
import * as Settle from './Settle.js';
import * as TapeWriter from './TapeWriter.js';

/** Handles a batch of intents that has reached its venue, in the order it was written. */
export function batch(engine: Engine, head: number): void {
  const pool = engine.intents;
  let slot = head;
  while (slot >= 0) {
    const following = pool.next[slot]!;
    engine.kernel.events++;
    const market = engine.markets[pool.market[slot]!]!;
    const owner = pool.owner[slot]!;
    if (owner >= 0) cancelQuote(engine, market, owner);
    if (pool.op[slot] === Intent.PLACE) enter(engine, market, slot);
    Intent.release(pool, slot);
    slot = following;
  }
}

/** Cancels what rests on a handle, if anything still does. */
export function cancelQuote(engine: Engine, market: Market, owner: number): void {
  const slot = engine.quotes.slot[owner]!;
  if (slot >= 0) Resting.cancel(engine, market, slot);
}

/** Cancels every quote of an account (a liquidation's first step). */
export function cancelAll(engine: Engine, account: number): void {
  for (let owner = engine.accounts.quoteFrom[account]!; owner < engine.accounts.quoteTo[account]!; owner++) {
    const slot = engine.quotes.slot[owner]!;
    if (slot >= 0) cancelQuote(engine, engine.markets[Orders.bookOf(engine.orders, slot)]!, owner);
  }
}

function enter(engine: Engine, market: Market, intent: number): void {
  const pool = engine.intents;
  const order = engine.order;
  order.account = pool.account[intent]!;
  order.side = pool.side[intent]!;
  order.limit = pool.limit[intent]!;
  order.lots = pool.lots[intent]!;
  order.timeInForce = pool.timeInForce[intent]!;
  order.owner = pool.owner[intent]!;
  order.origin = pool.origin[intent]!;
  order.reduceOnly = pool.reduceOnly[intent]!;
  order.bypassSelfTrade = 0;
  const refusal = guard(engine, market);
  if (refusal !== '') {
    engine.tally.refused[refusal] = (engine.tally.refused[refusal] ?? 0) + 1;
    return;
  }
  execute(engine, market, market.takerFeePpm);
}

/** Why the order in `engine.order` may not enter, or ''. Clips it to what the account can pay. */
function guard(engine: Engine, market: Market): string {
  const order = engine.order;
  const { account, side } = order;
  if (market.delisted) return 'delisted';
  protect(market, order);
  if (market.perp) order.reduceCap = reduceCap(engine, market, account, side);
  if (account >= Accounts.CROWD_BASE) return crowdGuard(engine, market, account);
  const accounts = engine.accounts;
  if (accounts.kind[account] === Accounts.CASH) {
    const most =
      side === BUY
        ? order.limit === NO_LIMIT
          ? 0
          : Settle.affordable(engine, market, account, order.limit)
        : Whole.down(Accounts.balance(engine, account, market.base) / market.baseAtomsPerLot);
    if (order.lots > most) order.lots = most;
    if (order.lots < 1) return 'balance';
    return isTooSmall(market, order) ? 'minimum' : '';
  }
  if (!market.perp) order.lots = OnCredit.most(engine, market);
  if (order.lots < 1) return 'size';
  if (isTooSmall(market, order)) return 'minimum';
  return adds(engine, market) ? marginGuard(engine, market, account) : '';
}

/** Below the venue's smallest size or notional. What closes a position may be of any size. */
function isTooSmall(market: Market, { lots, limit, reduceCap }: Order.Order): boolean {
  if (market.perp && lots <= reduceCap) return false;
  const ticks = limit === NO_LIMIT ? market.lastTicks : limit;
  return lots < market.minLots || lots * ticks * market.atomsPerTickLot < market.minAtoms;
}

/** A crowd row may close freely and open as far as its own margin allows. */
function crowdGuard(engine: Engine, market: Market, account: number): string {
  const { order } = engine;
  if (order.lots < 1) return 'size';
  if (order.lots <= order.reduceCap) return '';
  const price = order.limit === NO_LIMIT ? market.lastTicks : order.limit;
  const needed = (price * order.lots * market.atomsPerTickLot) / market.maxLeverage;
  const margin = engine.crowds[market.crowd]!.margin[Accounts.rowOf(account)]!;
  return needed <= engine.ledger.balance[margin]! ? '' : 'margin';
}

/** A margin account may add risk only outside reduce-only, and only with initial margin to spare. */
function marginGuard(engine: Engine, market: Market, account: number): string {
  if (engine.accounts.state[account]! >= Accounts.REDUCE_ONLY) return 'reduce-only';
  const order = engine.order;
  const price = order.limit === NO_LIMIT ? market.lastTicks : order.limit;
  const rate = market.perp ? 1 / market.maxLeverage : 0.1;
  const usd = price * market.tick * market.lot * order.lots * quoteUsd(engine, market) * rate;
  if (usd > engine.accounts.free[account]!) return 'margin';
  if (order.timeInForce === IOC) engine.accounts.free[account] = engine.accounts.free[account]! - usd;
  return '';
}

/** Whether the order can increase exposure: anything but closing a perp or selling spot that is held. */
function adds(engine: Engine, market: Market): boolean {
  const order = engine.order;
  if (market.perp) return order.lots > reduceCap(engine, market, order.account, order.side);
  if (order.side === BUY) return Accounts.owed(engine, order.account, market.base) === 0;
  return order.lots * market.baseAtomsPerLot > Accounts.balance(engine, order.account, market.base);
}

function reduceCap(engine: Engine, market: Market, account: number, side: number): number {
  const lots = Settle.lotsOf(engine, market, account);
  return side === BUY ? Math.max(0, -lots) : Math.max(0, lots);
}

/** A venue's protective price turns a market order into a limit order around the reference. */
function protect(market: Market, order: { limit: number; side: number }): void {
  if (order.limit !== NO_LIMIT || market.bandPpm === 0) return;
  const reference = market.mark && market.mark.mark > 0 ? market.mark.mark / market.tick : market.lastTicks;
  const band = market.bandPpm / 1e6;
  order.limit =
    order.side === BUY ? Whole.down(reference * (1 + band)) : Math.max(1, Whole.up(reference * (1 - band)));
}

/** Matches and settles the order in `engine.order`; the unfilled part of a limit order rests in the book. */
export function execute(engine: Engine, market: Market, takerFeePpm: number): void {
  const { order, fills } = engine;
  if (market.reducing.length > 0) ReduceOnly.meet(engine, market, order);
  if (OnCredit.meets(engine, market, order)) OnCredit.withdraw(engine, market, order);
  Ladder.submit(engine.orders, market.book, order, fills);
  Digest.mix(engine.kernel.digest, fills.notionalTickLots + fills.status);
  expire(engine, market);
  if (fills.count > 0) {
    Settle.fills(engine, market, order.account, order.side, takerFeePpm);
    const usd = fills.notionalTickLots * market.tick * market.lot * quoteUsd(engine, market);
    TapeWriter.write(engine, market, order.side, usd);
    const key =
      order.origin > 0 ? order.origin : Aggressors.ordinary(engine, agentOf(engine, market, order.account));
    Aggressors.note(engine.tally.aggressors, market.base, order.side, key, usd);
  }
  if (fills.restedSlot >= 0) {
    if (order.reduceOnly === 1) ReduceOnly.note(engine, market, fills.restedSlot);
    if (order.owner >= 0) engine.quotes.slot[order.owner] = fills.restedSlot;
    Settle.reserve(engine, market, fills.restedSlot, order.account, order.side);
  }
  if (fills.count > 0 || fills.restedSlot >= 0) market.dirty = 1;
  if (market.reducing.length > 0) reduceAll(engine, market);
}

/** Cuts the resting reduce-only orders of all accounts that have just traded. */
function reduceAll(engine: Engine, market: Market): void {
  const { order, fills } = engine;
  ReduceOnly.hold(engine, market, order.account);
  for (let i = 0; i < fills.count; i++) ReduceOnly.hold(engine, market, fills.makerAccount[i]!);
}

/** Own resting orders that self-trade prevention removed give back their reservations and handles. */
function expire(engine: Engine, market: Market): void {
  const fills: Fills.Fills = engine.fills;
  for (let i = 0; i < fills.expiredCount; i++) {
    const owner = fills.expiredOwner[i]!;
    if (owner >= 0) engine.quotes.slot[owner] = -1;
    const side = engine.order.side === BUY ? SELL : BUY;
    Settle.releaseReserve(engine, market, fills.expiredSlot[i]!, fills.expiredAccount[i]!, side);
  }
}

function agentOf(engine: Engine, market: Market, account: number): number {
  if (account >= Accounts.CROWD_BASE) return engine.crowds[market.crowd]!.agent[Accounts.rowOf(account)]!;
  return engine.accounts.agent[account]!;
}

/** Dollars per unit of the market's quote asset. */
function quoteUsd(engine: Engine, market: Market): number {
  const quote = engine.assets[market.quote]!;
  return quote.dollar ? 1 : engine.feed.assetUsd[market.quote]!;
}
