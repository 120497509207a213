import * as Outbox from '../../messages/Outbox.js';
import type { IssuerView, View } from '../../state/View.js';
import * as Rounding from '../../units/Rounding.js';
import * as Agent from '../Agent.js';
import * as RedemptionRoute from './RedemptionRoute.js';

/**
 * Trades a synthetic dollar toward par: bids for it below what redemption pays after fees and waiting, and
 * offers it above what minting costs; both orders take what is there and rest. Coins and stables then travel by
 * RedemptionRoute.
 */
export interface State extends Agent.Base {
  readonly kind: 'redemption-arbitrageur';
  readonly issuer: number;
  /** Spot book of the coin on each venue, its account there, and whether the venue redeems by its own line. */
  readonly markets: readonly number[];
  readonly accounts: readonly number[];
  readonly isDirect: readonly boolean[];
  /** Two quote handles a venue, of its bid and its offer, and the ticks they were last sent at. */
  readonly handles: readonly number[];
  readonly ticks: Float64Array;
  /** Its account on the chain. */
  readonly chain: number;
  readonly isWhitelisted: boolean;
  /** Its part of all such firms: what it reports as missed is weighted by it. */
  readonly share: number;
  /** Edge it asks for, more for each hour its money is away, and when the way out is closed. */
  readonly edge: number;
  readonly hourEdge: number;
  readonly stuckEdge: number;
  /** Largest order, dollars. */
  readonly clipUsd: number;
  readonly everyUs: number;
  /** What it opened with on each venue and on the chain: coins and stables, in units. */
  readonly coin0: Float64Array;
  readonly cash0: Float64Array;
  readonly chainCoin0: number;
  readonly chainCash0: number;
  /** Cash on its way to venues, coins to the chain; when coins on their way to each arrive; when the last act on the chain is done, µs. */
  flying: Flight[];
  readonly coinDueUs: Float64Array;
  /** Whether it last saw the coin below what redemption pays, by venue. */
  readonly isCheap: boolean[];
  actedUs: number;
  lastUs: number;
  /** Dollars that each market had traded when it last woke. */
  readonly tradedUsd: Float64Array;
}

/** Stables on the way to a venue (by its place in `markets`), or coins to the CHAIN, in units; when they are there, µs. */
export interface Flight {
  readonly to: number;
  readonly units: number;
  readonly dueUs: number;
}

export function wake(view: View, agent: State): void {
  agent.flying = agent.flying.filter((one) => one.dueUs > view.nowUs);
  const issuer = view.issuers[agent.issuer]!;
  const minutes = (view.nowUs - agent.lastUs) / 60e6;
  agent.lastUs = view.nowUs;
  for (let i = 0; i < agent.markets.length; i++) {
    const tradedUsd = view.tradedUsd(agent.markets[i]!);
    const volume = tradedUsd - agent.tradedUsd[i]!;
    agent.tradedUsd[i] = tradedUsd;
    const passed = { volume, minutes };
    buy(view, agent, issuer, i, passed);
    sell(view, agent, issuer, i, passed);
  }
  RedemptionRoute.move(view, agent, issuer);
  view.box.wakeAtUs = Agent.after(view, agent.stream, agent.everyUs);
}

/** Units of an asset in an account, those its orders have reserved included. */
function held(view: View, account: number, asset: number): number {
  return (view.balance(account, asset) + view.reserved(account, asset)) / view.assets[asset]!.unit;
}

/** Units of an asset that an account can spend. */
function units(view: View, account: number, asset: number): number {
  return view.balance(account, asset) / view.assets[asset]!.unit;
}

/** Edge after which a round trip pays; `isStuck` when coins or money cannot travel or the issuer is halted. */
function needed(view: View, agent: State, issuer: IssuerView, i: number): { edge: number; isStuck: boolean } {
  const market = view.markets[agent.markets[i]!]!;
  const account = agent.accounts[i]!;
  const outUs = agent.isDirect[i]
    ? issuer.directUs[market.venue]!
    : view.transferUs(account, agent.chain, market.base);
  const backUs = agent.isDirect[i] ? 0 : view.transferUs(agent.chain, account, market.quote);
  const isStuck = outUs < 0 || backUs < 0 || issuer.isHalted || !agent.isWhitelisted;
  const hours = (outUs + backUs) / 3600e6;
  return { edge: isStuck ? agent.stuckEdge : agent.edge + agent.hourEdge * hours, isStuck };
}

function buy(view: View, agent: State, issuer: IssuerView, i: number, passed: Passed): void {
  const id = agent.markets[i]!;
  const market = view.markets[id]!;
  const account = agent.accounts[i]!;
  const ask = view.feed.ask[id]!;
  const gas = agent.isDirect[i] ? 0 : view.gasUsd(RedemptionRoute.TIP) / agent.clipUsd;
  const worth = (1 - issuer.redeemFee - gas) / (1 + market.takerFeePpm / 1e6);
  const { edge, isStuck } = needed(view, agent, issuer, i);
  const limit = worth - edge;
  const usd = Math.min(agent.clipUsd, held(view, account, market.quote) * 0.999);
  const price = Rounding.down(limit / STEP) * STEP;
  quote(view, agent, i, { side: Outbox.BUY, price, size: usd / limit, isCrossing: ask < limit });
  const pays = worth - agent.edge;
  agent.isCheap[i] = ask < pays;
  const last = view.feed.price[id]!;
  if (!(last < pays)) return;
  const isDeep = last < limit;
  const reason = isStuck ? 'halt' : isDeep ? why(view, agent, issuer, i) : 'delay';
  const missed = { market: id, side: Outbox.SELL, pays, took: isDeep ? usd : 0, reason };
  miss(view, agent, missed, passed);
}

