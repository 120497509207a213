import type { Importer } from './Importer.js';
import * as BorrowerTable from './table/BorrowerTable.js';

/** What can be imported: one line each. */
export const IMPORTERS: readonly Importer[] = [BorrowerTable.importer];
