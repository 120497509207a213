import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Rounding from '../../units/Rounding.js';
import * as Agent from '../Agent.js';
import * as GasBid from '../GasBid.js';
import * as PoolStock from './PoolStock.js';

/**
 * Arbitrage of a synthetic dollar between one pool, books of venues, and the issuer at par where it is whitelisted.
 * Both legs are sent at once out of what it holds on each side; the pool's leg waits for a block and is protected by
 * the other leg's price, so that the cost of a late block is limited to an unhedged leg. Stocks are evened out by PoolStock.
 */
export interface State extends Agent.Base {
  readonly kind: 'pool-arbitrageur';
  readonly pool: number;
  readonly coin: number;
  readonly dollar: number;
  /** Its account on the chain, and those on the venues of `markets`. */
  readonly account: number;
  readonly markets: readonly number[];
  readonly accounts: readonly number[];
  /** Issuer that mints and redeems for it, -1 for none. */
  readonly issuer: number;
  readonly edge: number;
  readonly clipUsd: number;
  /** Largest base fee in multiples of the present one, and the tip. */
  readonly bear: number;
  readonly tipWei: number;
  readonly everyUs: number;
  /** Opening atoms: on the chain (coins, dollars), then per venue. */
  readonly coins0: number;
  readonly dollars0: number;
  readonly venueCoins0: Float64Array;
  readonly venueDollars0: Float64Array;
  /** No further swap before this time: the last one has not taken effect yet. */
  busyUntilUs: number;
  stockedUs: number;
}

/** The other leg: a price in dollars per coin after fees, where, and dollars it can take. */
interface Leg {
  readonly price: number;
  /** Index of the venue, -1 for the issuer. */
  readonly at: number;
  readonly roomUsd: number;
  /** Worst price of the order on a book, as it is quoted there. */
  readonly limit: number;
}

/** A swap takes effect two blocks after it was sent, unless it waits for block space. */
const SHOWN_US = 24_000_000;
const STOCK_US = 120_000_000;

export function wake(view: View, agent: State): void {
  // No transfer while a swap is pending, because the swap needs the coins.
  if (view.nowUs >= agent.busyUntilUs) {
    if (sell(view, agent) || buy(view, agent)) agent.busyUntilUs = view.nowUs + SHOWN_US;
    else if (view.nowUs - agent.stockedUs >= STOCK_US) {
      agent.stockedUs = view.nowUs;
      PoolStock.even(view, agent);
    }
  }
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}

/** Sells coins into the pool, hedged by the cheapest purchase elsewhere. */
function sell(view: View, agent: State): boolean {
  const leg = cheapest(view, agent);
  if (!leg) return false;
  const pool = view.pools[agent.pool]!;
  const coin = view.assets[agent.coin]!.unit;
  const least = leg.price * (1 + agent.edge);
  const most = Math.min(agent.clipUsd, leg.roomUsd) / leg.price;
  const atoms = Rounding.down(
    Math.min(
      pool.sizeToPrice(agent.coin, agent.dollar, least),
      most * coin,
      view.balance(agent.account, agent.coin),
    ),
  );
  const units = atoms / coin;
  const brings = pool.quote(agent.coin, agent.dollar, atoms) / view.assets[agent.dollar]!.unit;
  if (!(brings - units * leg.price > gasUsd(view, agent, leg))) return false;
  const atomsMin = Rounding.down(units * leg.price * view.assets[agent.dollar]!.unit);
  swap(view, agent, Outbox.SELL, atoms, atomsMin);
  if (leg.at >= 0) order(view, agent, leg, Outbox.BUY, units);
  else primary(view, agent, 'mint', Rounding.down(units * view.assets[agent.dollar]!.unit));
  return true;
}

/** Buys coins from the pool, hedged by the dearest sale elsewhere. */
function buy(view: View, agent: State): boolean {
  const leg = dearest(view, agent);
  if (!leg) return false;
  const pool = view.pools[agent.pool]!;
  const dollar = view.assets[agent.dollar]!.unit;
  const most = leg.price * (1 - agent.edge);
  const atoms = Rounding.down(
    Math.min(
      pool.sizeToPrice(agent.dollar, agent.coin, 1 / most),
      Math.min(agent.clipUsd, leg.roomUsd) * dollar,
      view.balance(agent.account, agent.dollar),
    ),
  );
  const usd = atoms / dollar;
  const coins = pool.quote(agent.dollar, agent.coin, atoms) / view.assets[agent.coin]!.unit;
  if (!(coins * leg.price - usd > gasUsd(view, agent, leg))) return false;
  const atomsMin = Rounding.down((usd / leg.price) * view.assets[agent.coin]!.unit);
  swap(view, agent, Outbox.BUY, atoms, atomsMin);
  if (leg.at >= 0) order(view, agent, leg, Outbox.SELL, coins);
  else {
    const held = view.balance(agent.account, agent.coin);
    primary(view, agent, 'redeem', Rounding.down(Math.min(held, coins * view.assets[agent.coin]!.unit)));
  }
  return true;
}

