import * as Streams from '../../base/Streams.js';
import { CHAIN } from '../../chain/OnChain.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as Rounding from '../../units/Rounding.js';
import type { Group } from '../Kind.js';
import * as PoolFirms from '../PoolFirms.js';
import type * as PoolArbitrageur from './PoolArbitrageur.js';
import type * as Schema from './PoolArbitrageurSchema.js';

const GWEI = 1e9;

/** Firms for every pool of a synthetic dollar against a dollar. */
export function open(bench: Bench.Bench, group: Group<Schema.Spec>): void {
  bench.universe.assets.forEach(({ spec }, coin) => {
    if (spec.class !== 'synthetic') return;
    for (const pool of PoolFirms.poolsOf(bench, coin))
      for (let firm = 0; firm < group.spec.firms; firm++) enlist(bench, group, coin, pool, firm);
  });
}

function enlist(
  bench: Bench.Bench,
  group: Group<Schema.Spec>,
  coin: number,
  pool: number,
  firm: number,
): void {
  const { engine, universe } = bench;
  const { spec } = group;
  const name = `${group.label}/${engine.onchain.pools[pool]!.id}/${firm + 1}`;
  const dollar = PoolFirms.dollarOf(bench, pool);
  const draw = (what: string, spread: { low: number; high: number }) =>
    Bench.draw(bench, `${name}/${what}`, spread);
  const books = engine.markets.filter((market) => {
    const venue = universe.venues[market.venue]!.id;
    return market.base === coin && engine.assets[market.quote]!.dollar && spec.onVenue[venue];
  });
  const usd = draw('on-chain', spec.onChain);
  const account = stock(bench, name, { venue: CHAIN, coin, dollar, usd });
  const accounts = books.map(({ venue, quote }) => {
    const id = universe.venues[venue]!.id;
    const at = { venue, coin, dollar: quote, usd: draw(id, spec.onVenue[id]!) };
    return stock(bench, `${name}/${id}`, at);
  });
  const everyUs = Rounding.nearest(draw('every', spec.every));
  const held = (id: number, asset: number) => Accounts.balance(engine, id, asset);
  const agent: PoolArbitrageur.State = {
    kind: 'pool-arbitrageur',
    name,
    latencyUs: Rounding.nearest(draw('latency', spec.latency)),
    stream: Streams.open(engine.streams, `${name}/wake`),
    pool,
    coin,
    dollar,
    account,
    markets: books.map((market) => market.id),
    accounts,
    issuer: firm < Rounding.nearest(spec.whitelisted * spec.firms) ? known(bench, account, coin, dollar) : -1,
    edge: draw('edge', spec.edge),
    clipUsd: spec.clip,
    bear: draw('bear', spec.bear),
    tipWei: Rounding.nearest(draw('tip', spec.tip) * GWEI),
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

/** Issuer of the coin if it deals with this firm in the pool's dollar, else -1; also registers the firm's account with the issuer. */
function known(bench: Bench.Bench, account: number, coin: number, dollar: number): number {
  const issuer = PoolFirms.issuerOf(bench, coin);
  if (issuer < 0) return -1;
  if (!bench.engine.onchain.issuers[issuer]!.stables.includes(dollar)) return -1;
  PoolFirms.whitelist(bench, issuer, account);
  return issuer;
}

interface Stock {
  readonly venue: number;
  readonly coin: number;
  readonly dollar: number;
  readonly usd: number;
}

/** An account with coins and dollars worth `usd` each. */
function stock(bench: Bench.Bench, name: string, { venue, coin, dollar, usd }: Stock): number {
  const { engine, universe } = bench;
  const account = Accounts.add(engine.accounts, name, venue, Accounts.CASH);
  Bench.fund(bench, account, coin, usd / universe.assets[coin]!.spec.price);
  Bench.fund(bench, account, dollar, usd / universe.assets[dollar]!.spec.price);
  return account;
}
