import type { Spec as Account } from '../populations/planted/AccountSchema.js';
import type { Loan } from '../populations/planted/Loan.js';
import type { Spec as Planted } from '../populations/planted/PlantedSchema.js';
import * as Whole from '../units/Whole.js';
import * as CheckPlanted from './CheckPlanted.js';
import type { Scenario } from './Scenario.js';

/** What `accounts:` adds to a scenario: accounts of venues join what is planted, loans stand apart. */
export interface Pieces {
  readonly planted: Planted | undefined;
  readonly loans: readonly Loan[];
  /** For messages: the index in `accounts:` of each planted account that came from there. */
  readonly origin: ReadonlyMap<number, number>;
}

type Base = Pick<Scenario, 'assets' | 'venues' | 'populations'> & {
  readonly planted?: Planted | undefined;
};
type Sizes = Account['collateral'];

/** Accounts as the engine plants them: units by asset, signed units by perp. */
export function spread(base: Base, accounts: readonly Account[]): Pieces {
  if (accounts.length === 0) return { planted: base.planted, loans: [], origin: new Map() };
  const loans: Loan[] = [];
  const margin: NonNullable<Planted['accounts']>[number][] = [...(base.planted?.accounts ?? [])];
  const origin = new Map<number, number>();
  const lots = lotsOf(base, accounts);
  accounts.forEach((one, i) => {
    const [kind, place = ''] = one.on.split(/:(.*)/s);
    if (kind === 'lending') loans.push({ ...loan(base, one, place), index: i });
    else {
      origin.set(margin.length, i);
      margin.push(account(base, one, place, lots));
    }
  });
  const isPeopled = Object.values(base.populations.groups).some(({ kind }) => kind === 'crowd');
  const planted = { ...base.planted, accounts: margin, only: base.planted?.only ?? !isPeopled };
  return { planted, loans, origin };
}

function loan(base: Base, one: Account, protocol: string): Omit<Loan, 'index'> {
  const { id, weight = 1, mode } = one;
  const [cash, collateral, debts] = [one.cash, one.collateral, one.debts].map((sizes) => units(base, sizes));
  return { id, protocol, weight, cash: cash!, collateral: collateral!, debts: debts!, ...(mode && { mode }) };
}

function account(
  base: Base,
  one: Account,
  venue: string,
  lots: ReadonlyMap<string, number>,
): NonNullable<Planted['accounts']>[number] {
  const positions: Record<string, number> = {};
  const entries: Record<string, number> = {};
  for (const [symbol, { side, size, entry }] of Object.entries(one.positions ?? {})) {
    const price = priceOf(base, symbol.split('/')[0]!);
    const lot = lots.get(`${venue}:${symbol}:perp`) ?? 1;
    // Dollars give no more than whole lots; stated units are checked against the grid.
    const held = size.isUsd ? Whole.down(size.value / price / lot) * lot : size.value;
    positions[symbol] = side === 'long' ? held : -held;
    if (entry !== undefined) entries[symbol] = entry;
  }
  return {
    id: one.id,
    venue,
    weight: one.weight ?? 1,
    holdings: sum(units(base, one.cash), units(base, one.collateral)),
    debts: units(base, one.debts),
    positions,
    entries,
  };
}

/** Lots of the markets, where somebody states a position in dollars. */
function lotsOf(base: Base, accounts: readonly Account[]): ReadonlyMap<string, number> {
  const isAsked = accounts.some(({ positions = {} }) =>
    Object.values(positions).some(({ size }) => size.isUsd),
  );
  if (!isAsked) return new Map();
  const grids = CheckPlanted.listed(base as Scenario);
  return new Map([...grids].map(([key, { lot }]) => [key, lot]));
}

function units(base: Base, sizes: Sizes = {}): Record<string, number> {
  const all = Object.entries(sizes).map(([asset, { value, isUsd }]): [string, number] => [
    asset,
    isUsd ? value / priceOf(base, asset) : value,
  ]);
  return Object.fromEntries(all);
}

/** Opening price; an asset that does not exist is refused by its name. */
function priceOf({ assets }: Base, symbol: string): number {
  return assets.find(({ id }) => id === symbol)?.price ?? 1;
}

function sum(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  const all = { ...one };
  for (const [asset, value] of Object.entries(other)) all[asset] = (all[asset] ?? 0) + value;
  return all;
}
