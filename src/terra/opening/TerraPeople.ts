import * as Real from '../../base/Real.js';
import * as Streams from '../../base/Streams.js';
import { CHAIN } from '../../chain/OnChain.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as Bench from '../../opening/Bench.js';
import * as Confidence from '../../populations/holders/Confidence.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import type { Person } from '../people/Registry.js';
import type * as TerraPlaces from '../people/TerraPlaces.js';
import * as TerraSignal from '../people/TerraSignal.js';
import * as TerraStaking from '../rules/TerraStaking.js';
import * as TerraChain from '../TerraChain.js';
import type { Terra } from '../TerraSchema.js';
import * as TerraAnchor from './TerraAnchor.js';
import * as TerraDemand from './TerraDemand.js';

type HoldersSpec = Terra['holders'][number];
const byId = (x: { readonly id: string }, y: { readonly id: string }) => (x.id < y.id ? -1 : 1);

/** Everybody of the Terra world, in an order that does not depend on the file's. */
export function people(bench: Bench.Bench, spec: Terra, terra: TerraChain.TerraChain): void {
  for (const holders of [...spec.holders].sort(byId)) holder(bench, spec, terra, holders);
  TerraDemand.people(bench, spec);
  for (let firm = 0; firm < spec.arbitrage.firms; firm++) arbitrageur(bench, spec, terra, firm);
  liquidator(bench, spec, terra);
  reserve(bench, spec);
  script(bench, spec, terra);
}

/** Opens the accounts of one party on Terra, on the venue and beside the pool. */
function places(bench: Bench.Bench, spec: Terra, name: string): TerraPlaces.Places {
  const { engine } = bench;
  const { accounts, onchain } = engine;
  const add = (place: string, venue: number) =>
    Accounts.add(accounts, `${name}/${place}`, venue, Accounts.CASH);
  const pool = spec.pool === undefined ? -1 : onchain.pools.findIndex(({ id }) => id === spec.pool);
  const dollar = pool < 0 ? -1 : dollarOf(bench, pool);
  return {
    terra: add('terra', TerraChain.TERRA),
    venue: add('venue', venueOf(bench, spec)),
    ether: pool < 0 ? -1 : add('ether', CHAIN),
    ustMarket: marketOf(bench, spec, 'UST').id,
    lunaMarket: marketOf(bench, spec, 'LUNA').id,
    pool,
    poolDollar: dollar,
  };
}

/** What sales in the pool bring: its dollar coin, or of its base pool USDC, into which the documented sale went. */
function dollarOf({ engine }: Bench.Bench, pool: number): number {
  const { coins, base } = engine.onchain.pools[pool]!;
  const all = base < 0 ? coins : engine.onchain.pools[base]!.coins;
  const isDollar = (coin: number) => engine.assets[coin]!.dollar;
  return all.find((coin) => engine.assets[coin]!.symbol === 'USDC') ?? all.find(isDollar)!;
}

function venueOf({ engine }: Bench.Bench, spec: Terra): number {
  return engine.venues.findIndex(({ id }) => id === spec.venue);
}

function marketOf(bench: Bench.Bench, spec: Terra, symbol: string): Market {
  const market = Bench.marketOf(bench, venueOf(bench, spec), Bench.assetOf(bench, symbol), false);
  if (!market) throw TerraDemand.lacking('venue', spec.venue, `spot book of ${symbol}`);
  return market;
}

/** The agent's own part of every state; it owns the account on the venue. */
function base(bench: Bench.Bench, name: string, latency: { low: number; high: number }) {
  const stream = Streams.open(bench.engine.streams, name);
  return { name, latencyUs: Whole.nearest(Bench.draw(bench, `${name}/latency`, latency)), stream };
}

function enlist(bench: Bench.Bench, agent: Person, account: number, everyUs: number): void {
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, agent.name, everyUs));
  bench.engine.accounts.agent[account] = id;
}

