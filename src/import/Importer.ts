import type { Facts } from '../format/snapshot/Snapshot.js';
import type * as Csv from './Csv.js';
import type * as Json from './Json.js';

/** What a kind makes of a file; the time and whose clock it is may have to be stated beside it. */
export interface Draft {
  readonly facts: Facts;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly timeMs?: number | undefined;
  readonly clock?: string | undefined;
  /** Where it was read, if not from a file. */
  readonly source?: string | undefined;
}

/** What was stated beside the file: a map of columns, and facts such as `symbol`. */
export interface Asked {
  readonly map?: { readonly file: string; readonly text: string } | undefined;
  readonly symbol?: string | undefined;
}

interface Named {
  /** What follows `unwind import`. */
  readonly name: string;
  readonly about: string;
  /** Kind of the snapshot. */
  readonly kind: string;
  /** What must be stated beside the file. */
  readonly needs?: readonly ('symbol' | 'map')[];
}

/** A file of one answer. Findings end in a refusal: what is returned beside them is not used. */
export interface JsonImporter extends Named {
  readonly format: 'json';
  read(doc: Json.Document, asked: Asked): Draft;
}

/** A table. `open` sees the first row and gives a reader of rows. */
export interface CsvImporter extends Named {
  readonly format: 'csv';
  open(table: Csv.Table, asked: Asked): Csv.RowReader;
}

export type Importer = JsonImporter | CsvImporter;
