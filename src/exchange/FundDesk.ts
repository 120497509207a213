import * as Ladder from '../mechanisms/book/Ladder.js';
import * as Adl from '../mechanisms/liquidation/Adl.js';
import { BUY, SELL } from '../messages/Outbox.js';
import * as Accounts from '../state/Accounts.js';
import type { Engine, LiquidationRule, Market } from '../state/Engine.js';
import type { Pool } from '../state/Tables.js';
import * as Amount from '../units/Amount.js';
import * as Rounding from '../units/Rounding.js';
import * as Time from '../units/Time.js';
import * as Deleverage from './Deleverage.js';
import * as ForcedOrder from './ForcedOrder.js';
import * as InsuranceFunds from './InsuranceFunds.js';
import * as Loans from './Loans.js';
import * as Takeover from './Takeover.js';

/** Reach from the touch that counts as visible. */
const WITHIN = 0.05;
/** Interval between two sales of the same coin, in seconds. */
const SALE_SECONDS = 60;

/** One second of a pool's desk: repay, sell, and when its trigger is on, deleverage what it holds. */
export function step(engine: Engine, pool: Pool): void {
  const venue = engine.venues[pool.venue]!;
  const equity = InsuranceFunds.equityUsd(engine, pool);
  pool.equityUsd = equity;
  if (pool.equityUsd < pool.minUsd) pool.minUsd = pool.equityUsd;
  Adl.observe(venue.adl, pool.trigger, equity, engine.kernel.nowUs);
  const verdict = Takeover.verdictOf(engine, pool, equity, Amount.dollars(0));
  const deleveraging = verdict !== 'pool' && Adl.takes(venue.adl) === 'positions';
  const { accounts, assets } = engine;
  for (
    let local = Accounts.nextOpen(accounts, pool.account, -1);
    local >= 0;
    local = Accounts.nextOpen(accounts, pool.account, local)
  )
    unwind(engine, pool, engine.markets[venue.perps[local]!]!, deleveraging);
  for (
    let asset = Accounts.nextHeld(accounts, pool.account, -1);
    asset >= 0;
    asset = Accounts.nextHeld(accounts, pool.account, asset)
  ) {
    if (Accounts.balance(engine, pool.account, asset) === 0) continue;
    Loans.repay(engine, pool.account, asset);
    if (!assets[asset]!.dollar) sell(engine, pool, asset);
  }
}

function unwind(engine: Engine, pool: Pool, market: Market, deleveraging: boolean): void {
  const at = pool.account * engine.accounts.width + market.local;
  const lots = engine.accounts.lots[at]!;
  if (deleveraging && Math.sign(lots) * (costPerLot(engine, market, at) - market.mark!.mark) > 0) {
    deleverage(engine, pool, market, lots);
    return;
  }
  const side = lots > 0 ? SELL : BUY;
  const slice = sliceOf(engine, market, side, Math.abs(lots) * venueRule(engine, market).fundRate);
  ForcedOrder.send(engine, market, {
    account: pool.account,
    side,
    limit: ForcedOrder.bound(market, side),
    lots: slice,
    origin: market.mark!.moveId,
  });
}

/** Winners take a position that the pool loses on, for what it has cost the pool: their loss at mark. */
function deleverage(engine: Engine, pool: Pool, market: Market, lots: number): void {
  const value = Math.abs(engine.accounts.entry[pool.account * engine.accounts.width + market.local]!);
  const { unit } = engine.assets[market.quote]!;
  const failing = { account: pool.account, lots, value, cause: market.mark!.moveId };
  const closed = Deleverage.close(engine, market, failing);
  const gap = Math.abs(value / unit - Math.abs(lots) * market.lot * market.mark!.mark);
  InsuranceFunds.lose(engine, 'adl', Amount.dollars((gap * closed) / Math.abs(lots)));
}

/** `wanted` lots, limited to a share of the visible ones. The book is read only as deep as needed. */
function sliceOf(engine: Engine, market: Market, side: number, wanted: number): number {
  const { fundShare } = venueRule(engine, market);
  const lots = Rounding.up(wanted);
  const visible = ForcedOrder.visibleLots(market, side, WITHIN, lots / fundShare);
  return Math.min(lots, Rounding.up(visible * fundShare));
}

function venueRule(engine: Engine, market: Market): LiquidationRule {
  return engine.venues[market.venue]!.liquidation;
}

/** Average cost of a position in dollars per unit. */
function costPerLot(engine: Engine, market: Market, at: number): number {
  const { entry, lots } = engine.accounts;
  return entry[at]! / engine.assets[market.quote]!.unit / (lots[at]! * market.lot);
}

/**
 * Sells collateral the pool has taken over, over hours or days, because a fund has no margin call. It waits while bids on
 * its own venue are far below the price elsewhere.
 */
function sell(engine: Engine, pool: Pool, asset: number): void {
  if ((Time.second(engine.kernel.nowUs) + asset) % SALE_SECONDS !== 0) return;
  const { direct } = engine.venues[pool.venue]!.collateral[asset]!;
  if (direct < 0) return;
  const market = engine.markets[direct]!;
  const { fundSellsOverUs, fundBand } = venueRule(engine, market);
  const worth = elsewhere(engine, asset, direct) / engine.feed.assetUsd[market.quote]!;
  const floor = (worth * (1 - fundBand)) / market.tick;
  if (!(Ladder.bestBid(market.book) >= floor)) return;
  const most = Rounding.down(Accounts.balance(engine, pool.account, asset) / market.baseAtomsPerLot);
  if (most < 1) return;
  const wanted = Math.min(most, (most * SALE_SECONDS * Time.SECOND) / fundSellsOverUs);
  const limit = Math.max(Rounding.up(floor), ForcedOrder.bound(market, SELL));
  const lots = sliceOf(engine, market, SELL, wanted);
  ForcedOrder.send(engine, market, { account: pool.account, side: SELL, limit, lots, origin: 0 });
}

/**
 * What an asset is worth away from the venue's own book, dollars: the highest price in the other spot books, what it redeems
 * for, and where there is neither its common price.
 */
function elsewhere(engine: Engine, asset: number, own: number): number {
  const { feed, assets } = engine;
  const { sources, redeemsTo, redemptionRatio } = assets[asset]!;
  let best = redeemsTo >= 0 ? redemptionRatio * feed.assetUsd[redeemsTo]! : 0;
  for (const source of sources) if (source !== own) best = Math.max(best, feed.price[source]!);
  return best > 0 ? best : feed.assetUsd[asset]!;
}
