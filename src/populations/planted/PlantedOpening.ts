import * as Streams from '../../base/Streams.js';
import { CHAIN } from '../../chain/OnChain.js';
import { OpeningError } from '../../format/InputError.js';
import * as Ledger from '../../ledger/Ledger.js';
import { BUY, NO_LIMIT, SELL } from '../../messages/Outbox.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import * as CrowdRows from '../crowd/CrowdRows.js';
import type * as PlantedAgent from './Planted.js';
import type { Spec as Planted } from './PlantedSchema.js';

type Order = NonNullable<Planted['orders']>[number];
type Trade = NonNullable<Planted['trades']>[number];
type Swap = NonNullable<Planted['swaps']>[number];
type Position = NonNullable<Planted['positions']>[number];

/** Free margin of the accounts of the outside world, large enough for any order. */
const UNLIMITED_USD = 1e15;

/** Accounts of the outside world on a venue. Both are system accounts: never margined, never deleveraged. */
interface Outsiders {
  /** Owns the resting orders and takes the other side of every planted position, so that each market sums to zero. */
  readonly house: number;
  /** Sends the trades: an account other than the house, because self-trades are prevented. */
  readonly passerBy: number;
}

/** Builds the hand-made people of a scenario: margin accounts, orders and trades, and with `only` the isolated rows. */
export function open(bench: Bench.Bench): void {
  const { only, ...lists } = bench.universe.scenario.planted ?? {};
  if (!only && Object.values(lists).every((list) => (list?.length ?? 0) === 0)) return;
  const outsiders = bench.universe.venues.map((spec, venue) => ({
    house: outsider(bench, `house/${spec.id}`, venue),
    passerBy: outsider(bench, `passer-by/${spec.id}`, venue),
  }));
  for (const spec of sorted(lists.accounts)) account(bench, spec);
  const orders = sorted(lists.orders).map((spec) => orderOf(bench, outsiders, spec));
  const trades = sorted(lists.trades).map((spec) => tradeOf(bench, outsiders, spec));
  trades.sort((x, y) => x.atUs - y.atUs);
  rows(bench, sorted(lists.positions));
  const agent: PlantedAgent.State = {
    kind: 'planted',
    name: 'planted',
    latencyUs: 0,
    stream: Streams.open(bench.engine.streams, 'planted'),
    orders,
    trades,
    swaps: sorted(lists.swaps)
      .map((spec) => swapOf(bench, spec))
      .sort((x, y) => x.atUs - y.atUs),
    laid: false,
    sent: 0,
    swapped: 0,
  };
  const id = Bench.enlist(bench, agent, 1);
  for (const { account } of orders) bench.engine.accounts.agent[account] = id;
  for (const { house, passerBy } of outsiders) {
    bench.engine.accounts.agent[house] = id;
    bench.engine.accounts.agent[passerBy] = id;
  }
}

/** Order of the file does not count. */
function sorted<T extends { readonly id: string }>(items: readonly T[] | undefined): T[] {
  return [...(items ?? [])].sort((x, y) => (x.id < y.id ? -1 : 1));
}

function outsider(bench: Bench.Bench, name: string, venue: number): number {
  const id = Accounts.add(bench.engine.accounts, name, venue, Accounts.SYSTEM);
  bench.engine.accounts.free[id] = UNLIMITED_USD;
  return id;
}

/** A market by "venue:BASE/QUOTE:kind"; the loader has checked that it exists. */
function marketOf(bench: Bench.Bench, key: string): Market {
  const [venue, symbol, kind] = key.split(':');
  const { markets, venues } = bench.engine;
  return markets.find(
    (m) => venues[m.venue]!.id === venue && m.symbol === symbol && m.perp === (kind === 'perp'),
  )!;
}

function lotsOf(market: Market, size: number): number {
  return Whole.nearest(size / market.lot);
}

function ticksOf(market: Market, price: number): number {
  return Math.max(1, Whole.nearest(price / market.tick));
}

/** A planted margin account by its id; the loader has checked that the venue has it. */
function accountOf({ engine }: Bench.Bench, name: string, venue: number): number {
  return engine.accounts.name.findIndex((one, id) => one === name && engine.accounts.venue[id] === venue);
}

/** A resting order of the house, which gets what a spot order may deliver or pay. */
function orderOf(bench: Bench.Bench, outsiders: readonly Outsiders[], spec: Order): PlantedAgent.Order {
  const market = marketOf(bench, spec.market);
  const { house } = outsiders[market.venue]!;
  const account = spec.account === undefined ? house : accountOf(bench, spec.account, market.venue);
  const side = spec.side === 'buy' ? BUY : SELL;
  if (account === house) endow(bench, account, market, { side, size: spec.size, price: spec.price });
  return {
    market: market.id,
    account,
    side,
    limit: ticksOf(market, spec.price),
    lots: lotsOf(market, spec.size),
    owner: Bench.handles(bench, account, 1),
    reduceOnly: spec.reduceOnly ? 1 : 0,
  };
}

function tradeOf(bench: Bench.Bench, outsiders: readonly Outsiders[], spec: Trade): PlantedAgent.Trade {
  const market = marketOf(bench, spec.market);
  const account = outsiders[market.venue]!.passerBy;
  const side = spec.side === 'buy' ? BUY : SELL;
  endow(bench, account, market, {
    side,
    size: spec.size,
    price: spec.limit ?? 2 * market.openTicks * market.tick,
  });
  return {
    market: market.id,
    account,
    side,
    limit: spec.limit === undefined ? NO_LIMIT : ticksOf(market, spec.limit),
    lots: lotsOf(market, spec.size),
    owner: -1,
    reduceOnly: 0,
    atUs: (spec.at - bench.universe.scenario.start) * 1000,
  };
}

