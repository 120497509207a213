import { parquetWriteBuffer } from 'hyparquet-writer';

type Type = 'STRING' | 'DOUBLE' | 'FLOAT' | 'INT32' | 'INT64' | 'BOOLEAN' | 'TIMESTAMP';

export interface Column {
  readonly name: string;
  readonly type: Type;
  readonly data: unknown[];
}

/** A table by columns, of equal length. */
export type Columns = readonly Column[];

/** Columns without rows; `types` in the order of the file. */
export function create(types: Readonly<Record<string, Type>>): Columns {
  return Object.entries(types).map(([name, type]) => ({ name, type, data: [] }));
}

/** One row, in the order of the columns; null is no value. */
export function push(columns: Columns, row: readonly unknown[]): void {
  for (let i = 0; i < columns.length; i++) columns[i]!.data.push(row[i]);
}

/** The bytes of a Parquet file: the same rows give the same bytes. */
export function toParquet(columns: Columns): Uint8Array {
  const columnData = columns.map(({ name, type, data }) => ({ name, type, data }));
  return new Uint8Array(
    parquetWriteBuffer({ columnData, rowGroupSize: 1_000_000, createdBy: 'unwind', statistics: false }),
  );
}
