import * as Streams from '../../base/Streams.js';
import { OpeningError } from '../../format/InputError.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import type { Market } from '../../state/Engine.js';
import * as Whole from '../../units/Whole.js';
import * as DipBuyer from '../people/DipBuyer.js';
import type { Terra } from '../TerraSchema.js';

type Demand = Terra['demand'][string];
type Longs = NonNullable<Terra['longs']>;
type Terms = Pick<Demand, 'depth' | 'shrink' | 'floor' | 'forget' | 'fresh' | 'every' | 'latency'>;

/** Demand for every asset on the books of one venue, and for LUNA in perps. */
export function people(bench: Bench.Bench, spec: Terra): void {
  const { engine } = bench;
  const marketOf = (id: string, symbol: string, perp: boolean) => {
    const venue = engine.venues.findIndex((one) => one.id === id);
    const market = Bench.marketOf(bench, venue, Bench.assetOf(bench, symbol), perp);
    if (!market)
      throw lacking(
        perp ? 'longs.venue' : `demand.${symbol}`,
        id,
        `${perp ? 'perp on' : 'spot book of'} ${symbol}`,
      );
    return market;
  };
  for (const symbol of Object.keys(spec.demand).sort())
    onBook(bench, spec.demand[symbol]!, marketOf(spec.venue, symbol, false), `demand/${symbol}`);
  const { longs } = spec;
  if (!longs) return;
  const perp = marketOf(longs.venue, 'LUNA', true);
  for (let row = 0; row < longs.rows; row++) inPerps(bench, longs, perp, `longs/${row + 1}`);
}

/** A venue that does not list what somebody trades there. */
export function lacking(key: string, venue: string, market: string): OpeningError {
  const remedy = `list it there: see "spot", "perps" and "listedOn", or name another venue`;
  return new OpeningError(
    `terra.${key}`,
    `venue ${venue} without a ${market}`,
    `a venue with a ${market}`,
    remedy,
  );
}

function onBook(bench: Bench.Bench, one: Demand, market: Market, name: string): void {
  const account = Accounts.add(bench.engine.accounts, name, market.venue, Accounts.CASH);
  Bench.fund(bench, account, market.quote, one.cash);
  Bench.fund(bench, account, market.base, one.inventory / priceOf(bench, market));
  enlist(bench, one, market, { name, account, cash: one.cash });
}

/** A row of buyers with leverage: they have a part of what they may come to hold. */
function inPerps(bench: Bench.Bench, longs: Longs, market: Market, name: string): void {
  const equity = Bench.draw(bench, `${name}/equity`, longs.equity);
  const weight = Math.max(1, Whole.nearest(equity / longs.account));
  const account = Accounts.add(bench.engine.accounts, name, market.venue, Accounts.MARGIN, weight);
  Bench.fund(bench, account, market.quote, equity);
  enlist(bench, longs, market, { name, account, cash: 0 });
}

function priceOf(bench: Bench.Bench, market: Market): number {
  return bench.universe.assets[market.base]!.spec.price;
}

function enlist(
  bench: Bench.Bench,
  one: Terms,
  market: Market,
  { name, account, cash }: { readonly name: string; readonly account: number; readonly cash: number },
): void {
  const price = priceOf(bench, market);
  const agent: DipBuyer.State = {
    kind: 'dip-buyer',
    name,
    latencyUs: Whole.nearest(Bench.draw(bench, `${name}/latency`, one.latency)),
    stream: Streams.open(bench.engine.streams, name),
    market: market.id,
    account,
    depthUsd: Bench.draw(bench, `${name}/depth`, one.depth),
    forgetUs: one.forget ?? Number.POSITIVE_INFINITY,
    shrink: one.shrink,
    floorUsd: one.floor,
    freshUsd: one.fresh,
    everyUs: one.every,
    handles: Bench.handles(bench, account, 2 * DipBuyer.LEVELS),
    open: price,
    anchor: price,
    fundamental: price,
    middle: price,
    cash,
    units: 0,
    quoted: 0,
    tick: 0,
    lastUs: 0,
  };
  bench.engine.accounts.agent[account] = Bench.enlist(bench, agent, Bench.firstWake(bench, name, 1e6));
}