/** A sale into a pool, from a separate account on the chain that holds exactly what it sells. */
function swapOf(bench: Bench.Bench, spec: Swap): PlantedAgent.Swap {
  const { engine, universe } = bench;
  const account = Accounts.add(engine.accounts, `seller/${spec.id}`, CHAIN, Accounts.CASH);
  const from = Bench.assetOf(bench, spec.sell);
  Bench.fund(bench, account, from, spec.size);
  return {
    atUs: (spec.at - universe.scenario.start) * 1000,
    pool: engine.onchain.pools.findIndex((pool) => pool.id === spec.pool),
    account,
    from,
    to: Bench.assetOf(bench, spec.buy),
    atoms: Accounts.balance(engine, account, from),
  };
}

/** What a spot order needs: the base to deliver, or the quote to pay with a percent for fees. Perps settle in cash. */
function endow(
  bench: Bench.Bench,
  account: number,
  market: Market,
  { side, size, price }: { readonly side: number; readonly size: number; readonly price: number },
): void {
  if (market.perp) return;
  if (side === SELL) Bench.fund(bench, account, market.base, lotsOf(market, size) * market.lot + market.lot);
  else Bench.fund(bench, account, market.quote, 1.01 * size * price);
}

/** A margin account with what it holds and owes, and perps opened at the opening price. */
function account(bench: Bench.Bench, spec: NonNullable<Planted['accounts']>[number]): void {
  const { engine, universe } = bench;
  const venue = universe.venues.findIndex((one) => one.id === spec.venue);
  const id = Accounts.add(engine.accounts, spec.id, venue, Accounts.MARGIN, spec.weight ?? 1);
  for (const symbol of Object.keys(spec.holdings ?? {}).sort())
    Bench.fund(bench, id, Bench.assetOf(bench, symbol), spec.holdings![symbol]!);
  for (const symbol of Object.keys(spec.debts ?? {}).sort())
    Bench.borrow(bench, id, Bench.assetOf(bench, symbol), spec.debts![symbol]!);
  for (const symbol of Object.keys(spec.positions ?? {}).sort()) {
    const market = marketOf(bench, `${spec.venue}:${symbol}:perp`);
    const entry = spec.entries?.[symbol];
    Bench.hold(bench, id, market, lotsOf(market, spec.positions![symbol]!), entry);
  }
}

/** Each planted position is a row of its market's crowd. */
function rows(bench: Bench.Bench, specs: readonly Position[]): void {
  for (const market of bench.engine.markets) {
    if (!market.perp) continue;
    const mine = specs.filter((spec) => marketOf(bench, spec.market) === market);
    const first = CrowdRows.append(bench, market, mine.length);
    mine.forEach((spec, row) => {
      const lots = lotsOf(market, spec.size) * (spec.side === 'long' ? 1 : -1);
      const usd = Math.abs(lots) * market.lot * market.openTicks * market.tick;
      const accountUsd = usd / (spec.weight ?? 1);
      CrowdRows.open(bench, market, first + row, { lots, marginUsd: spec.margin, accountUsd });
      if (spec.entry !== undefined) CrowdRows.reprice(bench, market, first + row, spec.entry);
    });
  }
}

/**
 * The house takes the other side of what is open in each perp market. Call once everybody else has a position.
 * Throws OpeningError where nobody takes it.
 */
export function balance(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  for (const market of engine.markets) {
    if (!market.perp) continue;
    const net = netLots(bench, market);
    if (net !== 0) {
      if (!universe.scenario.planted?.only) refuse(bench, market, net);
      const house = engine.accounts.name.indexOf(`house/${engine.venues[market.venue]!.id}`);
      Bench.hold(bench, house, market, -net);
    }
    settlePast(bench, market);
  }
}

/** Stated entries differ from the opening price: gains and losses before the start are settled with the outside world. */
function settlePast(bench: Bench.Bench, market: Market): void {
  const { accounts, crowds, ledger } = bench.engine;
  let cost = 0;
  for (const entry of crowds[market.crowd]!.entry) cost += entry;
  for (let id = 0; id < accounts.count; id++)
    if (accounts.venue[id] === market.venue) cost += accounts.entry[id * accounts.width + market.local]!;
  const outside = Bench.externalCell(bench, market.quote);
  if (cost > 0) Ledger.post(ledger, market.clearing, outside, cost);
  if (cost < 0) Ledger.post(ledger, outside, market.clearing, -cost);
}

function netLots({ engine }: Bench.Bench, market: Market): number {
  const { accounts } = engine;
  let net = 0;
  for (const lots of engine.crowds[market.crowd]!.lots) net += lots;
  for (let id = 0; id < accounts.count; id++)
    if (accounts.venue[id] === market.venue) net += accounts.lots[id * accounts.width + market.local]!;
  return net;
}

function refuse({ engine }: Bench.Bench, market: Market, net: number): never {
  const venue = engine.venues[market.venue]!.id;
  const side = net > 0 ? 'long' : 'short';
  throw new OpeningError(
    'populations',
    `${Math.abs(net) * market.lot} ${market.symbol} ${side} on ${venue} without another side`,
    'longs and shorts of equal size in every perp market',
    `state a crowd on ${venue}, or "planted: { only: true }", which lets the outside world take the other side`,
  );
}
