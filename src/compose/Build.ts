import * as Streams from '../base/Streams.js';
import * as IssuerOpening from '../chain/issuer/IssuerOpening.js';
import * as PoolOpening from '../chain/pool/PoolOpening.js';
import * as RailOpening from '../chain/rail/RailOpening.js';
import * as SpaceOpening from '../chain/space/SpaceOpening.js';
import * as Aggressors from '../exchange/Aggressors.js';
import * as Exchange from '../exchange/Exchange.js';
import * as Prices from '../exchange/Prices.js';
import * as MarketOpening from '../exchange/venue/MarketOpening.js';
import * as VenueOpening from '../exchange/venue/VenueOpening.js';
import * as Watch from '../exchange/Watch.js';
import { opening } from '../format/InputError.js';
import type { Change } from '../format/Override.js';
import * as JournalWriter from '../kernel/JournalWriter.js';
import * as Kernel from '../kernel/Kernel.js';
import * as Phases from '../kernel/Phases.js';
import * as Ledger from '../ledger/Ledger.js';
import * as Fills from '../mechanisms/book/Fills.js';
import * as Order from '../mechanisms/book/Order.js';
import * as Orders from '../mechanisms/book/Orders.js';
import * as Call from '../messages/Call.js';
import * as EventKind from '../messages/EventKind.js';
import * as Intent from '../messages/Intent.js';
import * as Recorder from '../observe/Recorder.js';
import type { Roster } from '../observe/Roster.js';
import type * as Bench from '../opening/Bench.js';
import * as Universe from '../opening/Universe.js';
import { PLUGS } from '../plugs/Plugs.js';
import * as CrowdRows from '../populations/crowd/CrowdRows.js';
import * as LendingPeople from '../populations/LendingPeople.js';
import * as PlantedOpening from '../populations/planted/PlantedOpening.js';
import * as Section from '../populations/Section.js';
import type { World } from '../run/World.js';
import * as Accounts from '../state/Accounts.js';
import type { Asset, Engine, News } from '../state/Engine.js';
import * as Whole from '../units/Whole.js';
import * as Feeds from './Feeds.js';
import * as NewsSteps from './NewsSteps.js';
import * as OpeningValues from './OpeningValues.js';
import * as PlantedRoster from './PlantedRoster.js';
import type { Scenario } from './Scenario.js';

export interface Identity {
  readonly name: string;
  readonly seed: number;
  readonly interventions: readonly string[];
  /** What interventions and sets replaced. */
  readonly changes?: readonly Change[];
  readonly scenarioDigest: string;
  /** Permutes events of equal time and phase (tie-shuffle); 0 or absent: their order of creation. */
  readonly tieSeed?: number;
}

type Step = (bench: Bench.Bench) => void;

/** What is opened, in order, and the section of the file that states it. */
const STEPS: readonly (readonly [section: string, step: Step])[] = [
  ['venues', VenueOpening.open],
  ['venues', MarketOpening.list],
  ['venues', (bench) => MarketOpening.connect(bench.engine, bench)],
  ['venues', VenueOpening.collateralize],
  ['venues', VenueOpening.insure],
  ['venues', (bench) => Feeds.finish(bench.engine)],
  ['rails', RailOpening.lay],
  ['chain', SpaceOpening.start],
  ['issuers', IssuerOpening.open],
  ['pools', PoolOpening.open],
  ['assets', crowds],
  ['populations', Section.populate],
  ['planted', PlantedOpening.balance],
  ['lending', LendingPeople.open],
  ['issuers', IssuerOpening.settle],
  ...PLUGS.map((plug) => [plug.name, plug.open] as const),
];

/** A crowd of every perp market, with nobody in it. */
function crowds(bench: Bench.Bench): void {
  for (const market of bench.engine.markets) if (market.perp) CrowdRows.create(bench, market);
}

