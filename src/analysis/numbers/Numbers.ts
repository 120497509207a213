import * as TerraNumbers from '../../terra/TerraNumbers.js';
import type { Summary } from '../Summary.js';
import { CHAIN_NUMBERS } from './ChainNumbers.js';
import { CLASS_NUMBERS } from './ClassNumbers.js';
import { DAY_NUMBERS } from './DayNumbers.js';
import { FLOW_NUMBERS } from './FlowNumbers.js';
import type { Known, Subject } from './Known.js';
import { LOW_NUMBERS } from './LowNumbers.js';
import { MARKET_NUMBERS } from './MarketNumbers.js';
import { RETURN_NUMBERS } from './ReturnNumbers.js';
import { SERIES_NUMBERS } from './SeriesNumbers.js';
import * as Template from './Template.js';

/** Every number that has a name; docs/reference/numbers.md lists them. */
export const ALL: readonly Known[] = [
  ...MARKET_NUMBERS,
  ...CLASS_NUMBERS,
  ...FLOW_NUMBERS,
  ...CHAIN_NUMBERS,
  ...RETURN_NUMBERS,
  ...SERIES_NUMBERS,
  ...DAY_NUMBERS,
  ...LOW_NUMBERS,
  ...TerraNumbers.KNOWN,
];

/** One number of one run. */
export interface Found {
  readonly unit: Known['unit'];
  readonly title: string;
  readonly value: (subject: Subject) => number | undefined;
}

/** Undefined for a path that names nothing. */
export function find(path: string, ids: Template.Ids): Found | undefined {
  for (const known of ALL) {
    const words = Template.match(known.template, path, ids);
    if (words === undefined) continue;
    return {
      unit: known.unit,
      title: Template.fill(known.title, words),
      value: (subject) => known.value(subject, words),
    };
  }
  return undefined;
}

/** What the paths of a run may speak of. */
export function idsOf({ assets, venues, lending = [] }: Summary): Template.Ids {
  return {
    venue: venues.map(({ id }) => id),
    asset: assets.map(({ id }) => id),
    class: [...new Set(assets.map((asset) => asset.class))],
    protocol: lending.map(({ protocol }) => protocol),
  };
}
