import * as Ladder from '../mechanisms/book/Ladder.js';
import * as CollateralIndex from '../mechanisms/margin/CollateralIndex.js';
import * as Index from '../mechanisms/oracle/Index.js';
import * as Mark from '../mechanisms/oracle/Mark.js';
import * as WeightedMedian from '../mechanisms/oracle/WeightedMedian.js';
import type { Asset, Engine, Market, MarkState, Venue } from '../state/Engine.js';
import * as Time from '../units/Time.js';
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
    if (asset.movedUs === engine.kernel.nowUs) feed.assetUsd[id] = multiVenue(engine, asset, id);
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
  if (!market.perp && engine.assets[market.quote]!.dollar)
    engine.assets[market.base]!.movedUs = engine.kernel.nowUs;
  market.dirty = 0;
}

/** Weighted price of an asset over its spot books; staked assets without a dollar book of weight use their own mix. */
function multiVenue(engine: Engine, asset: Asset, id: number): number {
  const { sources, weights } = asset;
  if (sources.length === 0) return engine.feed.assetUsd[id]!;
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < sources.length; i++) {
    const price = engine.feed.price[sources[i]!]!;
    sum += weights[i]! * price;
    weight += weights[i]!;
  }
  return sum / weight;
}

function composeVenue(engine: Engine, venue: Venue): void {
  const { feed, markets, assets, kernel } = engine;
  const isOracle = venue.markKind === 'oracle';
  const oracleDue = kernel.nowUs % venue.oracleEveryUs === 0;
  // An index stands unless one of its sources was published since the venue last looked.
  const since = kernel.nowUs - venue.oracleEveryUs;
  const interval = venue.fundingEveryUs;
  const toFundingUs = interval - ((engine.startMs * 1000 + kernel.nowUs) % interval);
  for (let local = 0; local < venue.perps.length; local++) {
    const id = venue.perps[local]!;
    const market = markets[id]!;
    // What is no longer traded keeps its last prices.
    if (market.delisted) continue;
    const state = market.mark!;
    if (oracleDue && assets[market.base]!.movedUs > since) {
      state.index = index(engine, venue, market);
      feed.index[id] = state.index;
    }
    if (!isOracle) state.mark = averageMark(engine, id, state, toFundingUs, interval);
    else if (oracleDue) state.mark = oracleMark(engine, market, venue.oracleEveryUs);
    feed.mark[id] = state.mark;
  }
  for (let asset = 0; asset < venue.collateral.length; asset++) {
    const price = collateral(engine, venue, asset);
    if (price > 0) venue.collateralUsd[asset] = price;
  }
}

/** Scratch: prices of so many sources, and their ages, which are all 0. */
const LIVE = Array.from({ length: 9 }, (_, sources) => new Float64Array(sources));
const AGES = Array.from({ length: 9 }, (_, sources) => new Float64Array(sources));

/** Spot index of a perp's base over all venues, by the venue's weights and the outlier rule. Feeds are live: age 0. */
function index(engine: Engine, venue: Venue, market: Market): number {
  const sources = engine.assets[market.base]!.sources;
  const live = LIVE[sources.length]!;
  for (let i = 0; i < sources.length; i++) live[i] = engine.feed.price[sources[i]!]!;
  const terms = venue.terms[market.base]!;
  if (venue.markKind === 'oracle') return WeightedMedian.compose(live, terms.weights);
  const composed = Index.compose(live, AGES[sources.length]!, terms);
  return composed > 0 ? composed : market.mark!.index;
}

/** Mark of an exchange that averages the basis. */
function averageMark(
  engine: Engine,
  id: number,
  state: MarkState,
  toFundingUs: number,
  intervalUs: number,
): number {
  const { feed } = engine;
  Mark.sample(state.window, (feed.bid[id]! + feed.ask[id]!) / 2 - state.index);
  const price1 = Mark.fundingPrice(state.index, state.fundingNano / 1e9, toFundingUs, intervalUs);
  return Mark.binance(price1, state.index + Mark.averageBasis(state.window), feed.price[id]!);
}

function oracleMark(engine: Engine, market: Market, passedUs: number): number {
  const { feed } = engine;
  const state = market.mark!;
  const bid = feed.bid[market.id]!;
  const ask = feed.ask[market.id]!;
  const last = feed.price[market.id]!;
  Mark.observe(state.oracle, state.index, bid, ask, last, passedUs);
  const book = Mark.bookPrice(bid, ask, last);
  return Mark.oracleMark(state.oracle, state.index, book, otherPerps(engine, market));
}

/** Median of the other venues' perp mids on the same base; NaN when there is none. */
function otherPerps(engine: Engine, market: Market): number {
  const { elsewhere } = market;
  // Two other venues are the common case, and need no list.
  if (elsewhere.length <= 3)
    return WeightedMedian.ofThree(
      perpMid(engine, elsewhere[0]),
      perpMid(engine, elsewhere[1]),
      perpMid(engine, elsewhere[2]),
    );
  return WeightedMedian.plain(elsewhere.map((id) => perpMid(engine, id)));
}

function perpMid(engine: Engine, id: number | undefined): number {
  return id === undefined ? Number.NaN : (engine.feed.bid[id]! + engine.feed.ask[id]!) / 2;
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
