import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type Info, parse } from 'csv-parse';
import type * as Csv from './Csv.js';
import * as Findings from './Findings.js';
import type { Asked, CsvImporter, Draft } from './Importer.js';

/** Reads a table row by row. Throws InputError with the rows and columns of what is wrong. */
export async function read(importer: CsvImporter, file: string, asked: Asked): Promise<Draft> {
  const findings = Findings.open(file);
  const state: { table: Csv.Table | undefined; reader: Csv.RowReader | undefined } = {
    table: undefined,
    reader: undefined,
  };
  try {
    for await (const { record, info } of records(file))
      take(importer, asked, state, { record, info, findings });
  } catch (error) {
    broken(findings, state.table, error);
  }
  if (state.reader === undefined || state.table?.row === 0)
    Findings.add(findings, {
      line: 1,
      column: 1,
      path: '',
      found: 'no rows',
      expected: 'a table with rows',
      remedy: 'fetch the file again',
    });
  if (!endsInLine(file))
    Findings.add(findings, {
      line: state.table?.line ?? 1,
      column: 1,
      path: `row ${state.table?.row ?? 0}, last column`,
      found: 'a last line without a line end',
      expected: 'a file that is not cut off within a number',
      remedy: 'fetch the file again, or end its last line if it is whole',
    });
  Findings.settle(findings);
  const draft = state.reader!.done();
  Findings.settle(findings);
  return draft;
}

interface Record_ {
  readonly record: readonly string[];
  readonly info: Info;
}

function records(file: string): AsyncIterable<Record_> {
  const parser = parse({ info: true, bom: true, relax_column_count: true, skip_empty_lines: true });
  const stream = createReadStream(file);
  const bytes = file.endsWith('.gz') ? stream.pipe(createGunzip()) : stream;
  for (const one of [stream, bytes]) one.on('error', (error: Error) => parser.destroy(error));
  return bytes.pipe(parser) as unknown as AsyncIterable<Record_>;
}

/** A file without a heading begins with a number. */
function isHeading(record: readonly string[]): boolean {
  return !/^[+-]?\d/.test(record[0]?.trim() ?? '');
}

function take(
  importer: CsvImporter,
  asked: Asked,
  state: { table: Csv.Table | undefined; reader: Csv.RowReader | undefined },
  { record, info, findings }: Record_ & { readonly findings: Findings.Findings },
): void {
  if (state.table === undefined || state.reader === undefined) {
    const isHead = isHeading(record);
    const heading = isHead ? record.map((name) => name.trim().toLowerCase()) : [];
    state.table = { findings, heading, row: 0, line: 1, cells: record };
    state.reader = importer.open(state.table, asked);
    Findings.settle(findings);
    if (isHead) return;
  }
  const { table, reader } = state;
  table.row++;
  table.line = info.lines;
  table.cells = record;
  const width = table.heading.length;
  if (width > 0 && record.length !== width)
    Findings.add(findings, {
      line: info.lines,
      column: 1,
      path: `row ${table.row}, ${table.heading[Math.min(record.length, width - 1)]!}`,
      found: `${record.length} cells`,
      expected: `${width}, as in the heading`,
      remedy: 'fetch the file again: it may be cut off',
    });
  else reader.take();
}

/** A file that cannot be unpacked or parsed is refused at the row where it broke. */
function broken(findings: Findings.Findings, table: Csv.Table | undefined, error: unknown): void {
  if (!(error instanceof Error) || !('code' in error) || 'syscall' in error) throw error;
  const lines = 'lines' in error && typeof error.lines === 'number' ? error.lines : (table?.line ?? 1);
  Findings.add(findings, {
    line: lines,
    column: 1,
    path: `row ${(table?.row ?? 0) + 1}, ${table?.heading[0] ?? 'first column'}`,
    found: `a file that breaks off or is no table (${error.message})`,
    expected: 'a whole CSV file, or one in .gz',
    remedy: 'fetch the file again',
  });
}

/** The end of a packed file is checked by its packing. */
function endsInLine(file: string): boolean {
  const { size } = statSync(file);
  if (file.endsWith('.gz') || size === 0) return true;
  const handle = openSync(file, 'r');
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  closeSync(handle);
  return last[0] === 10;
}
