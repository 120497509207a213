import * as Books from '../exchange/venue/Books.js';
import * as SchemaTree from '../format/SchemaTree.js';
import type * as Source from '../format/Source.js';
import * as YamlTree from '../format/YamlTree.js';
import { Scenario } from './Scenario.js';

/** Notes one mistake at a path. */
type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Columns of a run live in memory; a process of this size still runs on a common machine. */
const MOST_BYTES = 8 * 2 ** 30;
/** Six numbers a minute and market (observe/Recorder), one cell of balances and debts an account and asset. */
const BYTES_A_MINUTE = 6 * 8;
const BYTES_A_CELL = 2 * (8 + 8 + 4);
/** Position, entry, margin, trigger and state of a row of a crowd. */
const BYTES_A_ROW = 64;
const YEAR_MS = 366 * 86_400_000;

/** Runs that end before they begin, last longer than a year, hold nothing, or need more memory than there is. */
export function refuse(scenario: Scenario, source: Source.Source, at: Refuse): void {
  const { start, end, assets, venues } = scenario;
  if (assets.length === 0) at(['assets'], 'no asset', 'an asset at least', 'add one, for example a dollar');
  shares(scenario, at);
  if (end <= start) at(['end'], 'an end that is not after the start', 'a later instant', 'check both dates');
  if (end - start > YEAR_MS)
    at(
      ['end'],
      `a run of ${Math.round((end - start) / 86_400_000)} days`,
      'a year at most',
      'end it earlier',
    );
  if (end <= start || end - start > YEAR_MS) return;
  const markets = venues.reduce(
    (sum, venue) => sum + assets.reduce((all, asset) => all + Books.of(venue, asset).length, 0),
    0,
  );
  const rows = rowsOf(source);
  const series = ((end - start) / 60_000) * markets * BYTES_A_MINUTE;
  const state = rows * assets.length * BYTES_A_CELL + rows * markets * BYTES_A_ROW;
  if (series > MOST_BYTES)
    at(
      ['end'],
      `${gib(series)} of series, ${markets} markets minute by minute`,
      `at most ${gib(MOST_BYTES)}`,
      'end the run earlier, or list fewer assets',
    );
  if (state > MOST_BYTES)
    at(
      ['populations'],
      `${gib(state)} of state, ${rows} rows over ${assets.length} assets and ${markets} markets`,
      `at most ${gib(MOST_BYTES)}`,
      'use fewer rows; each stands for more accounts then',
    );
}

/** All venues together have the whole market, or less where some of it is not in this scenario. */
function shares({ venues, universe }: Scenario, at: Refuse): void {
  // Without a universe nothing is sized by them.
  if (universe.alts === Number.MAX_SAFE_INTEGER) return;
  for (const key of ['openInterest', 'volume'] as const) {
    const sum = venues.reduce((all, venue) => all + venue.shares[key], 0);
    // Shares are of open interest and volume of all venues; a venue of spot alone and one of perps alone may each have all.
    const most = venues.every((venue) => venue.spot === venues[0]!.spot || venue.perps === venues[0]!.perps)
      ? 1
      : 2;
    if (sum > most + 1e-6)
      at(
        ['venues'],
        `"shares.${key}" that add up to ${Number((100 * sum).toFixed(2))}%`,
        `${100 * most}% at most`,
        'lower them; less than 100% leaves out a part of the market',
      );
  }
}

/** All rows that the file states. */
function rowsOf(source: Source.Source): number {
  let rows = 0;
  SchemaTree.walk(Scenario, YamlTree.toData(source.root), ({ meta, value }) => {
    if (meta.counts === 'rows') rows += Number(String(value).replaceAll('_', ''));
  });
  return rows;
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
