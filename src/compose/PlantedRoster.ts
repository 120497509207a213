import type { Planted } from '../observe/Own.js';
import type * as Bench from '../opening/Bench.js';
import type { Loan } from '../populations/planted/Loan.js';
import * as Accounts from '../state/Accounts.js';

/** Every account and isolated position that the scenario file plants, with the id that the journal gives it. */
export function list({ engine, universe }: Bench.Bench): Planted[] {
  const { planted } = universe.scenario;
  const accounts = (planted?.accounts ?? []).map(({ id, venue, weight = 1, ...rest }): Planted => {
    const { holdings = {}, debts = {}, positions = {} } = rest;
    const words = [
      ...Object.entries(holdings).map(([asset, units]) => `${units} ${asset}`),
      ...Object.entries(debts).map(([asset, units]) => `owes ${units} ${asset}`),
      ...Object.entries(positions).map(
        ([symbol, units]) => `${units < 0 ? 'short' : 'long'} ${Math.abs(units)} ${symbol}`,
      ),
    ];
    const account = engine.accounts.name.indexOf(id);
    return { name: id, kind: 'account', venue, about: words.join(', '), account, accounts: weight };
  });
  const rows = positions(engine, planted?.positions ?? []);
  return [...accounts, ...rows, ...universe.scenario.loans.map((one) => loan(engine, one))];
}

/** An account on a lending protocol; with one collateral its units give the price at which it could be liquidated. */
function loan(engine: Engine, { id, protocol, weight, collateral, debts, mode }: Loan): Planted {
  const assets = Object.keys(collateral);
  const words = [
    ...assets.map((asset) => `${collateral[asset]} ${asset}`),
    ...Object.entries(debts).map(([asset, units]) => `owes ${units} ${asset}`),
    ...(mode === undefined ? [] : [`mode ${mode}`]),
  ];
  const account = engine.accounts.name.indexOf(id);
  const pledged = assets.length === 1 ? { asset: assets[0]!, units: collateral[assets[0]!]! } : undefined;
  const about = words.join(', ');
  return {
    name: id,
    kind: 'loan',
    venue: protocol,
    about,
    account,
    accounts: weight,
    ...(pledged && { pledged }),
  };
}

type Engine = Bench.Bench['engine'];
type Position = NonNullable<NonNullable<Bench.Bench['universe']['scenario']['planted']>['positions']>[number];

/** Rows of each market's crowd stand in the order of their ids; where a crowd is stated, planted rows are not built. */
function positions(engine: Engine, specs: readonly Position[]): Planted[] {
  const next = new Map<number, number>();
  const sorted = [...specs].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.flatMap(({ id, market: key, side, size, margin, weight = 1 }): Planted[] => {
    const [venue, symbol] = key.split(':');
    const market = engine.markets.find(
      (one) => one.perp && one.symbol === symbol && engine.venues[one.venue]!.id === venue,
    )!;
    const row = next.get(market.id) ?? 0;
    next.set(market.id, row + 1);
    if (row >= (engine.crowds[market.crowd]?.count ?? 0)) return [];
    const about = `${side} ${size} ${symbol}, margin ${margin} USD`;
    const account = Accounts.crowdAccount(market.crowd, row);
    return [{ name: id, kind: 'position', venue: venue!, about, account, accounts: weight }];
  });
}
