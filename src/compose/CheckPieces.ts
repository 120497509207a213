import * as Family from '../chain/lending/Family.js';
import { suggest } from '../format/Nearest.js';
import type { Scenario } from './Scenario.js';

/** Notes one mistake at a path. */
type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Where a person wrote what the engine calls so. */
const KEYS: Readonly<Record<string, string>> = { holdings: 'collateral', entries: 'positions' };

/** Mistakes in what came from `accounts:` are told at the keys that a person wrote. */
export function translate({ origin, bookOrigin }: Scenario, at: Refuse): Refuse {
  return (path, ...words) => {
    const [room, list, i, key, ...rest] = path;
    const level = room === 'planted' && list === 'orders' ? bookOrigin.get(Number(i)) : undefined;
    if (level !== undefined)
      return at([...level, ...(level.length === 4 ? [key === 'price' ? 0 : 1] : [])], ...words);
    const mine = room === 'planted' && list === 'accounts' ? origin.get(Number(i)) : undefined;
    if (mine === undefined) at(path, ...words);
    else at(['accounts', mine, ...(key === undefined ? [] : [KEYS[key] ?? key]), ...rest], ...words);
  };
}

/** Mistakes that one account of `accounts:` alone does not show. */
export function refuse(scenario: Scenario, at: Refuse): void {
  const planted = scenario.planted?.accounts ?? [];
  const ids = new Set(planted.slice(0, planted.length - scenario.origin.size).map(({ id }) => id));
  const stated = [
    ...[...scenario.origin].map(([k, i]) => ({ id: planted[k]!.id, i })),
    ...scenario.loans.map(({ id, index }) => ({ id, i: index })),
  ];
  for (const { id, i } of stated)
    if (ids.has(id))
      at(
        ['accounts', i, 'id'],
        `the id "${id}" a second time`,
        'an id that "planted" does not use',
        'rename one',
      );
  for (const loan of scenario.loans) refuseLoan(scenario, loan, at);
  refuseFarBooks(scenario, at);
}

/** A book this far from the price of its asset is of another day: makers and arbitrageurs would take it at once. */
const FAR = 0.2;

function refuseFarBooks({ assets, planted, bookOrigin }: Scenario, at: Refuse): void {
  const best = new Map<number, { readonly market: string; bid: number; ask: number }>();
  for (const [k, [, b]] of bookOrigin) {
    const { market, side, price } = planted!.orders![k]!;
    const one = best.get(Number(b)) ?? { market, bid: 0, ask: Number.POSITIVE_INFINITY };
    if (side === 'buy') one.bid = Math.max(one.bid, price);
    else one.ask = Math.min(one.ask, price);
    best.set(Number(b), one);
  }
  const usd = (id: string | undefined) => assets.find((asset) => asset.id === id)?.price ?? Number.NaN;
  for (const [b, { market, bid, ask }] of best) {
    const [base, quote] = market.split(':')[1]!.split('/');
    const price = usd(base) / usd(quote);
    const middle = (bid + ask) / 2;
    if (Number.isFinite(middle) && bid > 0 && Math.abs(middle / price - 1) > FAR)
      at(
        ['books', b, 'market'],
        `a book around ${digits(middle)}`,
        `one around the opening price of ${base}, ${digits(price)}`,
        `state "price: ${digits(middle * usd(quote))} USD" for ${base}, or another book`,
      );
  }
}

interface Stated {
  readonly id: string;
}

/** What a protocol lends and takes, and the modes that it has. */
function refuseLoan(scenario: Scenario, loan: Scenario['loans'][number], at: Refuse): void {
  const { index: i } = loan;
  const spec = scenario.lending?.find(({ id }) => id === loan.protocol);
  if (spec === undefined) return;
  const reserves = Family.of(spec).terms.reserves(spec);
  const assets = reserves.map(({ asset }) => asset);
  const lent = reserves.filter(({ isBorrowable }) => isBorrowable).map(({ asset }) => asset);
  const lists = [
    ['collateral', loan.collateral, assets, 'the asset of one of its reserves'],
    ['debts', loan.debts, lent, 'an asset that it lends'],
  ] as const;
  for (const [key, units, known, expected] of lists)
    for (const asset of Object.keys(units))
      if (!known.includes(asset))
        at(['accounts', i, key, asset], `"${asset}"`, expected, suggest(asset, known, 'assets'));
  const modes = ((spec as { modes?: readonly Stated[] }).modes ?? []).map(({ id }) => id);
  if (loan.mode !== undefined && !modes.includes(loan.mode))
    at(
      ['accounts', i, 'mode'],
      `"${loan.mode}"`,
      `an efficiency mode of ${loan.protocol}`,
      modes.length > 0 ? suggest(loan.mode, modes, 'modes') : 'remove it: the protocol has none',
    );
}

function digits(price: number): string {
  return String(Number(price.toPrecision(8)));
}
