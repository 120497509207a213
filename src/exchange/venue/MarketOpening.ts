import * as Ladder from '../../mechanisms/book/Ladder.js';
import * as Tiers from '../../mechanisms/margin/Tiers.js';
import * as Index from '../../mechanisms/oracle/Index.js';
import * as Mark from '../../mechanisms/oracle/Mark.js';
import * as Funding from '../../mechanisms/perp/Funding.js';
import * as Premium from '../../mechanisms/perp/Premium.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Engine, Market, Venue } from '../../state/Engine.js';
import * as Amount from '../../units/Amount.js';
import * as Price from '../../units/Price.js';
import * as Quantity from '../../units/Quantity.js';
import * as Whole from '../../units/Whole.js';
import * as TapeWriter from '../TapeWriter.js';
import * as Books from './Books.js';
import * as Grids from './Grids.js';
import type { VenueSpec } from './VenueSchema.js';

/** A tick above a fivehundredth of a percent of the price is too coarse for a venue. */
const FINER_BELOW = 2000;
/**
 * Powers of ten by which the lot of a perp whose price may fall far is larger: a lot in which positions are counted stays,
 * and a notional must be whole atoms at every tick it will have.
 */
const ROOM = 2;

/** Lists every market of every venue: dollar spot books, perps, and the staked assets' two books. */
export function list(bench: Bench.Bench): void {
  const { universe, engine } = bench;
  universe.venues.forEach((spec, venue) => {
    universe.assets.forEach((asset, base) => {
      for (const { quote, perp } of Books.of(spec, asset.spec))
        add(bench, venue, base, Bench.assetOf(bench, quote), perp);
    });
  });
  engine.feed.assetUsd = Float64Array.from(engine.assets, (asset) => asset.openUsd);
}

function add(bench: Bench.Bench, venueId: number, base: number, quote: number, perp: boolean): void {
  const { engine, universe } = bench;
  const spec = universe.venues[venueId]!;
  const venue = engine.venues[venueId]!;
  const id = engine.markets.length;
  const openUsd = universe.assets[base]!.spec.price / universe.assets[quote]!.spec.price;
  const isFiner = universe.scenario.finerTicks?.includes(engine.assets[base]!.symbol) ?? false;
  const assets = { base: universe.assets[base]!.spec, quote: universe.assets[quote]!.spec };
  const book = { venue: spec, ...assets, perp };
  const grid = Grids.of(universe.scenario, book, perp && isFiner ? ROOM : 0);
  const minimum = Grids.statedOf(book)?.minimum;
  const openTicks = Price.toTicksNearest(openUsd, grid.tick);
  const market: Market = {
    id,
    venue: venueId,
    symbol: `${engine.assets[base]!.symbol}/${engine.assets[quote]!.symbol}`,
    perp,
    base,
    quote,
    ...grid,
    minLots: Math.max(1, Quantity.toLotsUp(minimum?.size ?? 0, grid.lot)),
    minAtoms: Amount.toAtomsUp(minimum?.notional ?? 0, engine.assets[quote]!.decimals),
    makerFeePpm: Whole.nearest(1e6 * (perp ? spec.fees.perpMaker : spec.fees.spotMaker)),
    takerFeePpm: Whole.nearest(1e6 * (perp ? spec.fees.perpTaker : spec.fees.spotTaker)),
    bandPpm: Whole.nearest(1e6 * (perp ? spec.protectivePrice.perps : spec.protectivePrice.spot)),
    finerBelow: isFiner ? FINER_BELOW : 0,
    settlesBelow: perp ? (spec.settlesBelow?.[engine.assets[base]!.symbol] ?? 0) : 0,
    delisted: false,
    watched: universe.scenario.watched?.includes(Grids.keyOf(book)) ?? false,
    book: Ladder.create(id),
    lastTicks: openTicks,
    openTicks,
    dirty: 1,
    local: perp ? venue.perps.length : -1,
    crowd: -1,
    pool: -1,
    clearing: -1,
    tiers: undefined,
    maxLeverage: 1,
    mark: undefined,
    elsewhere: [],
    tape: TapeWriter.create(openTicks),
    pace: { second: -1, sell: 0, buy: 0 },
    reducing: [],
  };
  engine.markets.push(market);
  venue.markets.push(id);
  (perp ? venue.perps : venue.spots).push(id);
  if (perp) makePerp(bench, spec, venue, market, openTicks * grid.tick);
}

/** Perp state: tiers, clearing cell, mark price at the open. */
function makePerp(bench: Bench.Bench, spec: VenueSpec, venue: Venue, market: Market, openUsd: number): void {
  const { engine, universe } = bench;
  const name = tableFor(spec, universe.assets[market.base]!.spec.tiers);
  market.tiers = Tiers.fromBrackets(universe.scenario.tables[name]!.tiers);
  market.maxLeverage = market.tiers.maxLeverage[0]!;
  const account = Accounts.add(
    engine.accounts,
    `clearing/${venue.id}/${market.symbol}`,
    venue.index,
    Accounts.SYSTEM,
  );
  market.clearing = Accounts.issued(engine, account, market.quote);
  market.mark = {
    index: openUsd,
    mark: openUsd,
    rule: Mark.create(spec.mark),
    premium: Premium.create(),
    impactUsd: Funding.impactUsd(spec.funding, universe.assets[market.base]!.major, market.maxLeverage),
    fundingNano: 100_000,
    movedSecond: -1,
    moveId: 0,
  };
}

/** An exchange of the vault type uses its own tables for the same size class. */
function tableFor(spec: VenueSpec, table: string): string {
  if (!spec.liquidation.vault) return table;
  const classes: Record<string, string> = {
    btcusdt: 'hyperliquid-40x',
    ethusdt: 'hyperliquid-25x',
    solusdt: 'hyperliquid-20x',
    'large-alt': 'hyperliquid-10x',
    'mid-alt': 'hyperliquid-10x-small',
    'small-alt': 'hyperliquid-10x-small',
  };
  return classes[table] ?? table;
}

/** After all venues exist: which spot books price each asset, the weights of every index, and each perp's like elsewhere. */
export function connect(engine: Engine, bench: Bench.Bench): void {
  const perps = engine.assets.map((_, base) => engine.markets.filter((m) => m.perp && m.base === base));
  for (const market of engine.markets.filter((m) => m.perp))
    market.elsewhere = perps[market.base]!.filter((m) => m.venue !== market.venue).map((m) => m.id);
  engine.assets.forEach((asset, id) => {
    asset.sources = engine.markets
      .filter((m) => !m.perp && m.base === id && engine.assets[m.quote]!.dollar)
      .map((m) => m.id);
    asset.weights = weightsOf(bench, asset.sources, 0);
    asset.oneSided = asset.sources.length;
  });
  engine.venues.forEach((venue, index) => {
    const { rule, stale, reentry } = bench.universe.venues[index]!.index;
    venue.terms = engine.assets.map((asset) =>
      Index.create(rule, weightsOf(bench, asset.sources, index), stale, reentry),
    );
  });
}

function weightsOf(bench: Bench.Bench, sources: readonly number[], venue: number): Float64Array {
  const weights = bench.universe.venues[venue]!.indexWeights;
  return Float64Array.from(sources, (id) => {
    const source = bench.universe.venues[bench.engine.markets[id]!.venue]!.id;
    return weights[source] ?? (sources.length === 1 ? 1 : 0);
  });
}
