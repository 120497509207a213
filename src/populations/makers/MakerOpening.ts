import * as Streams from '../../base/Streams.js';
import { CHAIN } from '../../chain/OnChain.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import { type Group, isOn } from '../Kind.js';
import * as Maker from './Maker.js';
import type * as Schema from './MakerSchema.js';

/** Makers: a few firms a venue, each with one account and a desk in every market of that venue. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  const desks: Maker.State[][] = Array.from({ length: group.spec.firms }, () => []);
  const { universe, engine } = bench;
  const { spec } = group;
  universe.venues.forEach((venueSpec, index) => {
    if (!isOn(bench, group, index)) return;
    const shares = firmShares(bench, group, venueSpec.id);
    for (let firm = 0; firm < spec.firms; firm++) {
      const name = `${group.label}/${venueSpec.id}/${firm + 1}`;
      const kind = venueSpec.margin === 'cash' ? Accounts.CASH : Accounts.MARGIN;
      const equity = (spec.equity[venueSpec.id] ?? 0) * shares[firm]!;
      // A firm spreads its book over sub-accounts: margin tiers see one of them.
      const weight = Math.max(1, Whole.nearest(equity / spec.account));
      const account = Accounts.add(engine.accounts, name, index, kind, weight);
      Bench.show(bench, { channel: 'makers', venue: index, accounts: [account] });
      endow(bench, group, account, equity);
      for (const id of engine.venues[index]!.markets)
        desks[firm]!.push(desk(bench, group, engine.markets[id]!, { account, name, share: shares[firm]! }));
    }
  });
  if (spec.oneBook === true) for (const firm of desks) join(bench, firm);
}

/** Desks of one firm in one coin have one book: one inventory, and the sum of their limits. */
function join(bench: Bench.Bench, firm: readonly Maker.State[]): void {
  const { markets, assets } = bench.engine;
  for (const one of firm) {
    const of = markets[one.market]!;
    // A book in another coin's units has another price.
    if (!assets[of.quote]!.dollar) continue;
    const mine = firm.filter(
      ({ market }) => markets[market]!.base === of.base && assets[markets[market]!.quote]!.dollar,
    );
    const book: Partial<Writable<Maker.State>> = {
      bookAccounts: mine.map(({ account }) => account),
      bookMarkets: mine.map(({ market }) => market),
      bookDepths: mine.map(({ depthUsd }) => depthUsd),
      limitUsd: mine.reduce((sum, { inventoryLimit, depthUsd }) => sum + inventoryLimit * depthUsd, 0),
      book0: mine.map(({ account, market }) => unitsOf(bench, account, markets[market]!)),
    };
    Object.assign(one, book);
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Least relative move of a quote without a ladder of its own. */
const STEP = 0.0002;

/** Firms differ in size by up to a half; the total is the scenario's. */
function firmShares(bench: Bench.Bench, group: Group<Schema.Spec>, venue: string): number[] {
  const { firms } = group.spec;
  const raw: number[] = [];
  for (let firm = 0; firm < firms; firm++)
    raw.push(Bench.draw(bench, `${group.label}/${venue}/${firm + 1}/share`, { low: 0.75, high: 1.25 }));
  const total = raw.reduce((sum, x) => sum + x, 0);
  return raw.map((x) => x / total);
}

/**
 * Opening balance sheet. Unified venues: equity in alts by market size, plus long alt perps against short majors up to
 * the stated gross. Cash and perps-only venues: dollars, and inventory to sell on spot.
 */
function endow(bench: Bench.Bench, group: Group<Schema.Spec>, account: number, equity: number): void {
  const { universe, engine } = bench;
  const { leverage } = universe.scenario.populations;
  const name = engine.accounts.name[account]!;
  const venue = engine.accounts.venue[account]!;
  const spec = universe.venues[venue]!;
  const quote = Bench.assetOf(bench, spec.quote);
  if (spec.margin !== 'unified') {
    Bench.fund(bench, account, quote, equity);
    if (spec.spot) inventory(bench, account, venue, equity);
    return;
  }
  const alts = Bench.draw(bench, `${name}/alts`, group.spec.altShare);
  const gross = Bench.draw(bench, `${name}/gross`, group.spec.gross);
  const held = group.spec.inDollars ? 0 : alts;
  spread(bench, account, equity * held, (asset) => asset === 'alt');
  Bench.fund(bench, account, quote, equity * (1 - held));
  // The part of gross beyond collateral: long alt perps against short majors, half each.
  const leg = leverage === 'off' ? 0 : (equity * Math.max(0, gross - alts)) / 2;
  perpLeg(bench, account, venue, leg, 'alt');
  perpLeg(bench, account, venue, -leg, 'major');
  staked(bench, account, venue, equity);
}

/** A stock of staked assets and synthetic dollars to quote from, a fiftieth of equity each. */
function staked(bench: Bench.Bench, account: number, venue: number, equity: number): void {
  const spec = bench.universe.venues[venue]!;
  bench.universe.assets.forEach((asset, base) => {
    const { class: kind, listedOn } = asset.spec;
    const isListed =
      kind === 'staked' ? spec.staked : kind === 'synthetic' && listedOn?.[spec.id] !== undefined;
    if (!isListed) return;
    Bench.fund(bench, account, base, equity / 50 / asset.spec.price);
    bench.engine.accounts.free[account] = 0;
  });
}

/** Buys `usd` of one class of assets in proportion to open interest. */
function spread(bench: Bench.Bench, account: number, usd: number, of: (kind: string) => boolean): void {
  const { assets } = bench.universe;
  let total = 0;
  for (const asset of assets) if (of(asset.spec.class)) total += asset.openInterest;
  assets.forEach((asset, base) => {
    if (of(asset.spec.class))
      Bench.fund(bench, account, base, (usd * asset.openInterest) / total / asset.spec.price);
  });
}

function inventory(bench: Bench.Bench, account: number, venue: number, equity: number): void {
  const markets = bench.engine.venues[venue]!.spots.map((id) => bench.engine.markets[id]!);
  let total = 0;
  for (const market of markets) total += Bench.volumeOf(bench, market);
  for (const market of markets) {
    const usd = (equity * Bench.volumeOf(bench, market)) / total;
    Bench.fund(bench, account, market.base, usd / bench.universe.assets[market.base]!.spec.price);
  }
}

/** Opens signed perp positions of one class of assets in proportion to open interest. */
function perpLeg(bench: Bench.Bench, account: number, venue: number, usd: number, kind: string): void {
  const { assets } = bench.universe;
  let total = 0;
  for (const asset of assets) if (asset.spec.class === kind) total += asset.openInterest;
  assets.forEach((asset, base) => {
    const market = Bench.marketOf(bench, venue, base, true);
    if (asset.spec.class === kind && market && usd !== 0)
      Bench.position(bench, account, market, (usd * asset.openInterest) / total);
  });
}

interface Firm {
  readonly account: number;
  readonly name: string;
  /** Its part of the group's depth on the venue. */
  readonly share: number;
}

function desk(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market, firm: Firm): Maker.State {
  const { universe, engine } = bench;
  const { spec } = group;
  const { account, share } = firm;
  const listed = universe.assets[market.base]!;
  const name = `${firm.name}/${market.symbol}/${market.perp ? 'perp' : 'spot'}`;
  const volume = Bench.volumeOf(bench, market);
  const noise = Bench.draw(bench, `${name}/depth`, { low: 0.85, high: 1.15 });
  const everyUs = Bench.draw(
    bench,
    `${name}/every`,
    listed.major ? spec.every : (spec.everyAlts ?? spec.every),
  );
  const depthUsd = spec.depth * volume * share * noise;
  const hedge = Bench.marketOf(bench, market.venue, market.base, !market.perp);
  const ladder = ladderOf(spec, listed.major, market.perp);
  const own = hedge ? [market, hedge] : [market];
  const openUsd = listed.spec.price / universe.assets[market.quote]!.spec.price;
  const agent: Maker.State = {
    kind: 'maker',
    name,
    latencyUs: Whole.nearest(Bench.draw(bench, `${name}/latency`, spec.latency)),
    stream: Streams.open(engine.streams, `${name}/wake`),
    market: market.id,
    hedge: hedge?.id ?? -1,
    ...placesOf(bench, account, name, market),
    depthUsd,
    minHalf: listed.major ? spec.minHalf.majors : spec.minHalf.alts,
    sigma0: listed.sigma,
    beta: Bench.draw(bench, `${name}/beta`, spec.beta),
    killSigma: Bench.draw(bench, `${name}/kill`, spec.kill),
    everyUs,
    floor: spec.floor,
    hold: spec.hold,
    returnUs: spec.returnAfter,
    size: 1,
    inventoryLimit: spec.inventoryLimit,
    lean: spec.lean,
    ...quoting(spec, listed.major, ladder),
    ...bookOf(bench, account, own, spec.inventoryLimit * depthUsd),
    fair: Number.NaN,
    handles: Bench.handles(bench, account, 2 * ladder.length),
    ticks: new Float64Array(2 * ladder.length),
    sentUs: new Float64Array(2 * ladder.length).fill(-1e9),
    capital0: 0,
    variance: 0,
    slowVariance: 0,
    lastPrice: openUsd,
    seen: new Float64Array(3).fill(Number.NaN),
    lastUs: 0,
    observedUs: 0,
    minuteMove: 1,
    minuteUs: 0,
    offUntilUs: -1,
    shownUsd: depthUsd,
  };
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, 900_000));
  if (engine.accounts.agent[account] === -1) engine.accounts.agent[account] = id;
  return agent;
}