/** Above par: offers coins it has there, which minting at par replaces; surplus it cannot redeem goes at par. */
function sell(view: View, agent: State, issuer: IssuerView, i: number, passed: Passed): void {
  const id = agent.markets[i]!;
  const market = view.markets[id]!;
  const account = agent.accounts[i]!;
  const bid = view.feed.bid[id]!;
  const fee = 1 - market.takerFeePpm / 1e6;
  const coins = held(view, account, market.base);
  const isSurplus = !agent.isWhitelisted && coins > agent.coin0[i]!;
  const limit = isSurplus ? 1 / fee : (1 + issuer.mintFee) / fee + agent.edge;
  const usd = Math.min(agent.clipUsd, coins * limit);
  const price = Rounding.up(limit / STEP) * STEP;
  quote(view, agent, i, { side: Outbox.SELL, price, size: usd / limit, isCrossing: bid > limit });
  if (!(view.feed.price[id]! > limit)) return;
  const isStuck = issuer.isHalted || view.transferUs(agent.chain, account, market.base) < 0;
  const reason = isStuck ? 'halt' : agent.coinDueUs[i]! > view.nowUs ? 'delay' : 'inventory';
  miss(view, agent, { market: id, side: Outbox.BUY, pays: limit, took: usd, reason }, passed);
}

/** Prices are quoted in whole basis points, so that small changes of cost do not move the orders. */
const STEP = 0.0001;

/** An order it wants in a book: units of the coin at a price, and whether somebody already asks for that. */
interface Offer {
  readonly side: number;
  readonly price: number;
  readonly size: number;
  readonly isCrossing: boolean;
}

/** Sends an order anew when its price changed, half of it is gone, or there is something to take. */
function quote(view: View, agent: State, i: number, { side, price, size, isCrossing }: Offer): void {
  const id = agent.markets[i]!;
  const { tick, lot } = view.markets[id]!;
  const at = 2 * i + side;
  const owner = agent.handles[i]! + side;
  const ticks = Rounding.nearest(price / tick);
  const lots = Rounding.down(size / lot);
  const isFresh = ticks === agent.ticks[at] && view.resting(owner) >= lots / 2;
  if (lots < 1 || (isFresh && !isCrossing)) return;
  Outbox.place(view.box, {
    market: id,
    account: agent.accounts[i]!,
    side,
    limit: ticks,
    lots,
    timeInForce: Outbox.GTC,
    owner,
  });
  agent.ticks[at] = ticks;
}

/** Why it could not buy: money is stuck at the issuer's caps, in transit, or used up. */
function why(view: View, agent: State, issuer: IssuerView, i: number): string {
  const coins = units(view, agent.chain, issuer.asset) - agent.chainCoin0;
  if (coins * 2 > agent.clipUsd || issuer.waiting(agent.chain) > 0) return 'cap';
  const isFlying = agent.flying.some((one) => one.to === i || one.to === RedemptionRoute.CHAIN);
  return isFlying || issuer.waiting(agent.accounts[i]!) > 0 ? 'delay' : 'inventory';
}

/** What passed in a market since the last look: dollars traded, minutes. */
interface Passed {
  readonly volume: number;
  readonly minutes: number;
}

/** What others do in a market beyond the price that pays, dollars that its own order there took, and why not more. */
interface Missed {
  readonly market: number;
  readonly side: number;
  readonly pays: number;
  readonly took: number;
  readonly reason: string;
}

/** Slices in which the depth between the touch and par is valued. */
const SLICES = 4;

/**
 * Reports this firm's share of profit that was possible and not taken: on what others traded beyond `pays`, at its
 * last price, and on what rests there, averaged over the minute. An order that rests for an hour counts every minute.
 */
function miss(view: View, agent: State, missed: Missed, { volume, minutes }: Passed): void {
  const { market, side, pays, took, reason } = missed;
  const { share, chain } = agent;
  const gap = Math.abs(pays / view.feed.price[market]! - 1);
  const traded = Math.max(0, share * volume - took) * gap;
  const touch = side === Outbox.BUY ? view.feed.bid[market]! : view.feed.ask[market]!;
  const reach = side === Outbox.BUY ? touch / pays - 1 : pays / touch - 1;
  const stood = reach > 0 ? Math.max(0, share * standing(view, market, side, reach) - took * reach) : 0;
  const usd = traded + stood * minutes;
  if (!(usd > 0.005)) return;
  view.box.reports.push({ kind: 'missed', cause: 0, market, account: chain, usd, reason });
}

/** Profit on the visible orders between the touch and `reach` from it: most on the first, none on the last. */
function standing(view: View, market: number, side: number, reach: number): number {
  let usd = 0;
  let before = 0;
  for (let k = 1; k <= SLICES; k++) {
    const depth = view.depthUsd(market, side, (reach * k) / SLICES);
    usd += (depth - before) * reach * (1 - (k - 0.5) / SLICES);
    before = depth;
  }
  return usd;
}