/** Composes the world of a scenario at its opening instant. */
export function build(scenario: Scenario, identity: Identity): World {
  const streams = Streams.create(identity.seed);
  const universe = opening('assets', () => Universe.compose(scenario, streams));
  const engine = skeleton(universe, streams, identity.tieSeed ?? 0);
  const external = Accounts.add(engine.accounts, 'external', 0, Accounts.SYSTEM);
  const bench: Bench.Bench = { universe, engine, agents: [], wakes: [], shown: [], external };
  for (const [section, step] of STEPS) opening(section, () => step(bench));
  const headlines = schedule(bench);
  open(bench);
  return {
    ...identity,
    changes: identity.changes ?? [],
    engine,
    agents: bench.agents,
    tokens: new Float64Array(bench.agents.length).fill(1),
    pendingUs: Float64Array.from(bench.wakes),
    headlines,
    expect: scenario.expect ?? [],
    recorder: Recorder.create(engine, Whole.up(engine.endUs / 60e6), bench.shown),
    roster: rosterOf(bench),
  };
}

/** What readers of a run need to know of its assets and venues beside their ids. */
function rosterOf(bench: Bench.Bench): Roster {
  const { universe } = bench;
  const { scenario } = universe;
  return {
    assets: universe.assets.map(({ spec }) => ({
      id: spec.id,
      class: spec.class,
      openUsd: spec.price,
      ...(spec.redeemsTo !== undefined && { redeemsTo: spec.redeemsTo }),
    })),
    venues: scenario.venues.map(({ id, about, margin, spot, perps }) => ({ id, about, margin, spot, perps })),
    planted: PlantedRoster.list(bench),
  };
}

/** Accounts that the columns first have room for. */
const ACCOUNTS = 2048;

function skeleton(universe: Universe.Universe, streams: Streams.Streams, tieSeed: number): Engine {
  const { scenario } = universe;
  const assets = universe.assets.map((listed) => assetOf(universe, listed));
  const symbols = assets.map((asset) => asset.symbol);
  return {
    startMs: scenario.start,
    endUs: (scenario.end - scenario.start) * 1000,
    kernel: Kernel.create(tieSeed),
    journal: JournalWriter.create(scenario.start),
    ledger: Ledger.create([...symbols, ...symbols.map((symbol) => `debt/${symbol}`)]),
    streams,
    assets,
    venues: [],
    markets: [],
    orders: Orders.create(65_536),
    order: Order.create(),
    fills: Fills.create(),
    intents: Intent.create(),
    calls: Call.create(),
    onchain: {
      rail: RailOpening.none(),
      space: undefined,
      pools: [],
      lendings: [],
      issuers: [],
      plugged: {},
    },
    quotes: { slot: new Int32Array(1024).fill(-1), size: 0 },
    reserve: new Float64Array(65_536),
    accounts: Accounts.create(ACCOUNTS, assets.length, assets.length),
    crowds: [],
    pools: [],
    agentKinds: [],
    feed: Feeds.empty(0, assets),
    news: newsOf(universe, streams),
    tally: emptyTally(universe.venues.length, assets.length),
  };
}

function assetOf(universe: Universe.Universe, listed: Universe.Listed): Asset {
  const { spec } = listed;
  return {
    symbol: spec.id,
    decimals: spec.decimals,
    unit: Number(`1e${spec.decimals}`),
    openUsd: spec.price,
    dollar: spec.class === 'dollar',
    redeemsTo: spec.redeemsTo ? universe.assets.findIndex((a) => a.spec.id === spec.redeemsTo) : -1,
    redemptionRatio: spec.ratio ?? 0,
    sources: [],
    movedUs: 0,
    oneSided: 0,
    weights: new Float64Array(0),
  };
}

