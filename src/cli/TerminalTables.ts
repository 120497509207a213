import Table from 'cli-table3';
import type { Sheet } from './CommandDoor.js';

/** Headings in plain text, and one line between headings and rows. */
const STYLE = { head: [], border: [], compact: true };

/** Tables for a terminal, one under the other. */
export function render(sheets: readonly Sheet[]): string {
  return sheets.map(table).join('\n\n');
}

function table({ head, rows, isText = false }: Sheet): string {
  const aligns = head.map((_, i) => (i === 0 || isText ? ('left' as const) : ('right' as const)));
  const one = new Table({ style: STYLE, head: [...head], colAligns: aligns });
  for (const row of rows) one.push([...row]);
  return one.toString();
}
