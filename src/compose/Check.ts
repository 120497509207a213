import { InputError, type Issue } from '../format/InputError.js';
import type * as Names from '../format/Names.js';
import * as Reference from '../format/Reference.js';
import * as Source from '../format/Source.js';
import * as Times from '../format/Times.js';
import * as YamlTree from '../format/YamlTree.js';
import * as CheckChain from './CheckChain.js';
import * as CheckGenerated from './CheckGenerated.js';
import * as CheckGrids from './CheckGrids.js';
import * as CheckLending from './CheckLending.js';
import * as CheckPieces from './CheckPieces.js';
import * as CheckPlanted from './CheckPlanted.js';
import { Scenario } from './Scenario.js';
import * as Size from './Size.js';
import * as Totals from './Totals.js';

/** Mistakes that no single key shows: names of nothing and totals that would not fit. Throws InputError. */
export function refuse(scenario: Scenario, source: Source.Source): void {
  const issues: Issue[] = [
    ...Reference.check(Scenario, source, given(scenario)),
    ...Times.check(Scenario, source, scenario),
  ];
  const at = (path: (string | number)[], found: string, expected: string, remedy: string) =>
    issues.push({
      ...Source.locate(source, path),
      path: YamlTree.show(source.root, path),
      found,
      expected,
      remedy,
    });
  CheckGenerated.refuse(scenario, at);
  scenario.assets.slice(0, scenario.listed).forEach((asset, i) => {
    if (!Totals.fits(scenario, i))
      at(
        ['assets', i, 'decimals'],
        `${asset.decimals} decimals for a total of up to ${(Totals.sizeUsd(scenario, i) / 1e9).toFixed(1)}bn dollars`,
        'a total that fits 2^53 atoms',
        'lower "decimals" or the sizes',
      );
  });
  Size.refuse(scenario, source, at);
  CheckGrids.refuse(scenario, at);
  CheckPlanted.refuse(scenario, CheckPieces.translate(scenario, at));
  CheckPieces.refuse(scenario, at);
  CheckLending.refuse(scenario, at);
  CheckChain.refuse(scenario, at);
  if (issues.length > 0) throw new InputError(issues);
}

/** What can be named without a key of its own: generated assets, the books that venues list, what issuers lend. */
function given(scenario: Scenario): Names.Given {
  const bare = (names: readonly string[]) => new Map(names.map((name) => [name, {}]));
  const lent = (scenario.issuers ?? []).filter((issuer) => issuer.lent !== undefined);
  return {
    asset: new Map(scenario.assets.slice(scenario.listed).map((asset) => [asset.id, { ...asset }])),
    market: new Map(
      [...CheckPlanted.listed(scenario).keys()].map((name) => [name, { kind: name.split(':')[2] }]),
    ),
    account: bare(lent.map((issuer) => `issuer/${issuer.id}/lent`)),
  };
}
