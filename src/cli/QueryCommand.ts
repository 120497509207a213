import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import * as Query from '../study/Query.js';
import * as Store from '../study/Store.js';
import * as Arguments from './Arguments.js';
import type { Context } from './Context.js';
import * as Exit from './Exit.js';
import * as StudyTables from './StudyTables.js';

/** `unwind query`: SQL over the tables of a study. */
export async function query(
  context: Context,
  dir: string,
  sql: string,
  options: { readonly csv?: boolean },
): Promise<number> {
  const { engine, terminal } = context;
  if (!dir.startsWith('s3://') && !existsSync(join(dir, 'points')))
    throw Arguments.mistake(engine, 'DIR', dir, 'the folder of a study', 'run unwind study first');
  const { names, rows } = await Query.ask(engine, await Store.open(engine, dir), sql);
  if (options.csv === true) {
    terminal.out([names, ...rows].map(StudyTables.csvLine).join(''));
    return Exit.OK;
  }
  const table = new Table({ style: { head: [], border: [] }, head: [...names] });
  table.push(...rows.map((row) => [...row]));
  terminal.out(`${table.toString()}\n${rows.length} rows\n`);
  return Exit.OK;
}
