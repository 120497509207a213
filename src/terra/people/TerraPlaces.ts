import * as Outbox from '../../messages/Outbox.js';
import * as Agent from '../../populations/Agent.js';
import * as GasBid from '../../populations/GasBid.js';
import type { View } from '../../state/View.js';
import * as Whole from '../../units/Whole.js';
import * as TerraShow from '../TerraShow.js';

/** Where somebody holds UST and LUNA: accounts on Terra, on a venue and on the other chain; -1 where he has none. */
export interface Places {
  readonly terra: number;
  readonly venue: number;
  readonly ether: number;
  /** Books of UST and LUNA on that venue, the pool on the other chain (-1 = none) and the dollar it pays. */
  readonly ustMarket: number;
  readonly lunaMarket: number;
  readonly pool: number;
  readonly poolDollar: number;
}

/** Share of the bids within reach that one sale takes. */
const SHARE = 0.5;

/** Units of an asset that an account can spend. */
export function units(view: View, account: number, asset: number): number {
  return account < 0 ? 0 : view.balance(account, asset) / view.assets[asset]!.unit;
}

/** From which account to which. */
export interface Way {
  readonly from: number;
  readonly to: number;
}

/** Sends an asset where both accounts exist. */
export function transfer(view: View, asset: number, way: Way, atoms: number, toAsset = asset): void {
  if (way.from < 0 || way.to < 0 || atoms < 1) return;
  view.box.calls.push({ op: 'transfer', asset, ...way, toAsset, atoms: Whole.down(atoms), origin: 0 });
}

/** Sells up to `most` units for immediate execution within `within` of the touch; returns the dollars offered. */
export function sell(view: View, account: number, market: number, most: number, within: number): number {
  const bid = view.feed.bid[market]!;
  if (!(bid > 0) || account < 0) return 0;
  const held = Math.min(most, units(view, account, view.markets[market]!.base));
  const usd = Math.min(held * bid, SHARE * view.depthUsd(market, Outbox.BUY, within));
  const lots = Agent.lotsFor(view, market, usd, bid);
  if (lots < 1) return 0;
  const limit = Agent.ticksOf(view, market, bid * (1 - within));
  Outbox.place(view.box, { market, account, side: Outbox.SELL, limit, lots, timeInForce: Outbox.IOC });
  return lots * view.markets[market]!.lot * bid;
}

/** How far above the touch a purchase reaches, and the price that it never passes. */
export interface Reach {
  readonly within: number;
  readonly cap?: number;
}

/** Buys for up to `usd` within a reach; returns the dollars sent. */
export function buy(view: View, account: number, market: number, usd: number, reach: Reach): number {
  const { within, cap = Number.POSITIVE_INFINITY } = reach;
  const ask = view.feed.ask[market]!;
  if (!(ask > 0) || account < 0 || ask > cap) return 0;
  const held = units(view, account, view.markets[market]!.quote) * 0.99;
  const most = Math.min(usd, held, SHARE * view.depthUsd(market, Outbox.SELL, within));
  const lots = Agent.lotsFor(view, market, most, ask);
  if (lots < 1) return 0;
  const limit = Agent.ticksOf(view, market, Math.min(cap, ask * (1 + within)));
  Outbox.place(view.box, { market, account, side: Outbox.BUY, limit, lots, timeInForce: Outbox.IOC });
  return lots * view.markets[market]!.lot * ask;
}

/** Sells in the pool at the price seen less half a percent. */
export function swapInPool(view: View, places: Places, from: number, to: number, atoms: number): void {
  const { pool, ether: account } = places;
  const expected = view.pools[pool]!.quote(from, to, atoms);
  if (!(expected > 0)) return;
  view.box.calls.push({
    op: 'swap',
    pool,
    account,
    from,
    to,
    atoms,
    atomsMin: Whole.down(expected * 0.995),
    bid: GasBid.of(view, 3, 2e9),
    origin: 0,
  });
}

/** Units of `to` per unit of `from` that a sale of `amount` units in the pool brings; NaN without a pool. */
export function poolPrice(view: View, places: Places, from: number, to: number, amount: number): number {
  const pool = view.pools[places.pool];
  if (!pool) return Number.NaN;
  const atoms = Whole.down(amount * view.assets[from]!.unit);
  return pool.quote(from, to, atoms) / view.assets[to]!.unit / amount;
}

/**
 * Dollars that a UST brings at the market module: LUNA at the oracle's price less the spread of `usd`, sold at the
 * venue's bid; `fall` is what LUNA is expected to lose on the way. 0 when swaps are off.
 */
export function moduleValue(view: View, places: Places, usd: number, fall: number): number {
  const terra = TerraShow.of(view);
  const oracle = terra.oracleUsd();
  const bid = view.feed.bid[places.lunaMarket]!;
  if (!(oracle > 0) || !(bid > 0) || terra.isHalted()) return 0;
  const fee = view.markets[places.lunaMarket]!.takerFeePpm / 1e6;
  return (1 - terra.spread(usd)) * (bid / oracle) * (1 - fee) * (1 - fall);
}

/** Touch or, without one, the last price. */
export function bidOf(view: View, market: number): number {
  const bid = view.feed.bid[market]!;
  return bid > 0 ? bid : view.feed.price[market]!;
}
