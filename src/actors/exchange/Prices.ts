import * as Ladder from '../../mechanisms/book/Ladder.js';
import * as CollateralIndex from '../../mechanisms/margin/CollateralIndex.js';
import * as Index from '../../mechanisms/oracle/Index.js';
import * as Mark from '../../mechanisms/oracle/Mark.js';
import * as WeightedMedian from '../../mechanisms/oracle/WeightedMedian.js';
import * as Time from '../../units/Time.js';
import type { Asset, Engine, Market, Venue } from '../Engine.js';
import * as Aggressors from './Aggressors.js';
import * as Regrid from './Regrid.js';

/**
 * Composes what every venue publishes once a second: touches, indices, marks and collateral prices.
 * The price of a spot book is its last trade clipped into its own spread.
 */
export function compose(engine: Engine): void {
  const { feed, markets, assets } = engine;
  for (const market of markets) {
    if (market.dirty !== 1) continue;
    if (market.lastTicks < market.finerBelow) Regrid.refine(engine, market);
    publish(engine, market);
  }
  for (let id = 0; id < assets.length; id++) {
    const asset = assets[id]!;
    if (asset.dollar && asset.sources.length === 0) continue;
    feed.assetUsd[id] = multiVenue(engine, asset, asset.weights, id);
    Aggressors.fade(engine.tally.aggressors, id);
  }
  for (const venue of engine.venues) composeVenue(engine, venue);
}

function publish(engine: Engine, market: Market): void {
  const { feed } = engine;
  const id = market.id;
  const bid = Ladder.bestBid(market.book);
  const ask = Ladder.bestAsk(market.book);
  let last = market.lastTicks;
  if (bid > 0 && last < bid) last = bid;
  if (ask > 0 && last > ask) last = ask;
  feed.bidTicks[id] = bid;
  feed.askTicks[id] = ask;
  feed.bid[id] = bid > 0 ? bid * market.tick : Number.NaN;
  feed.ask[id] = ask > 0 ? ask * market.tick : Number.NaN;
  feed.price[id] = last * market.tick;
  feed.updatedUs[id] = engine.kernel.nowUs;
  market.dirty = 0;
}

/** Weighted price of an asset over its spot books; staked assets without a dollar book of weight use their own mix. */
function multiVenue(engine: Engine, asset: Asset, weights: Float64Array, id: number): number {
  if (asset.sources.length === 0) return engine.feed.assetUsd[id]!;
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < asset.sources.length; i++) {
    const price = engine.feed.price[asset.sources[i]!]!;
    sum += weights[i]! * price;
    weight += weights[i]!;
  }
  return sum / weight;
}

function composeVenue(engine: Engine, venue: Venue): void {
  const oracleDue = engine.kernel.nowUs % venue.oracleEveryUs === 0;
  for (const id of venue.perps) {
    const market = engine.markets[id]!;
    // What is no longer traded keeps its last prices.
    if (market.delisted) continue;
    if (oracleDue && isMoved(engine, venue, market)) market.mark!.index = index(engine, venue, market);
    mark(engine, venue, market, oracleDue);
    engine.feed.mark[id] = market.mark!.mark;
    engine.feed.index[id] = market.mark!.index;
  }
  for (let asset = 0; asset < venue.collateral.length; asset++) {
    const price = collateral(engine, venue, asset);
    if (price > 0) venue.collateralUsd[asset] = price;
  }
}

/** Whether a source of the perp's index was published since the venue last looked: otherwise the index stands. */
function isMoved(engine: Engine, venue: Venue, market: Market): boolean {
  const since = engine.kernel.nowUs - venue.oracleEveryUs;
  for (const source of engine.assets[market.base]!.sources)
    if (engine.feed.updatedUs[source]! > since) return true;
  return false;
}

const prices = new Float64Array(8);
const ages = new Float64Array(8);

/** Spot index of a perp's base over all venues, by the venue's weights and the outlier rule. Feeds are live: age 0. */
function index(engine: Engine, venue: Venue, market: Market): number {
  const sources = engine.assets[market.base]!.sources;
  const live = prices.subarray(0, sources.length);
  for (let i = 0; i < sources.length; i++) live[i] = engine.feed.price[sources[i]!]!;
  const terms = venue.terms[market.base]!;
  if (venue.markKind === 'oracle') return WeightedMedian.compose(live, terms.weights);
  const composed = Index.compose(live, ages.subarray(0, sources.length), terms);
  return composed > 0 ? composed : market.mark!.index;
}

function mark(engine: Engine, venue: Venue, market: Market, oracleDue: boolean): void {
  const state = market.mark!;
  const bid = engine.feed.bid[market.id]!;
  const ask = engine.feed.ask[market.id]!;
  const last = engine.feed.price[market.id]!;
  if (venue.markKind === 'oracle') {
    if (!oracleDue) return;
    Mark.observe(state.oracle, state.index, bid, ask, last, venue.oracleEveryUs);
    const book = Mark.bookPrice(bid, ask, last);
    state.mark = Mark.oracleMark(state.oracle, state.index, book, otherPerps(engine, market));
    return;
  }
  Mark.sample(state.window, (bid + ask) / 2 - state.index);
  const interval = venue.fundingEveryUs;
  const sinceStamp = (engine.startMs * 1000 + engine.kernel.nowUs) % interval;
  const price1 = Mark.fundingPrice(state.index, state.fundingNano / 1e9, interval - sinceStamp, interval);
  state.mark = Mark.binance(price1, state.index + Mark.averageBasis(state.window), last);
}

/** Median of the other venues' perp mids on the same base; NaN when there is none. */
function otherPerps(engine: Engine, market: Market): number {
  const mids: number[] = [];
  for (const venue of engine.venues) {
    if (venue.index === market.venue) continue;
    for (const id of venue.perps) {
      if (engine.markets[id]!.base !== market.base) continue;
      const mid = (engine.feed.bid[id]! + engine.feed.ask[id]!) / 2;
      if (!Number.isNaN(mid)) mids.push(mid);
    }
  }
  return WeightedMedian.plain(mids);
}

/** Filled anew for each asset: one record for all of them. */
const inputs = { direct: 0, cross: 0, base: 0, multiVenue: 0, redemption: 0 };

/** Dollar price at which the venue counts an asset as collateral, by its policy. */
function collateral(engine: Engine, venue: Venue, id: number): number {
  const rule = venue.collateral[id]!;
  const asset = engine.assets[id]!;
  if (asset.dollar && rule.direct < 0) return 1;
  const { feed } = engine;
  const base = asset.redeemsTo >= 0 ? feed.assetUsd[asset.redeemsTo]! : Number.NaN;
  inputs.direct = rule.direct >= 0 ? feed.price[rule.direct]! : Number.NaN;
  inputs.cross = rule.cross >= 0 ? feed.price[rule.cross]! : Number.NaN;
  inputs.base = rule.cross >= 0 ? ownPrice(engine, venue, asset) : base;
  inputs.multiVenue = feed.assetUsd[id]!;
  inputs.redemption = asset.redeemsTo >= 0 ? asset.redemptionRatio * base : feed.assetUsd[id]!;
  return CollateralIndex.compose(rule.policy, inputs);
}

/** Dollar price of the asset something redeems to, on the venue's own book. */
function ownPrice(engine: Engine, venue: Venue, asset: Asset): number {
  const rule = venue.collateral[asset.redeemsTo]!;
  return rule.direct >= 0 ? engine.feed.price[rule.direct]! : engine.feed.assetUsd[asset.redeemsTo]!;
}

/** Length of one tick of the venues' clocks. */
export const TICK_US = Time.SECOND;
