import * as Books from '../exchange/venue/Books.js';
import * as Grid from '../exchange/venue/Grid.js';
import { suggest } from '../format/Nearest.js';
import type { Spec as Planted } from '../populations/planted/PlantedSchema.js';
import type { Scenario } from './Scenario.js';

/** Notes one mistake at a path. */
type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes in hand-made people: names of nothing, sizes below a lot, times outside the run. */
export function refuse(scenario: Scenario, at: Refuse): void {
  const { planted } = scenario;
  if (!planted) return;
  const markets = listed(scenario);
  for (const list of ['orders', 'positions', 'trades'] as const)
    (planted[list] ?? []).forEach((item, i) => {
      if (markets.has(item.market)) sizes(['planted', list, i], item, markets, at);
    });
  trades(scenario, planted, at);
  accounts(scenario, planted, markets, at);
}

/** Price, and units of base and quote asset, of every market by its key. */
export function listed(scenario: Scenario): Map<string, Grid.Grid> {
  const markets = new Map<string, Grid.Grid>();
  for (const venue of scenario.venues) {
    for (const asset of scenario.assets) {
      for (const { quote, perp } of Books.of(venue, asset)) {
        const against = scenario.assets.find((one) => one.id === quote);
        if (!against) continue;
        const grid = Grid.derive(
          asset.price / against.price,
          Number(`1e${asset.decimals}`),
          Number(`1e${against.decimals}`),
        );
        markets.set(`${venue.id}:${asset.id}/${quote}:${perp ? 'perp' : 'spot'}`, grid);
      }
    }
  }
  return markets;
}

function sizes(
  path: (string | number)[],
  item: { readonly market: string; readonly size: number },
  markets: Map<string, Grid.Grid>,
  at: Refuse,
): void {
  const grid = markets.get(item.market)!;
  if (Math.round(item.size / grid.lot) < 1)
    at(
      [...path, 'size'],
      `${item.size}, less than a lot`,
      `at least ${grid.lot}, the lot of ${item.market}`,
      'use a larger size',
    );
}

function trades(scenario: Scenario, planted: Planted, at: Refuse): void {
  (planted.trades ?? []).forEach((trade, i) => {
    if (trade.at >= scenario.start && trade.at < scenario.end) return;
    at(
      ['planted', 'trades', i, 'at'],
      'a time outside the run',
      'a time from "start" to "end"',
      'move the trade or the end of the run',
    );
  });
}

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