function holder(bench: Bench.Bench, spec: Terra, terra: TerraChain.TerraChain, one: HoldersSpec): void {
  const { engine, universe } = bench;
  const name = `${one.holds}-holder/${one.id}`;
  const at = places(bench, spec, name);
  const ofLuna = one.holds === 'luna' || one.holds === 'bonded';
  const asset = ofLuna ? terra.luna : terra.ust;
  const units = one.stock / universe.assets[asset]!.spec.price;
  const atoms = fundHolder(bench, terra, at, one, units);
  const taste = ofLuna ? spec.tastes.luna : spec.tastes.ust;
  const [a, b] = one.threshold;
  const attention = Array.from({ length: one.rows }, (_, row) =>
    Bench.draw(bench, `${name}/attention/${row}`, one.attention),
  );
  const counts = new Float64Array(one.rows).fill(one.count);
  const common = {
    ...base(bench, name, one.latency),
    ...at,
    holders: Confidence.create(a, b, counts, split(atoms, one.rows, one.pareto), attention),
    taste: tasteOf(taste, one),
    everyUs: one.every,
    memory: TerraSignal.create(),
    lastUs: 0,
  };
  const agent: Person = ofLuna
    ? { ...common, kind: 'luna-holder', isBonded: one.holds === 'bonded', wanted: 0 }
    : {
        ...common,
        kind: 'terra-holder',
        inAnchor: one.holds === 'anchor',
        usesModule: one.module,
        recovery: taste.recovery,
        clipUsd: one.clip,
        caution: spec.arbitrage.caution,
      };
  enlist(bench, agent, at.venue, one.every);
  engine.accounts.agent[at.terra] = engine.accounts.agent[at.venue]!;
}

/** Gives the class what it holds and returns the atoms. */
function fundHolder(
  bench: Bench.Bench,
  terra: TerraChain.TerraChain,
  at: TerraPlaces.Places,
  { holds }: HoldersSpec,
  units: number,
): number {
  const { engine } = bench;
  if (holds === 'anchor') {
    TerraAnchor.deposit(bench, terra, at.terra, units);
    return Accounts.balance(engine, at.terra, terra.aust);
  }
  const [account, asset] =
    holds === 'luna' ? [at.venue, terra.luna] : [at.terra, holds === 'ust' ? terra.ust : terra.luna];
  Bench.fund(bench, account, asset, units);
  const atoms = Accounts.balance(engine, account, asset);
  if (holds !== 'bonded') return atoms;
  TerraStaking.apply(terra.staking, { kind: 'bond', account, atoms });
  const from = Accounts.cash(engine, account, asset);
  Ledger.post(engine.ledger, from, Accounts.cash(engine, terra.bonded, asset), atoms);
  return atoms;
}

function tasteOf(taste: Terra['tastes']['ust'], one: HoldersSpec): Confidence.Taste {
  const { base, discount, hole, outflow, fall, herd } = taste.weights;
  return {
    weights: { base, discount, hole, queue: 0, outflow, news: fall, herd },
    halfLifeUs: taste.halfLife,
    calmPerHour: one.calmPerHour,
    alarmedPerHour: one.alarmedPerHour,
    contagion: taste.contagion,
    contagionPerHour: taste.contagionPerHour,
  };
}

/** Whole atoms by row: sizes at the quantiles of a Pareto tail, the largest first; the first takes the remainder. */
function split(atoms: number, rows: number, alpha: number): Float64Array {
  const raw = Float64Array.from({ length: rows }, (_, row) => Real.pow((row + 0.5) / rows, -1 / alpha));
  const total = raw.reduce((sum, x) => sum + x, 0);
  const held = raw.map((x) => Whole.down((atoms * x) / total));
  held[0] = held[0]! + atoms - held.reduce((sum, x) => sum + x, 0);
  return held;
}

