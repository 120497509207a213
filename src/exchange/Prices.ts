import * as Ladder from '../mechanisms/book/Ladder.js';
import * as CollateralIndex from '../mechanisms/margin/CollateralIndex.js';
import * as Index from '../mechanisms/oracle/Index.js';
import * as Mark from '../mechanisms/oracle/Mark.js';
import * as WeightedMedian from '../mechanisms/oracle/WeightedMedian.js';
import type { Asset, Engine, Market, Venue } from '../state/Engine.js';
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
    if (asset.movedUs === engine.kernel.nowUs || asset.oneSided > 0)
      feed.assetUsd[id] = multiVenue(engine, asset, id);
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
  if (!market.perp && engine.assets[market.quote]!.dollar) noteSource(engine, market, bid > 0 && ask > 0);
  feed.bidTicks[id] = bid;
  feed.askTicks[id] = ask;
  feed.bid[id] = bid > 0 ? bid * market.tick : Number.NaN;
  feed.ask[id] = ask > 0 ? ask * market.tick : Number.NaN;
  feed.price[id] = last * market.tick;
  feed.updatedUs[id] = engine.kernel.nowUs;
  market.dirty = 0;
}

/** Notes that a book that prices an asset has changed; called before its touch is overwritten. */
function noteSource({ assets, feed, kernel }: Engine, { id, base }: Market, isTwoSided: boolean): void {
  const asset = assets[base]!;
  asset.movedUs = kernel.nowUs;
  const wasTwoSided = !Number.isNaN(feed.bid[id]! + feed.ask[id]!);
  asset.oneSided += Number(wasTwoSided) - Number(isTwoSided);
}

/**
 * Age of a source: a book with a bid and an ask is a price of this instant, however long they have rested; otherwise the
 * time since a trade or a change of its touch.
 */
function ageUs({ feed, kernel }: Engine, id: number): number {
  return Number.isNaN(feed.bid[id]! + feed.ask[id]!) ? kernel.nowUs - feed.updatedUs[id]! : 0;
}

/** Weighted price of an asset over its spot books; staked assets without a dollar book of weight use their own mix. */
function multiVenue(engine: Engine, asset: Asset, id: number): number {
  const { sources, weights } = asset;
  if (sources.length === 0) return engine.feed.assetUsd[id]!;
  const { maxAgeUs } = engine.venues[0]!.terms[id]!;
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < sources.length; i++) {
    // A stale price does not count. Without any fresh price the last common price stays.
    if (ageUs(engine, sources[i]!) > maxAgeUs) continue;
    sum += weights[i]! * engine.feed.price[sources[i]!]!;
    weight += weights[i]!;
  }
  return weight > 0 ? sum / weight : engine.feed.assetUsd[id]!;
}

function composeVenue(engine: Engine, venue: Venue): void {
  const { feed, markets, assets, kernel } = engine;
  const rule = Mark.ruleOf(venue.markKind);
  const indexDue = kernel.nowUs % venue.oracleEveryUs === 0;
  // An index is recomputed only if one of its sources was published since the last time.
  const since = kernel.nowUs - venue.oracleEveryUs;
  const markDue = indexDue || !rule.withIndex;
  marking.intervalUs = venue.fundingEveryUs;
  marking.untilFundingUs =
    venue.fundingEveryUs - ((engine.startMs * 1000 + kernel.nowUs) % venue.fundingEveryUs);
  marking.passedUs = rule.withIndex ? venue.oracleEveryUs : TICK_US;
  for (let local = 0; local < venue.perps.length; local++) {
    const id = venue.perps[local]!;
    const market = markets[id]!;
    // Markets that are no longer traded keep their last prices.
    if (market.delisted) continue;
    const state = market.mark!;
    if (indexDue && isAstir(assets[market.base]!, venue.terms[market.base]!, since)) {
      state.index = index(engine, venue, market);
      feed.index[id] = state.index;
    }
    if (markDue) state.mark = rule.price(state.rule, markInputs(engine, market, rule.readsPeers));
    feed.mark[id] = state.mark;
  }
  for (let asset = 0; asset < venue.collateral.length; asset++) {
    const price = collateral(engine, venue, asset);
    if (price > 0) venue.collateralUsd[asset] = price;
  }
}

/** Whether an index can differ from the last one: a source changed, may become stale, or is in its re-entry time. */
function isAstir(asset: Asset, { settledUs }: Index.Composer, sinceUs: number): boolean {
  return asset.movedUs > sinceUs || asset.oneSided > 0 || settledUs > sinceUs;
}

/** One record, overwritten for each mark. */
const marking: Mark.Inputs = {
  index: 0,
  bid: 0,
  ask: 0,
  last: 0,
  fundingRate: 0,
  untilFundingUs: 0,
  intervalUs: 0,
  passedUs: 0,
  peers: 0,
};

function markInputs(engine: Engine, market: Market, readsPeers: boolean): Mark.Inputs {
  const { feed } = engine;
  const { index, fundingNano } = market.mark!;
  marking.index = index;
  marking.bid = feed.bid[market.id]!;
  marking.ask = feed.ask[market.id]!;
  marking.last = feed.price[market.id]!;
  marking.fundingRate = fundingNano / 1e9;
  marking.peers = readsPeers ? otherPerps(engine, market) : Number.NaN;
  return marking;
}

/** Scratch: prices and ages, by number of sources. */
const LIVE = Array.from({ length: 9 }, (_, sources) => new Float64Array(sources));
const AGES = Array.from({ length: 9 }, (_, sources) => new Float64Array(sources));

/** Spot index of a perp's base over all venues, by the venue's weights and rule; without a source it keeps its last value. */
function index(engine: Engine, venue: Venue, market: Market): number {
  const sources = engine.assets[market.base]!.sources;
  const prices = LIVE[sources.length]!;
  const ages = AGES[sources.length]!;
  for (let i = 0; i < sources.length; i++) {
    prices[i] = engine.feed.price[sources[i]!]!;
    ages[i] = ageUs(engine, sources[i]!);
  }
  const composed = Index.compose(venue.terms[market.base]!, prices, ages, engine.kernel.nowUs);
  return composed > 0 ? composed : market.mark!.index;
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

/** One record, overwritten for each asset. */
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

/** Dollar price, on the venue's own book, of the asset that an asset redeems to. */
function ownPrice(engine: Engine, venue: Venue, asset: Asset): number {
  const rule = venue.collateral[asset.redeemsTo]!;
  return rule.direct >= 0 ? engine.feed.price[rule.direct]! : engine.feed.assetUsd[asset.redeemsTo]!;
}

/** Length of one tick of the venues' clocks. */
export const TICK_US = Time.SECOND;