function emptyTally(venues: number, assets: number): Engine['tally'] {
  return {
    forcedUsd: 0,
    forcedLongUsd: 0,
    forcedShortUsd: 0,
    publishedUsd: 0,
    publishedLongUsd: 0,
    forcedAccounts: 0,
    firstForcedUs: -1,
    forcedAfterNewsUsd: 0,
    forcedByVenue: new Float64Array(venues),
    publishedByVenue: new Float64Array(venues),
    publishedByAsset: new Float64Array(assets),
    collateralSoldUsd: 0,
    adlUsd: 0,
    adlAccounts: 0,
    firstAdlUs: -1,
    adlByVenue: new Float64Array(venues),
    payers: {},
    losses: 0,
    refused: {},
    withdrawn: {},
    exogenousUsd: 0,
    feed: { second: new Float64Array(0), waiting: [] },
    aggressors: Aggressors.create(assets),
  };
}

function byTime(x: Scenario['news'][number], y: Scenario['news'][number]): number {
  return x.from - y.from || (x.id < y.id ? -1 : 1);
}

/** News as one-minute steps of the logarithm of value. */
function newsOf(universe: Universe.Universe, streams: Streams.Streams): News {
  const { scenario } = universe;
  const steps = [...scenario.news].sort(byTime).flatMap((item) => NewsSteps.of(item, scenario.start));
  const ends = [...scenario.exogenous, ...scenario.news].map(({ to }) => to);
  return {
    atUs: Float64Array.from(steps, ({ atUs }) => atUs),
    logImpulse: Float64Array.from(steps, ({ log }) => log),
    beta: Float64Array.from(universe.assets, (asset) => asset.beta),
    fundamental: Float64Array.from(universe.assets, (asset) => asset.spec.price),
    origin: 0,
    lastExogenousUs: Math.max(0, ...ends.map((end) => (end - scenario.start) * 1000)),
    equityCloseUs: (scenario.equity.closes - scenario.start) * 1000,
    equityOpen: scenario.equity.closes > scenario.start,
    moving: opening('fundamentals', () => OpeningValues.open(universe, streams)),
  };
}

/** Puts the first events into the queue; returns the headlines in the order of their events. */
function schedule(bench: Bench.Bench): string[] {
  const { engine, universe } = bench;
  const { kernel, news } = engine;
  const items = [...universe.scenario.news].sort(byTime);
  const starts = items.map((item) => (item.from - universe.scenario.start) * 1000);
  for (let step = 0; step < news.atUs.length; step++) {
    const headline = starts.indexOf(news.atUs[step]!);
    Kernel.schedule(kernel, news.atUs[step]!, Phases.SHOCK, Kernel.task(EventKind.NEWS, headline, step));
  }
  if (news.equityCloseUs > 0)
    Kernel.schedule(kernel, news.equityCloseUs, Phases.SHOCK, Kernel.task(EventKind.EQUITY_CLOSE, 0));
  if (news.moving)
    Kernel.schedule(kernel, news.moving.stepUs, Phases.SHOCK, Kernel.task(EventKind.VALUES, 0));
  Kernel.schedule(kernel, Prices.TICK_US, Phases.ORACLE, Kernel.task(EventKind.COMPOSE, 0));
  Kernel.schedule(kernel, Recorder.SAMPLE_US, Phases.PROBES, Kernel.task(EventKind.PROBE, 0));
  bench.wakes.forEach((atUs, agent) => {
    if (atUs >= 0) Kernel.schedule(kernel, atUs, Phases.DECISIONS, Kernel.task(EventKind.WAKE, agent, 1));
  });
  return items.map((item) => item.id);
}

/** First prices, and a first exact look at every margin account. */
function open(bench: Bench.Bench): void {
  const { engine } = bench;
  for (const venue of engine.venues) if (venue.margin !== 'cash') venue.watch = Watch.create(engine, venue);
  Prices.compose(engine);
  for (let account = 0; account < engine.accounts.count; account++) {
    if (engine.accounts.kind[account] !== Accounts.MARGIN) continue;
    Exchange.examine(engine, engine.venues[engine.accounts.venue[account]!]!, account);
  }
}