function arbitrageur(bench: Bench.Bench, spec: Terra, terra: TerraChain.TerraChain, firm: number): void {
  const one = spec.arbitrage;
  const name = `terra-arbitrageur/${firm + 1}`;
  const at = places(bench, spec, name);
  const { quote } = bench.engine.markets[at.ustMarket]!;
  Bench.fund(bench, at.venue, quote, one.venue);
  if (at.ether >= 0) Bench.fund(bench, at.ether, at.poolDollar, one.ether);
  const { price } = bench.universe.assets[terra.luna]!.spec;
  const agent: Person = {
    ...base(bench, name, one.latency),
    ...at,
    kind: 'terra-arbitrageur',
    edge: Bench.draw(bench, `${name}/edge`, one.edge),
    clipUsd: one.clip,
    venueUsd: one.venue,
    caution: one.caution,
    everyUs: one.every,
    slow: price,
    lastUs: 0,
  };
  enlist(bench, agent, at.venue, one.every);
}

/** Who called Anchor's loans sells the pledges: a firm whose account on Terra is the queue of bids. */
function liquidator(bench: Bench.Bench, spec: Terra, terra: TerraChain.TerraChain): void {
  const one = spec.arbitrage;
  const name = 'anchor-liquidator';
  const at = { ...places(bench, spec, name), terra: terra.anchor.queue };
  const agent: Person = {
    ...base(bench, name, one.latency),
    ...at,
    kind: 'pledge-seller',
    everyUs: one.every,
  };
  enlist(bench, agent, at.venue, one.every);
}

function reserve(bench: Bench.Bench, spec: Terra): void {
  const { engine, universe } = bench;
  const name = 'reserve';
  const us = (at: number) => (at - universe.scenario.start) * 1000;
  const account = Accounts.add(engine.accounts, name, venueOf(bench, spec), Accounts.CASH);
  const btc = marketOf(bench, spec, 'BTC');
  Bench.fund(bench, account, btc.base, spec.reserve.btc);
  Bench.fund(bench, account, btc.quote, spec.reserve.usd);
  const windows = [...spec.reserve.windows]
    .sort((x, y) => x.from - y.from || byId(x, y))
    .map(({ from, to, btc }) => ({ fromUs: us(from), toUs: us(to), btc }));
  const agent: Person = {
    ...base(bench, name, { low: 1e6, high: 1e6 }),
    kind: 'reserve-desk',
    account,
    btcMarket: btc.id,
    ustMarket: marketOf(bench, spec, 'UST').id,
    windows,
    sold: 0,
    window: -1,
  };
  engine.accounts.agent[account] = Bench.enlist(bench, agent, 1);
}

/** One party for the documented acts: its deposit is what it withdraws, its UST what it sells, its shares the pool's first. */
function script(bench: Bench.Bench, spec: Terra, terra: TerraChain.TerraChain): void {
  const { engine, universe } = bench;
  const name = 'first-hours';
  const at = places(bench, spec, name);
  const of = (act: string) =>
    spec.script.filter((one) => one.act === act).reduce((sum, { size }) => sum + size, 0);
  if (of('anchor-withdraw') > 0) TerraAnchor.deposit(bench, terra, at.terra, of('anchor-withdraw'));
  if (at.ether >= 0) {
    Bench.fund(bench, at.ether, terra.ust, of('sell-in-pool'));
    lendShares(bench, at, of('unprovide'));
  }
  const acts = [...spec.script]
    .sort((x, y) => x.at - y.at || byId(x, y))
    .map(({ at, act, size }) => ({ atUs: (at - universe.scenario.start) * 1000, kind: act, ust: size }));
  if (acts.length === 0) return;
  const agent: Person = { ...base(bench, name, { low: 1e6, high: 1e6 }), ...at, kind: 'terra-script', acts };
  engine.accounts.agent[at.terra] = Bench.enlist(bench, agent, acts[0]!.atUs);
}

/** The shares it will give back come out of the pool's first provider. */
function lendShares(bench: Bench.Bench, at: TerraPlaces.Places, units: number): void {
  const { engine } = bench;
  const { share, id } = engine.onchain.pools[at.pool]!;
  const provider = engine.accounts.name.indexOf(`provider/${id}/1`);
  const atoms = Math.min(
    Accounts.balance(engine, provider, share),
    Whole.down(units * engine.assets[share]!.unit),
  );
  if (atoms === 0) return;
  const from = Accounts.cash(engine, provider, share);
  Ledger.post(engine.ledger, from, Accounts.cash(engine, at.ether, share), atoms);
}
