import * as Streams from '../../base/Streams.js';
import type { Scenario } from '../../compose/Scenario.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as MakerOpening from '../makers/MakerOpening.js';
import type * as Looper from './Looper.js';

/** One loop as it is opened: its account and, for a whale, the account of the first layer (-1 = none). */
interface Opened {
  readonly account: number;
  readonly layer: number;
}

type Populations = Scenario['populations'];
type Kind = 'looper' | 'whale';

/** What the two kinds state alike. */
type Spec = NonNullable<Populations['loopers'] | Populations['whales']>;

/** Loops of synthetic dollars on unified venues: plain ones, and whales' second layers. */
export function loops(bench: Bench.Bench): void {
  const { universe, engine } = bench;
  const { loopers, whales, leverage } = universe.scenario.populations;
  if (leverage === 'off') return;
  universe.venues.forEach((spec, venue) => {
    if (spec.margin !== 'unified') return;
    for (const id of engine.venues[venue]!.spots) {
      const market = engine.markets[id]!;
      if (universe.assets[market.base]!.spec.class !== 'synthetic') continue;
      if (loopers) enlist(bench, market, 'looper', loopers, loopers.stock * (loopers.byVenue[spec.id] ?? 0));
      if (whales) enlist(bench, market, 'whale', whales, whales.stock * (whales.byVenue[spec.id] ?? 0));
    }
  });
}

function enlist(bench: Bench.Bench, market: Market, kind: Kind, spec: Spec, stock: number): void {
  if (!(stock > 0)) return;
  const { engine } = bench;
  const name = `${kind}/${engine.venues[market.venue]!.id}/${engine.assets[market.base]!.symbol}`;
  const rows: Opened[] = [];
  for (let row = 0; row < spec.rows; row++) {
    const id = `${name}/${row + 1}`;
    const usd = stock / spec.rows;
    const layer = kind === 'whale' ? firstLayer(bench, market, `${id}/first`, usd) : -1;
    const account = loop(bench, market, id, usd, spec);
    rows.push({ account, layer });
    show(bench, market, kind, account, layer);
  }
  const draw = (at: number, what: string, spread: { low: number; high: number }) =>
    Bench.draw(bench, `${name}/${at + 1}/${what}`, spread);
  const agent: Looper.State = {
    kind: 'looper',
    name,
    latencyUs: Math.round(Bench.draw(bench, `${name}/latency`, spec.latency)),
    stream: Streams.open(engine.streams, `${name}/grace`),
    market: market.id,
    accounts: rows.map((row) => row.account),
    layers: Int32Array.from(rows, (row) => row.layer),
    exitAt: Float64Array.from(rows, (_, at) => draw(at, 'exit', spec.exitAt)),
    delayUs: Float64Array.from(rows, (_, at) => Math.round(draw(at, 'delay', spec.delay))),
    graceLowUs: spec.grace.low,
    graceHighUs: spec.grace.high,
    sellingUs: spec.selling,
    everyUs: spec.every,
    dueUs: new Float64Array(rows.length).fill(-1),
    slices: new Int32Array(rows.length),
    origin: new Float64Array(rows.length),
  };
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, spec.every) + 2e6);
  for (const row of rows) {
    engine.accounts.agent[row.account] = id;
    if (row.layer >= 0) engine.accounts.agent[row.layer] = id;
  }
}

function show(bench: Bench.Bench, market: Market, kind: Kind, account: number, first: number): void {
  const { venues, accounts } = bench.engine;
  Bench.show(bench, {
    channel: 'loops',
    place: venues[market.venue]!.id,
    group: kind === 'whale' ? 'whale' : 'loop',
    account,
    first,
    asset: market.base,
    weight: accounts.weight[account]!,
  });
}

/** `usd` of the coin, bought with its own equity and with dollars owed to the venue. */
function loop(bench: Bench.Bench, market: Market, name: string, usd: number, spec: Spec): number {
  const { engine, universe } = bench;
  const weight = Math.max(1, Math.round(usd / spec.account));
  const account = Accounts.add(engine.accounts, name, market.venue, Accounts.MARGIN, -1, weight);
  const leverage = Bench.draw(bench, `${name}/leverage`, spec.leverage);
  Bench.fund(bench, account, market.base, usd / universe.assets[market.base]!.spec.price);
  MakerOpening.borrow(bench, account, market.quote, usd * (1 - 1 / leverage));
  return account;
}

/** The whale's alts, pledged for the dollars that are the loop's equity; called when they fall by `callAt`. */
function firstLayer(bench: Bench.Bench, market: Market, name: string, loopUsd: number): number {
  const { engine, universe } = bench;
  const spec = universe.scenario.populations.whales!;
  const venue = universe.venues[market.venue]!;
  const usd = loopUsd * spec.altsPerLoop;
  const weight = Math.max(1, Math.round(usd / spec.account));
  const account = Accounts.add(engine.accounts, name, market.venue, Accounts.MARGIN, -1, weight);
  const alts = universe.assets
    .map((asset, base) => ({ asset, base }))
    .filter((one) => one.asset.spec.class === 'alt');
  const total = alts.reduce((sum, one) => sum + one.asset.openInterest, 0);
  let weighted = 0;
  for (const { asset, base } of alts) {
    const share = (usd * asset.openInterest) / total;
    Bench.fund(bench, account, base, share / asset.spec.price);
    weighted += share * asset.spec.collateralWeight;
  }
  const fall = Bench.draw(bench, `${name}/call`, spec.callAt);
  const debt = (weighted * (1 - fall)) / (1 + venue.thresholds.marginCall * venue.loanMaintenance);
  MakerOpening.borrow(bench, account, market.quote, debt);
  return account;
}