/** The swap, and a second transaction where the other leg is the issuer's. */
function gasUsd(view: View, agent: State, leg: Leg): number {
  return view.gasUsd(agent.tipWei) * (leg.at < 0 ? 2 : 1);
}

/** On books it takes orders up to half of the gap to the pool, and assumes the price at that limit. */
function cheapest(view: View, agent: State): Leg | undefined {
  let best: Leg | undefined;
  const spot = view.pools[agent.pool]!.spot(agent.coin, agent.dollar);
  agent.markets.forEach((id, at) => {
    const market = view.markets[id]!;
    const ask = view.feed.ask[id]!;
    const fee = 1 + market.takerFeePpm / 1e6;
    const reach = (spot / (ask * fee) - 1) / 2;
    if (!(reach > 0)) return;
    const limit = ask * (1 + reach);
    const cash = (view.balance(agent.accounts[at]!, market.quote) / view.assets[market.quote]!.unit) * 0.95;
    const roomUsd = Math.min(cash, view.depthUsd(id, Outbox.SELL, reach));
    const price = limit * fee;
    if (roomUsd > 0 && !(best && best.price <= price)) best = { price, at, roomUsd, limit };
  });
  if (agent.issuer >= 0 && !(best && best.price <= 1)) {
    const roomUsd = view.balance(agent.account, agent.dollar) / view.assets[agent.dollar]!.unit;
    if (roomUsd > 0) best = { price: 1, at: -1, roomUsd, limit: 1 };
  }
  return best;
}

function dearest(view: View, agent: State): Leg | undefined {
  let best: Leg | undefined;
  const spot = view.pools[agent.pool]!.spot(agent.coin, agent.dollar);
  agent.markets.forEach((id, at) => {
    const market = view.markets[id]!;
    const bid = view.feed.bid[id]!;
    const fee = 1 - market.takerFeePpm / 1e6;
    const reach = (1 - spot / (bid * fee)) / 2;
    if (!(reach > 0)) return;
    const limit = bid * (1 - reach);
    const price = limit * fee;
    const stock = view.balance(agent.accounts[at]!, market.base) / view.assets[market.base]!.unit;
    const roomUsd = Math.min(stock * price, view.depthUsd(id, Outbox.BUY, reach));
    if (roomUsd > 0 && !(best && best.price >= price)) best = { price, at, roomUsd, limit };
  });
  if (agent.issuer >= 0 && !(best && best.price >= 1)) {
    const stock = view.balance(agent.account, agent.coin) / view.assets[agent.coin]!.unit;
    if (stock > 0) best = { price: 1, at: -1, roomUsd: stock, limit: 1 };
  }
  return best;
}

/** Sells the coin in the pool, or buys it there. */
function swap(view: View, agent: State, side: number, atoms: number, atomsMin: number): void {
  const bid = GasBid.of(view, agent.bear, agent.tipWei);
  const { pool, account, coin, dollar } = agent;
  const [from, to] = side === Outbox.SELL ? [coin, dollar] : [dollar, coin];
  view.box.calls.push({ op: 'swap', pool, account, from, to, atoms, atomsMin, bid, origin: 0 });
}

function order(view: View, agent: State, leg: Leg, side: number, units: number): void {
  const id = agent.markets[leg.at]!;
  const lots = Rounding.down(units / view.markets[id]!.lot);
  if (lots < 1) return;
  const limit = Agent.ticksOf(view, id, leg.limit);
  Outbox.place(view.box, {
    market: id,
    account: agent.accounts[leg.at]!,
    side,
    limit,
    lots,
    timeInForce: Outbox.IOC,
  });
}

function primary(view: View, agent: State, op: 'mint' | 'redeem', atoms: number): void {
  if (atoms < 1) return;
  const bid = GasBid.of(view, agent.bear, agent.tipWei);
  const { issuer, account, dollar } = agent;
  view.box.calls.push({ op, issuer, account, asset: dollar, atoms, bid, origin: 0 });
}
