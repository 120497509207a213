import { suggest } from '../format/Nearest.js';
import * as Findings from './Findings.js';
import type { Draft } from './Importer.js';
import * as Numerals from './Numerals.js';

/** A table under way: the names of its columns, the row in hand, and what has been found wrong. */
export interface Table {
  readonly findings: Findings.Findings;
  /** Lower-case names by position; empty where the file has no heading. */
  readonly heading: readonly string[];
  /** From 1, without the heading. */
  row: number;
  line: number;
  cells: readonly string[];
}

/** Takes row after row and gives the draft at the end. */
export interface RowReader {
  take(): void;
  done(): Draft;
}

/** A column of the table: where it stands, and how it is called in messages. */
export interface Column {
  readonly at: number;
  readonly name: string;
}

/** The column of a name; a finding where there is none. */
export function column(table: Table, name: string): Column {
  const at = table.heading.indexOf(name.toLowerCase());
  if (at < 0 && table.heading.length > 0)
    Findings.add(table.findings, {
      line: 1,
      column: 1,
      path: `heading, ${name}`,
      found: `no column "${name}"`,
      expected: 'a heading with it',
      remedy: suggest(name, table.heading, 'columns'),
    });
  return { at, name };
}

export function refuse(table: Table, { at, name }: Column, found: string, ...rest: [string, string]): void {
  const [expected, remedy] = rest;
  const { line, row, cells, findings } = table;
  const before = cells.slice(0, Math.max(0, at)).reduce((sum, cell) => sum + cell.length + 1, 0);
  Findings.add(findings, { line, column: before + 1, path: `row ${row}, ${name}`, found, expected, remedy });
}

/** A cell's number; NaN, and a finding, for anything else. */
export function number(table: Table, column: Column, range: Numerals.Range = {}): number {
  const cell = table.cells[column.at];
  const read = Numerals.read(cell, range);
  if (typeof read === 'number') return read;
  refuse(table, column, Findings.show(cell), read.expected, read.remedy);
  return Number.NaN;
}

/** A cell's text; '' and a finding where it is empty or would break a row. */
export function word(table: Table, column: Column): string {
  const cell = (table.cells[column.at] ?? '').trim();
  if (cell !== '' && !/[,\n\r]/.test(cell)) return cell;
  refuse(table, column, Findings.show(cell), 'a text without commas', 'fill the cell');
  return '';
}
