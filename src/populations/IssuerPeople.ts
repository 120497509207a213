import * as Streams from '../base/Streams.js';
import type { IssuerSpec } from '../chain/issuer/delta-neutral/DeltaNeutralSchema.js';
import type { IssuerDesk } from '../chain/issuer/delta-neutral/IssuerDesk.js';
import * as OnChain from '../chain/OnChain.js';
import * as Bench from '../opening/Bench.js';
import * as Accounts from '../state/Accounts.js';
import * as Rounding from '../units/Rounding.js';
import type * as IssuerHedger from './issuer-hedgers/IssuerHedger.js';
import type * as RedemptionArbitrageur from './redemption-arbitrageurs/RedemptionArbitrageur.js';

/** The issuer's own trader, which keeps it delta-neutral. */
export function hedger(bench: Bench.Bench, spec: IssuerSpec, desk: IssuerDesk): void {
  const { engine } = bench;
  if (desk.hedges.length === 0) return;
  const name = `issuer-hedger/${spec.id}`;
  const legs = Object.keys(spec.spot)
    .sort()
    .map((symbol) => {
      const asset = Bench.assetOf(bench, symbol);
      const markets = desk.hedges.map(
        (hedge) => hedge.markets.find((id) => engine.markets[id]!.base === asset)!,
      );
      return { asset, markets, accounts: desk.hedges.map((hedge) => hedge.account) };
    });
  const agent: IssuerHedger.State = {
    kind: 'issuer-hedger',
    name,
    latencyUs: Rounding.nearest(Bench.draw(bench, `${name}/latency`, spec.hedge.latency)),
    stream: Streams.open(engine.streams, `${name}/wake`),
    custody: desk.account,
    legs,
    toleranceUsd: spec.hedge.tolerance,
    depthShare: spec.hedge.depthShare,
    everyUs: spec.hedge.every,
    origin: 0,
    lastUs: 0,
  };
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, spec.hedge.every) + 2e6);
  for (const hedge of desk.hedges) engine.accounts.agent[hedge.account] = id;
}

/** Firms of equal size with an account on the chain and on every venue that lists the coin. */
export function arbitrageurs(bench: Bench.Bench, spec: IssuerSpec, desk: IssuerDesk, issuer: number): void {
  const { arbitrage } = spec;
  if (!arbitrage) return;
  const known = Rounding.nearest(arbitrage.firms * arbitrage.whitelisted);
  for (let firm = 0; firm < arbitrage.firms; firm++)
    enlist(bench, spec, desk, {
      issuer,
      name: `redemption-arbitrageur/${spec.id}/${firm + 1}`,
      isWhitelisted: firm < known,
    });
}

interface Firm {
  readonly issuer: number;
  readonly name: string;
  readonly isWhitelisted: boolean;
}

function enlist(
  bench: Bench.Bench,
  spec: IssuerSpec,
  desk: IssuerDesk,
  { issuer, name, isWhitelisted }: Firm,
): void {
  const { engine } = bench;
  const arbitrage = spec.arbitrage!;
  const markets = engine.markets.filter((market) => market.base === desk.asset && !market.perp);
  const places = markets.map((market) => engine.venues[market.venue]!.id);
  const own = (place: string) => stock(spec, place);
  const accounts = markets.map((market, at) => {
    const account = Accounts.add(engine.accounts, `${name}/${places[at]!}`, market.venue, Accounts.CASH);
    Bench.fund(bench, account, market.quote, own(places[at]!).cash);
    Bench.fund(bench, account, desk.asset, own(places[at]!).coin);
    return account;
  });
  const chain = Accounts.add(engine.accounts, `${name}/chain`, OnChain.CHAIN, Accounts.CASH);
  Bench.fund(bench, chain, desk.stables[0]!, own('chain').cash);
  Bench.fund(bench, chain, desk.asset, own('chain').coin);
  if (isWhitelisted) for (const account of [chain, ...accounts]) desk.terms.parties.add(account);
  const draw = (what: string, spread: { low: number; high: number }) =>
    Bench.draw(bench, `${name}/${what}`, spread);
  const agent: RedemptionArbitrageur.State = {
    kind: 'redemption-arbitrageur',
    name,
    latencyUs: Rounding.nearest(draw('latency', arbitrage.latency)),
    stream: Streams.open(engine.streams, `${name}/wake`),
    issuer,
    markets: markets.map((market) => market.id),
    accounts,
    isDirect: markets.map((market) => desk.terms.directUs[market.venue]! >= 0),
    handles: accounts.map((account) => Bench.handles(bench, account, 2)),
    ticks: new Float64Array(2 * markets.length),
    chain,
    isWhitelisted,
    share: 1 / arbitrage.firms,
    edge: draw('edge', arbitrage.edge),
    hourEdge: draw('hour-edge', arbitrage.hourEdge),
    stuckEdge: draw('stuck-edge', arbitrage.stuckEdge),
    clipUsd: arbitrage.clip,
    everyUs: arbitrage.every,
    coin0: Float64Array.from(markets, (_, at) => own(places[at]!).coin),
    cash0: Float64Array.from(markets, (_, at) => own(places[at]!).cash),
    chainCoin0: own('chain').coin,
    chainCash0: own('chain').cash,
    flying: [],
    isCheap: markets.map(() => false),
    coinDueUs: new Float64Array(markets.length),
    actedUs: 0,
    lastUs: 0,
    tradedUsd: new Float64Array(markets.length),
  };
  const id = Bench.enlist(bench, agent, Bench.firstWake(bench, name, arbitrage.every) + 2e6);
  for (const account of [chain, ...accounts]) engine.accounts.agent[account] = id;
}

/** What one firm has in a place at the open, units. */
function stock({ arbitrage }: IssuerSpec, place: string): { readonly cash: number; readonly coin: number } {
  const { cash, coins, firms } = arbitrage!;
  return { cash: (cash[place] ?? 0) / firms, coin: (coins[place] ?? 0) / firms };
}
