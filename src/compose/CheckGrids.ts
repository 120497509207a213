import * as Books from '../exchange/venue/Books.js';
import * as Grid from '../exchange/venue/Grid.js';
import { suggest } from '../format/Nearest.js';
import type { Scenario } from './Scenario.js';

type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes of stated grids: of a book that is not listed, or with notionals that are no whole atoms. */
export function refuse(scenario: Scenario, at: Refuse): void {
  const decimals = (symbol: string) => scenario.assets.find(({ id }) => id === symbol)!.decimals;
  scenario.venues.forEach((venue, i) => {
    const listed = scenario.assets.flatMap((asset) =>
      Books.of(venue, asset).map(({ quote, perp }) => `${asset.id}/${quote}:${perp ? 'perp' : 'spot'}`),
    );
    for (const [key, { tick, lot }] of Object.entries(venue.grids ?? {})) {
      const path = ['venues', i, 'grids', key];
      if (!listed.includes(key)) {
        at(path, `"${key}"`, `a book of venue ${venue.id}`, suggest(key, listed, 'books'));
        continue;
      }
      const [base, quote] = key.split(':')[0]!.split('/') as [string, string];
      const grid = Grid.stated(tick, lot, Number(`1e${decimals(base)}`), Number(`1e${decimals(quote)}`));
      if (Grid.isWhole(grid)) continue;
      const needed = Grid.decimalsFor({ tick, lot });
      at(
        path,
        `a tick of ${tick} and a lot of ${lot}, with ${decimals(quote)} decimals of ${quote} and ${decimals(base)} of ${base}`,
        'a notional of whole atoms for one lot at one tick, and a lot of whole atoms',
        `give ${quote} "decimals: ${needed.quote}" and ${base} at least ${needed.base}, or use coarser steps; a book of "from" fits any steps with "rounding: down"`,
      );
    }
  });
}
