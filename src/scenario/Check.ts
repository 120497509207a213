import * as CheckChain from './CheckChain.js';
import * as CheckLending from './CheckLending.js';
import * as CheckPlanted from './CheckPlanted.js';
import { InputError, type Issue } from './InputError.js';
import type { Scenario } from './Scenario.js';
import * as Source from './Source.js';

/** Largest total an asset's atoms may reach. */
const LARGEST_ATOMS = Number.MAX_SAFE_INTEGER;
/** Holdings of all accounts and treasuries together, in multiples of the largest size named in the file. */
const HEADROOM = 6;

/** Mistakes that no single key shows: missing references and totals that would not fit. Throws InputError. */
export function refuse(scenario: Scenario, source: Source.Source): void {
  const issues: Issue[] = [];
  const at = (path: (string | number)[], found: string, expected: string, remedy: string) =>
    issues.push({ ...Source.locate(source, path), path: path.join('.'), found, expected, remedy });
  const ids = scenario.assets.map((asset) => asset.id);
  scenario.assets.forEach((asset, i) => {
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
    const atoms = (HEADROOM * sizeUsd(scenario, i) * 10 ** asset.decimals) / asset.price;
    if (atoms > LARGEST_ATOMS)
      at(
        ['assets', i, 'decimals'],
        `${asset.decimals} decimals for a total of up to ${(sizeUsd(scenario, i) / 1e9).toFixed(1)}bn dollars`,
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

/** Largest plausible holdings of an asset in dollars: what is open and what the venues lend. */
function sizeUsd(scenario: Scenario, i: number): number {
  const asset = scenario.assets[i]!;
  if (asset.class === 'dollar') return 120e9;
  const { universe, populations } = scenario;
  const volume = asset.dailyVolume ?? populations.staking?.dailyVolume[asset.id];
  return Math.max(volume ?? universe.openInterest / 5, asset.openInterest ?? 0);
}
