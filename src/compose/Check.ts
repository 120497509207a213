import { InputError, type Issue } from '../format/InputError.js';
import * as Source from '../format/Source.js';
import * as CheckChain from './CheckChain.js';
import * as CheckGenerated from './CheckGenerated.js';
import * as CheckLending from './CheckLending.js';
import * as CheckPlanted from './CheckPlanted.js';
import type { Scenario } from './Scenario.js';
import * as Totals from './Totals.js';

/** Mistakes that no single key shows: missing references and totals that would not fit. Throws InputError. */
export function refuse(scenario: Scenario, source: Source.Source): void {
  const issues: Issue[] = [];
  const at = (path: (string | number)[], found: string, expected: string, remedy: string) =>
    issues.push({ ...Source.locate(source, path), path: path.join('.'), found, expected, remedy });
  const ids = scenario.assets.map((asset) => asset.id);
  CheckGenerated.refuse(scenario, at);
  scenario.assets.slice(0, scenario.listed).forEach((asset, i) => {
    if (!(asset.tiers in scenario.tables))
      at(
        ['assets', i, 'tiers'],
        `"${asset.tiers}"`,
        'a table under "tables"',
        `use one of ${Object.keys(scenario.tables).join(', ')}`,
      );
    if (asset.redeemsTo && !ids.includes(asset.redeemsTo))
      at(
        ['assets', i, 'redeemsTo'],
        `"${asset.redeemsTo}"`,
        'an asset of this scenario',
        'add it or correct the symbol',
      );
    if (!Totals.fits(scenario, i))
      at(
        ['assets', i, 'decimals'],
        `${asset.decimals} decimals for a total of up to ${(Totals.sizeUsd(scenario, i) / 1e9).toFixed(1)}bn dollars`,
        'a total that fits 2^53 atoms',
        'lower "decimals" or the sizes',
      );
  });
  scenario.venues.forEach((venue, i) => {
    if (!ids.includes(venue.quote))
      at(
        ['venues', i, 'quote'],
        `"${venue.quote}"`,
        'an asset of this scenario',
        'add it or correct the symbol',
      );
  });
  if (scenario.end <= scenario.start)
    at(['end'], 'an end that is not after the start', 'a later instant', 'check both dates');
  CheckPlanted.refuse(scenario, at);
  CheckLending.refuse(scenario, at);
  CheckChain.refuse(scenario, at);
  if (issues.length > 0) throw new InputError(issues);
}
