import * as Streams from '../base/Streams.js';
import { CHAIN } from '../chain/OnChain.js';
import * as PoolOpening from '../chain/pool/PoolOpening.js';
import * as Bench from '../opening/Bench.js';
import * as Accounts from '../state/Accounts.js';
import type * as LiquidityProvider from './liquidity-providers/LiquidityProvider.js';
import type * as PoolArbitrageur from './pool-arbitrageurs/PoolArbitrageur.js';

const GWEI = 1e9;

/** Pools of a coin against a dollar, by number. */
export function poolsOf({ engine }: Bench.Bench, coin: number): number[] {
  const { pools } = engine.onchain;
  const isOf = (coins: readonly number[]) =>
    coins.includes(coin) && coins.some((asset) => engine.assets[asset]!.dollar);
  return pools.flatMap((pool, id) => (isOf(pool.coins) ? [id] : []));
}

export function dollarOf({ engine }: Bench.Bench, pool: number): number {
  return engine.onchain.pools[pool]!.coins.find((asset) => engine.assets[asset]!.dollar)!;
}

/** Issuer of a coin, -1 when nobody in this world redeems it. */
export function issuerOf({ engine }: Bench.Bench, coin: number): number {
  return engine.onchain.issuers.findIndex((issuer) => issuer.asset === coin);
}

/** The issuer deals with an account from now on. */
export function whitelist({ engine }: Bench.Bench, issuer: number, account: number): void {
  engine.onchain.issuers[issuer]!.terms.parties.add(account);
}

/** Those who trade pools and those who fill them. */
export function people(bench: Bench.Bench): void {
  providers(bench);
  const { universe, engine } = bench;
  if (!universe.scenario.populations.poolArbitrageurs) return;
  universe.assets.forEach(({ spec }, coin) => {
    if (spec.class !== 'synthetic') return;
    for (const pool of poolsOf(bench, coin)) {
      const firms = universe.scenario.populations.poolArbitrageurs!.firms;
      for (let firm = 0; firm < firms; firm++)
        arbitrageur(
          bench,
          coin,
          pool,
          `pool-arbitrageur/${engine.onchain.pools[pool]!.id}/${firm + 1}`,
          firm,
        );
    }
  });
}

function providers(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  const spec = universe.scenario.populations.liquidityProviders;
  if (!spec) return;
  // One draw in each equal part of the range, so that thresholds differ in every run.
  const { low } = spec.leaveAt;
  const width = spec.leaveAt.high - low;
  engine.onchain.pools.forEach((pool, id) => {
    for (let row = 0; row < spec.rows; row++) {
      const account = PoolOpening.providerOf(bench, pool.id, row);
      const name = engine.accounts.name[account]!;
      const everyUs = Math.round(Bench.draw(bench, `${name}/every`, spec.every));
      const agent: LiquidityProvider.State = {
        kind: 'liquidity-provider',
        name,
        latencyUs: Math.round(Bench.draw(bench, `${name}/latency`, spec.latency)),
        stream: Streams.open(engine.streams, `${name}/wake`),
        pool: id,
        account,
        leaveAt: low + (width * (row + Bench.draw(bench, `${name}/leave`, { low: 0, high: 1 }))) / spec.rows,
        everyUs,
        bear: 2,
        tipWei: GWEI,
      };
      const first = Bench.firstWake(bench, name, everyUs) + 2e6;
      engine.accounts.agent[account] = Bench.enlist(bench, agent, first);
    }
  });
}

function arbitrageur(bench: Bench.Bench, coin: number, pool: number, name: string, firm: number): void {
  const { engine, universe } = bench;
  const spec = universe.scenario.populations.poolArbitrageurs!;
  const dollar = dollarOf(bench, pool);
  const draw = (what: string, spread: { low: number; high: number }) =>
    Bench.draw(bench, `${name}/${what}`, spread);
  const books = engine.markets.filter((market) => {
    const venue = universe.venues[market.venue]!.id;
    return market.base === coin && engine.assets[market.quote]!.dollar && spec.onVenue[venue];
  });
  const usd = draw('on-chain', spec.onChain);
  const account = stock(bench, name, CHAIN, coin, dollar, usd);
  const accounts = books.map(({ venue, quote }) => {
    const id = universe.venues[venue]!.id;
    return stock(bench, `${name}/${id}`, venue, coin, quote, draw(id, spec.onVenue[id]!));
  });
  const everyUs = Math.round(draw('every', spec.every));
  const held = (id: number, asset: number) => Accounts.balance(engine, id, asset);
  const agent: PoolArbitrageur.State = {
    kind: 'pool-arbitrageur',
    name,
    latencyUs: Math.round(draw('latency', spec.latency)),
    stream: Streams.open(engine.streams, `${name}/wake`),
    pool,
    coin,
    dollar,
    account,
    markets: books.map((market) => market.id),
    accounts,
    issuer: known(bench, account, coin, dollar, firm),
    edge: draw('edge', spec.edge),
    clipUsd: spec.clip,
    bear: draw('bear', spec.bear),
    tipWei: Math.round(draw('tip', spec.tip) * GWEI),
    everyUs,
    coins0: held(account, coin),
    dollars0: held(account, dollar),
    venueCoins0: Float64Array.from(accounts, (id) => held(id, coin)),
    venueDollars0: Float64Array.from(accounts, (id, at) => held(id, books[at]!.quote)),
    busyUntilUs: 0,
    stockedUs: 0,
  };
  const agentId = Bench.enlist(bench, agent, Bench.firstWake(bench, name, everyUs) + 2e6);
  for (const id of [account, ...accounts]) engine.accounts.agent[id] = agentId;
}

/** Issuer of the coin if it deals with this firm in the pool's dollar, else -1; then the firm's account is known to it. */
function known(bench: Bench.Bench, account: number, coin: number, dollar: number, firm: number): number {
  const spec = bench.universe.scenario.populations.poolArbitrageurs!;
  const issuer = issuerOf(bench, coin);
  if (issuer < 0 || firm >= Math.round(spec.whitelisted * spec.firms)) return -1;
  if (!bench.engine.onchain.issuers[issuer]!.stables.includes(dollar)) return -1;
  whitelist(bench, issuer, account);
  return issuer;
}

/** An account with coins and dollars worth `usd` each. */
function stock(
  bench: Bench.Bench,
  name: string,
  venue: number,
  coin: number,
  dollar: number,
  usd: number,
): number {
  const { engine, universe } = bench;
  const account = Accounts.add(engine.accounts, name, venue, Accounts.CASH);
  Bench.fund(bench, account, coin, usd / universe.assets[coin]!.spec.price);
  Bench.fund(bench, account, dollar, usd / universe.assets[dollar]!.spec.price);
  return account;
}
