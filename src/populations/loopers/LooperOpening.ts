import * as Streams from '../../base/Streams.js';
import * as Bench from '../../opening/Bench.js';
import * as MarketAccounts from '../../opening/MarketAccounts.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import { type Group, isOn } from '../Kind.js';
import type * as Looper from './Looper.js';
import type * as Schema from './LooperSchema.js';

/** One loop about to be opened: its equity and debt are stated, its account may be the first layer's. */
export interface Loop {
  readonly market: Market;
  readonly name: string;
  readonly usd: number;
  readonly debtUsd: number;
}

/** The accounts of one loop: of its first layer (-1 = it has none) and of the loop itself, if that is not one of its own. */
export interface Layers {
  readonly layer: number;
  readonly account?: number;
}

/** Opens the first layer of one loop. */
export type FirstLayer = (bench: Bench.Bench, loop: Loop) => Layers;

/** Loops of synthetic dollars on unified venues, as one desk a market. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  layered(bench, group, () => ({ layer: -1 }));
}

/** The same, each loop with a first layer of its own. */
export function layered(bench: Bench.Bench, group: Group<Schema.Spec>, firstLayer: FirstLayer): void {
  const { universe, engine } = bench;
  if (universe.scenario.populations.leverage === 'off') return;
  universe.venues.forEach((venueSpec, venue) => {
    if (venueSpec.margin !== 'unified' || !isOn(bench, group, venue)) return;
    for (const id of engine.venues[venue]!.spots) {
      const market = engine.markets[id]!;
      if (universe.assets[market.base]!.spec.class === 'synthetic') desk(bench, group, market, firstLayer);
    }
  });
}

function desk(bench: Bench.Bench, group: Group<Schema.Spec>, market: Market, firstLayer: FirstLayer): void {
  const { engine, universe } = bench;
  const { spec } = group;
  const stock = spec.stock * (spec.byVenue[universe.venues[market.venue]!.id] ?? 0);
  if (!(stock > 0)) return;
  const name = `${group.label}/${engine.venues[market.venue]!.id}/${engine.assets[market.base]!.symbol}`;
  const usd = stock / spec.rows;
  const rows = Array.from({ length: spec.rows }, (_, row) => {
    const id = `${name}/${row + 1}`;
    const leverage = Bench.draw(bench, `${id}/leverage`, spec.leverage);
    const one = { market, name: id, usd, debtUsd: usd * (1 - 1 / leverage) };
    const { layer, account = loop(bench, one, spec.account) } = firstLayer(bench, one);
    show(bench, market, SHOWN[group.name] ?? group.name, { account, layer });
    return { account, layer };
  });
  const draw = (at: number, what: string, spread: { low: number; high: number }) =>
    Bench.draw(bench, `${name}/${at + 1}/${what}`, spread);
  const agent: Looper.State = {
    kind: 'looper',
    name,
    latencyUs: MarketAccounts.latencyOf(bench, name, spec.latency),
    stream: Streams.open(engine.streams, `${name}/grace`),
    market: market.id,
    accounts: rows.map((row) => row.account),
    layers: Int32Array.from(rows, (row) => row.layer),
    exitAt: Float64Array.from(rows, (_, at) => draw(at, 'exit', spec.exitAt)),
    delayUs: Float64Array.from(rows, (_, at) => Whole.nearest(draw(at, 'delay', spec.delay))),
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

/** Names of the groups that are named like their kinds, in series and summaries. */
const SHOWN: Readonly<Record<string, string>> = { loopers: 'loop', whales: 'whale' };

function show(
  bench: Bench.Bench,
  market: Market,
  group: string,
  { account, layer }: { readonly account: number; readonly layer: number },
): void {
  const { venues, accounts } = bench.engine;
  Bench.show(bench, {
    channel: 'loops',
    place: venues[market.venue]!.id,
    group,
    account,
    first: layer,
    asset: market.base,
    weight: accounts.weight[account]!,
  });
}

/** An account of its own with `usd` of the coin, bought with its own equity and with dollars owed to the venue. */
function loop(bench: Bench.Bench, { market, name, usd, debtUsd }: Loop, accountUsd: number): number {
  const weight = Math.max(1, Whole.nearest(usd / accountUsd));
  const account = Accounts.add(bench.engine.accounts, name, market.venue, Accounts.MARGIN, weight);
  Bench.fund(bench, account, market.base, usd / bench.universe.assets[market.base]!.spec.price);
  Bench.borrow(bench, account, market.quote, debtUsd);
  return account;
}
