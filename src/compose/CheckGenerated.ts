import * as Generated from './Generated.js';
import type { Scenario } from './Scenario.js';
import * as Totals from './Totals.js';

/** Notes one mistake at a path. */
type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes of a universe that counts more alts than are listed, and of the template that generates the rest. */
export function refuse(scenario: Scenario, at: Refuse): void {
  const { assets, listed } = scenario;
  const { alts, generated } = scenario.universe;
  const stated = assets.slice(0, listed);
  const last = Generated.lastRank(stated);
  if (generated === undefined) {
    if (alts > last && alts < Number.MAX_SAFE_INTEGER)
      at(
        ['universe', 'alts'],
        `${alts} alts, of which ${last} are listed`,
        'as many as are listed, or a template for the others',
        `use at most ${last}, or add "generated:" beside it`,
      );
    return;
  }
  const mistake = (key: string, found: string, expected: string, remedy: string) =>
    at(['universe', 'generated', key], found, expected, remedy);
  const twice = assets.slice(listed).find((coin) => stated.some(({ id }) => id === coin.id));
  if (twice)
    mistake(
      'prefix',
      `"${generated.prefix}", which makes ${twice.id} a second time`,
      'a prefix that makes no listed symbol',
      'choose another one',
    );
  const tooMany = assets.findIndex((_, i) => i >= listed && !Totals.fits(scenario, i));
  if (tooMany >= 0)
    mistake(
      'price',
      `a price of ${assets[tooMany]!.price} dollars for a total of up to ${(Totals.sizeUsd(scenario, tooMany) / 1e9).toFixed(1)}bn dollars`,
      'totals that fit 2^53 atoms',
      'raise the low end of the range or lower the sizes',
    );
}
