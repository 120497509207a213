import * as Csv from '../Csv.js';
import type { Asked, CsvImporter, Draft } from '../Importer.js';
import * as BorrowerMap from './BorrowerMap.js';
import * as LoanRow from './LoanRow.js';

/** A table of borrowers whose columns a map names. */
export const importer: CsvImporter = {
  name: 'borrowers',
  about: 'A table of borrowers (CSV, also .gz); --map tells what its columns are.',
  kind: 'loans',
  format: 'csv',
  needs: ['map'],
  open,
};

/** One part of a loan: its asset, its column, and dollars of one unit. */
interface Part {
  readonly asset: string;
  readonly column: Csv.Column;
  readonly isRest: boolean;
  readonly priceUsd: number;
}

interface Columns {
  readonly account: Csv.Column;
  readonly when: readonly (readonly [Csv.Column, string])[];
  readonly collateral: readonly Part[];
  readonly debt: readonly Part[];
  readonly threshold: Csv.Column | undefined;
  readonly health: Csv.Column | undefined;
}

function open(table: Csv.Table, { map: file }: Asked): Csv.RowReader {
  const map = BorrowerMap.read(file!);
  const columns = columnsOf(table, map);
  const seen = new Map<string, number>();
  const rows: string[] = [];
  const tally = { left: 0, scaled: 0, most: 0 };
  const take = (): void => {
    if (!columns.when.every(([column, value]) => table.cells[column.at]?.trim() === value)) {
      tally.left++;
      return;
    }
    const account = Csv.word(table, columns.account);
    const first = seen.get(account);
    if (first !== undefined)
      Csv.refuse(
        table,
        columns.account,
        `the account ${account} again`,
        `each account once (first in row ${first})`,
        'remove one of the two rows',
      );
    else seen.set(account, table.row);
    const loan = LoanRow.resolve(table, columns.threshold, map, {
      collateral: parts(table, columns.collateral, map.total),
      debt: parts(table, columns.debt, map.total),
    });
    if (loan === undefined) return;
    if (loan.scale < 1) tally.scaled++;
    tally.most = Math.max(tally.most, 1 - loan.scale);
    check(table, columns.health, loan.health);
    rows.push([account, loan.mode, ...loan.units].join(','));
  };
  return { take, done: () => draft(map, columns, rows, tally) };
}

function columnsOf(table: Csv.Table, map: BorrowerMap.BorrowerMap): Columns {
  const part = ([asset, one]: [string, BorrowerMap.Part]): Part => {
    const isRest = 'rest' in one;
    const column = Csv.column(table, isRest ? one.rest : one.units);
    return { asset, column, isRest, priceUsd: one.price };
  };
  const optional = (name: string | undefined) => (name === undefined ? undefined : Csv.column(table, name));
  return {
    account: Csv.column(table, map.account),
    when: Object.entries(map.when ?? {}).map(([name, value]) => [Csv.column(table, name), String(value)]),
    // What is left of a total comes after the parts that it leaves.
    collateral: Object.entries(map.collateral).map(part).sort(restLast),
    debt: Object.entries(map.debt).map(part).sort(restLast),
    threshold: optional(map.threshold),
    health: optional(map.health),
  };
}

function restLast(x: Part, y: Part): number {
  return Number(x.isRest) - Number(y.isRest) || (x.asset < y.asset ? -1 : 1);
}

/** Rounding of the source's own sums, as a share of the total. */
const SLACK = 1e-6;

/** Dollars by part; what is left of a total is what the named parts do not take. */
function parts(table: Csv.Table, all: readonly Part[], totalUsd: number): LoanRow.Held[] {
  let named = 0;
  return all.map(({ asset, column, isRest, priceUsd }) => {
    const cell = Csv.number(table, column, { min: 0 });
    const usd = isRest ? cell * totalUsd - named : cell * priceUsd;
    if (isRest && usd < -SLACK * cell * totalUsd)
      Csv.refuse(
        table,
        column,
        `a total of ${cell}, less than its parts`,
        `at least ${named / totalUsd}`,
        'check "total" and the prices of the map',
      );
    named += usd;
    return { asset, priceUsd, usd: Math.max(0, usd) };
  });
}

/** The health that the source states is that of the row, to a millionth. */
function check(table: Csv.Table, column: Csv.Column | undefined, health: number): void {
  if (column === undefined) return;
  const stated = Csv.number(table, column, { min: 0 });
  if (Math.abs(stated / health - 1) > 1e-6)
    Csv.refuse(
      table,
      column,
      `a health of ${stated}`,
      `${health}, by its collateral, threshold and debt`,
      'check the units of the columns and "total" of the map',
    );
}

function draft(
  map: BorrowerMap.BorrowerMap,
  { collateral, debt }: Columns,
  rows: readonly string[],
  tally: { readonly left: number; readonly scaled: number; readonly most: number },
): Draft {
  const facts: Record<string, string | number> = { left: tally.left };
  for (const { asset, priceUsd } of [...collateral, ...debt]) facts[`price.${asset}`] = priceUsd;
  for (const [asset, threshold] of Object.entries(map.thresholds)) facts[`threshold.${asset}`] = threshold;
  for (const { id, thresholds } of map.modes ?? [])
    for (const [asset, threshold] of Object.entries(thresholds))
      facts[`threshold.${id}.${asset}`] = threshold;
  if (tally.scaled > 0) Object.assign(facts, { scaled: tally.scaled, scaledAtMost: tally.most });
  const columns = [
    'account',
    'mode',
    ...collateral.map(({ asset }) => `collateral.${asset}`),
    ...debt.map(({ asset }) => `debt.${asset}`),
  ];
  return { facts, columns, rows };
}
