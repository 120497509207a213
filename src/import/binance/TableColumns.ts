import * as Csv from '../Csv.js';
import type { CsvImporter, Draft } from '../Importer.js';
import * as Instants from '../Instants.js';
import * as Numerals from '../Numerals.js';

/** A column of a published table: its name there and in the snapshot (undefined: left out), and how it is read. */
export interface Column {
  readonly name: string;
  readonly as: string | undefined;
  readonly type: 'number' | 'stamp' | 'flag' | 'text';
  readonly range?: Numerals.Range;
}

const number =
  (range: Numerals.Range) =>
  (name: string, as: string | undefined = name): Column => ({ name, as, type: 'number', range });
export const price = number({ above: 0 });
export const size = number({ min: 0 });
export const whole = number({ min: 0, isWhole: true });
export const share = number({ min: -100, max: 100 });
/** A rate of one interval: beyond the whole position it is a percentage taken for a fraction. */
export const rate = number({ min: -1, max: 1 });
export const flag = (name: string, as: string): Column => ({ name, as, type: 'flag' });
export const text = (name: string): Column => ({ name, as: name, type: 'text' });
export const stamp = (name: string, as: string | undefined): Column => ({ name, as, type: 'stamp' });

interface Terms {
  readonly name: string;
  readonly about: string;
  readonly kind: string;
  /** Of the first time column. */
  readonly order: 'rising' | 'not falling';
  readonly columns: readonly Column[];
  /** Column of the snapshot whose values are stated once. */
  readonly unique?: string;
  /** A column and what is wrong with the row's numbers; undefined for a sound row. */
  check?(values: Readonly<Record<string, number>>): readonly [string, string] | undefined;
}

/** The last instant of the table is the snapshot's time; its clock is the exchange's. */
export function importer(terms: Terms): CsvImporter {
  const { name, about, kind } = terms;
  return {
    name,
    about,
    kind,
    format: 'csv',
    needs: ['symbol'],
    open: (table, { symbol }) => reader(terms, table, symbol!),
  };
}

interface State {
  lastMs: number;
  clock: Instants.Clock | 'text' | undefined;
  readonly seen: Set<string>;
  readonly rows: string[];
}

function reader(terms: Terms, table: Csv.Table, symbol: string): Csv.RowReader {
  const places = terms.columns.map((column, at) => ({
    ...column,
    place: table.heading.length > 0 ? Csv.column(table, column.name) : { at, name: column.name },
  }));
  const state: State = { lastMs: Number.NEGATIVE_INFINITY, clock: undefined, seen: new Set(), rows: [] };
  const take = (): void => {
    const values: Record<string, number> = {};
    const cells = places.map(({ name, as, type, range = {}, place }) => {
      if (type === 'stamp') return timeOf(terms, table, place, as !== undefined, state);
      if (type === 'text') return Csv.word(table, place);
      if (type === 'flag') return flagOf(table, place);
      values[name] = Csv.number(table, place, range);
      return Numerals.text(table.cells[place.at]);
    });
    const wrong = Object.values(values).some(Number.isNaN) ? undefined : terms.check?.(values);
    if (wrong)
      Csv.refuse(
        table,
        places.find(({ name }) => name === wrong[0])!.place,
        wrong[1],
        'a sound row',
        'fetch the file again',
      );
    const kept = cells.filter((_, i) => places[i]!.as !== undefined);
    once(terms, table, places, cells, state);
    state.rows.push(kept.join(','));
  };
  const columns = places.flatMap(({ as }) => (as === undefined ? [] : [as]));
  const done = (): Draft => ({
    facts: { symbol },
    columns,
    rows: state.rows,
    timeMs: state.lastMs,
    clock: 'exchange',
  });
  return { take, done };
}

function once(
  terms: Terms,
  table: Csv.Table,
  places: readonly (Column & { readonly place: Csv.Column })[],
  cells: readonly string[],
  { seen }: State,
): void {
  const at = places.findIndex(({ as }) => as !== undefined && as === terms.unique);
  if (at < 0) return;
  const cell = cells[at]!;
  if (seen.has(cell))
    Csv.refuse(table, places[at]!.place, `${cell} again`, 'each once', 'fetch the file again');
  seen.add(cell);
}

/** An instant as text; one table has one clock, and its times do not run backwards. */
function timeOf(terms: Terms, table: Csv.Table, place: Csv.Column, isOrdered: boolean, state: State): string {
  const cell = (table.cells[place.at] ?? '').trim();
  const isDigits = /^\d+$/.test(cell);
  const clock = isDigits ? Instants.clockOf(Number(cell)) : 'text';
  const ms =
    clock === undefined
      ? undefined
      : clock === 'text'
        ? Instants.parse(cell)
        : Instants.msOf(Number(cell), clock);
  if (ms === undefined) {
    Csv.refuse(
      table,
      place,
      JSON.stringify(cell),
      'a time between 2009 and 2100',
      'use milliseconds or microseconds since 1970',
    );
    return '';
  }
  state.clock ??= clock;
  if (clock !== state.clock)
    Csv.refuse(
      table,
      place,
      `a time in ${clock} after others in ${state.clock}`,
      'one clock in one file',
      'import files of different clocks apart',
    );
  else if (isOrdered && (ms < state.lastMs || (ms === state.lastMs && terms.order === 'rising')))
    Csv.refuse(
      table,
      place,
      ms === state.lastMs ? 'the same time again' : 'a time before that of the row above',
      `times that are ${terms.order}`,
      'sort the file, or fetch it again',
    );
  if (isOrdered) state.lastMs = Math.max(state.lastMs, ms);
  return isDigits ? String(ms) : Instants.text(ms);
}

function flagOf(table: Csv.Table, place: Csv.Column): string {
  const cell = (table.cells[place.at] ?? '').trim().toLowerCase();
  if (cell === 'true' || cell === 'false') return cell;
  Csv.refuse(table, place, JSON.stringify(cell), '"true" or "false"', 'fetch the file again');
  return '';
}
