import type { Facts } from './Facts.js';
import * as Page from './Page.js';
import * as Sheets from './Sheets.js';

/** Runs side by side: the tables for a terminal, and the page with the same tables and each run's curves. */
export interface Comparison {
  readonly sheets: readonly Sheets.Sheet[];
  readonly html: string;
}

export function compose(all: readonly Facts[]): Comparison {
  const runs = all.map(Sheets.find);
  const sheets = Sheets.all(runs);
  return { sheets, html: Page.render(runs, sheets) };
}