/** The account of a desk, and its own on the chain where its coin is redeemed there and moves on it; else -1. */
function placesOf({ engine, universe }: Bench.Bench, account: number, name: string, market: Market) {
  const { base, perp } = market;
  const { chain } = universe.scenario;
  const isCarried = chain?.carries?.includes(universe.assets[base]!.spec.id) === true;
  if (perp || !isCarried || engine.assets[base]!.redeemsTo < 0) return { account, chain: -1 };
  return { account, chain: Accounts.add(engine.accounts, `${name}/chain`, CHAIN, Accounts.CASH) };
}

/** How a desk quotes: its ladder and its pauses. */
function quoting(spec: Schema.Spec, isMajor: boolean, ladder: readonly (readonly [number, number])[]) {
  const half = isMajor ? spec.minHalf.majors : spec.minHalf.alts;
  return {
    distances: ladder.map(([distance]) => distance),
    shares: ladder.map(([, one]) => one),
    refillUs: spec.refill ?? 10e6,
    calmRestUs: spec.requote ?? 24e6,
    restUs: spec.requote ?? 6e6,
    step: spec.ladder === undefined ? STEP : half,
    learnUs: spec.learn ?? 0,
  };
}

/** The book of a desk by itself: its market and the one it is hedged in. */
function bookOf(bench: Bench.Bench, account: number, own: readonly Market[], limitUsd: number) {
  return {
    bookAccounts: own.map(() => account),
    bookMarkets: own.map(({ id }) => id),
    bookDepths: own.map((one) => Bench.volumeOf(bench, one)),
    limitUsd,
    book0: own.map((one) => unitsOf(bench, account, one)),
  };
}

function ladderOf(
  { ladder }: Schema.Spec,
  isMajor: boolean,
  isPerp: boolean,
): readonly (readonly [number, number])[] {
  if (ladder !== undefined)
    return isMajor ? (isPerp ? ladder.majors.perps : ladder.majors.spot) : ladder.alts;
  return Maker.DISTANCES.map((distance, level) => [distance, Maker.SHARES[level]!]);
}

/** Units of the base an account holds in one market at the open. */
function unitsOf(bench: Bench.Bench, account: number, market: Market): number {
  const { accounts, assets } = bench.engine;
  if (market.perp) return accounts.lots[account * accounts.width + market.local]! * market.lot;
  return Accounts.balance(bench.engine, account, market.base) / assets[market.base]!.unit;
}
