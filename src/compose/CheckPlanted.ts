import * as Books from '../exchange/venue/Books.js';
import * as Grid from '../exchange/venue/Grid.js';
import * as Grids from '../exchange/venue/Grids.js';
import { suggest } from '../format/Nearest.js';
import type { Spec as Planted } from '../populations/planted/PlantedSchema.js';
import type { Scenario } from './Scenario.js';

/** Notes one mistake at a path. */
type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes in hand-made people: perps that a venue does not list, sizes below a lot or beyond what can be counted. */
export function refuse(scenario: Scenario, at: Refuse): void {
  const { planted } = scenario;
  if (!planted) return;
  const markets = listed(scenario);
  minima(scenario, at);
  owners(planted, at);
  for (const list of ['orders', 'positions', 'trades'] as const)
    (planted[list] ?? []).forEach((item, i) => {
      if (markets.has(item.market)) sizes(['planted', list, i], item, markets, at);
    });
  holdings(scenario, planted, at);
  accounts(scenario, planted, markets, at);
}

/** The grid of every market by its key. */
export function listed(scenario: Scenario): Map<string, Grid.Grid> {
  const markets = new Map<string, Grid.Grid>();
  for (const book of booksOf(scenario)) markets.set(Grids.keyOf(book), Grids.of(scenario, book));
  return markets;
}

function booksOf(scenario: Scenario): Grids.Book[] {
  return scenario.venues.flatMap((venue) =>
    scenario.assets.flatMap((base) =>
      Books.of(venue, base).flatMap(({ quote: symbol, perp }) => {
        const quote = scenario.assets.find((one) => one.id === symbol);
        return quote ? [{ venue, base, quote, perp }] : [];
      }),
    ),
  );
}

/** Orders of planted accounts name one of the same venue, and only a perp can be reduced; entries name positions. */
function owners(planted: Planted, at: Refuse): void {
  (planted.orders ?? []).forEach(({ account, market, reduceOnly }, i) => {
    const [venue, , kind] = market.split(':');
    const ids = (planted.accounts ?? []).filter((one) => one.venue === venue).map(({ id }) => id);
    if (account !== undefined && !ids.includes(account))
      at(
        ['planted', 'orders', i, 'account'],
        `"${account}"`,
        `a planted account of venue ${venue}`,
        suggest(account, ids, 'accounts'),
      );
    if (reduceOnly && (account === undefined || kind !== 'perp'))
      at(
        ['planted', 'orders', i, 'reduceOnly'],
        account === undefined ? 'an order of nobody’s position' : 'a spot order',
        'a perp order of a planted account',
        'name its "account", or drop the key',
      );
  });
  (planted.accounts ?? []).forEach(({ entries, positions }, i) => {
    for (const symbol of Object.keys(entries ?? {}))
      if (positions?.[symbol] === undefined)
        at(
          ['planted', 'accounts', i, 'entries', symbol],
          `an entry of "${symbol}"`,
          'the entry price of one of its positions',
          suggest(symbol, Object.keys(positions ?? {}), 'positions'),
        );
  });
}

/** Planted orders below the smallest that their venue takes. */
function minima(scenario: Scenario, at: Refuse): void {
  const stated = new Map(booksOf(scenario).map((book) => [Grids.keyOf(book), Grids.statedOf(book)?.minimum]));
  (scenario.planted?.orders ?? []).forEach(({ market, size, price }, i) => {
    const minimum = stated.get(market);
    const isSmall = size < (minimum?.size ?? 0) || size * price < (minimum?.notional ?? 0);
    if (isSmall)
      at(
        ['planted', 'orders', i, 'size'],
        `${size} at ${price}`,
        `at least ${minimum?.size ?? 0} and a notional of ${minimum?.notional ?? 0}, the minimum of ${market}`,
        'use a larger size',
      );
  });
}

interface Item {
  readonly market: string;
  readonly size: number;
  readonly price?: number | undefined;
  readonly limit?: number | undefined;
}

/** Nothing planted is rounded: sizes and prices lie on the market's grid. */
function sizes(path: (string | number)[], item: Item, markets: Map<string, Grid.Grid>, at: Refuse): void {
  const { tick, lot } = markets.get(item.market)!;
  const off = (key: string, value: number | undefined, step: number, name: string) => {
    if (value === undefined || (Grid.isMultiple(value, step) && value / step >= 0.5)) return;
    at(
      [...path, ...(key === '' ? [] : [key])],
      `${value}, which is no multiple of ${step}`,
      `a multiple of the ${name} of ${item.market}, ${step}`,
      `change it, state a finer ${name} under "grids" of its venue, or give the assets more "decimals"`,
    );
  };
  off('size' in item && path.includes('accounts') ? '' : 'size', item.size, lot, 'lot');
  off('price', item.price, tick, 'tick');
  off('limit', item.limit, tick, 'tick');
  const most = (LARGEST * lot) / 1e3;
  if (item.size > most)
    at(
      [...path, ...(path.includes('accounts') ? [] : ['size'])],
      `${item.size}, more than can be counted in lots of ${lot}`,
      `at most ${Number(most.toPrecision(3))}`,
      'use a smaller size',
    );
}

/** Units held and owed, over all accounts that a row stands for, are counted in atoms. */
function holdings(scenario: Scenario, planted: Planted, at: Refuse): void {
  const decimals = new Map(scenario.assets.map((asset) => [asset.id, asset.decimals]));
  (planted.accounts ?? []).forEach((account, i) => {
    for (const list of ['holdings', 'debts'] as const)
      for (const [symbol, units] of Object.entries(account[list] ?? {})) {
        const most = LARGEST / Number(`1e${decimals.get(symbol) ?? 0}`) / (account.weight ?? 1) / SPARE;
        if (units <= most) continue;
        const path = ['planted', 'accounts', i, list, symbol];
        const found = `${units} ${symbol}, more than can be counted in ${decimals.get(symbol)} decimals`;
        at(
          path,
          found,
          `at most ${Number(most.toPrecision(3))}`,
          'use less, or lower the decimals of the asset',
        );
      }
  });
}

/** What a double counts exactly; totals of an asset keep a factor free for what others hold of it. */
const LARGEST = Number.MAX_SAFE_INTEGER;
const SPARE = 8;

function accounts(scenario: Scenario, planted: Planted, markets: Map<string, Grid.Grid>, at: Refuse): void {
  const venues = scenario.venues.map((venue) => venue.id);
  (planted.accounts ?? []).forEach((account, i) => {
    if (!venues.includes(account.venue)) return;
    const path = ['planted', 'accounts', i, 'positions'];
    for (const [symbol, size] of Object.entries(account.positions ?? {})) {
      const item = { market: `${account.venue}:${symbol}:perp`, size: Math.abs(size) };
      if (markets.has(item.market)) sizes([...path, symbol], item, markets, at);
      else unlisted([...path, symbol], account.venue, symbol, markets, at);
    }
  });
}

/** Perps of an account are those of its own venue. */
function unlisted(
  path: (string | number)[],
  venue: string,
  symbol: string,
  markets: Map<string, Grid.Grid>,
  at: Refuse,
): void {
  const own = [...markets.keys()].filter((key) => key.startsWith(`${venue}:`) && key.endsWith(':perp'));
  const symbols = own.map((key) => key.split(':')[1]!);
  at(path, `"${symbol}"`, `a perp of venue ${venue}`, suggest(symbol, symbols, 'perps'));
}
