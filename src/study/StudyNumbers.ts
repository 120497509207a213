import type { Headlines, Summary } from './StudyDoor.js';

/** What tells the rows of a list apart; the first that a row has of each line. */
const KEYS = [
  ['venue', 'protocol', 'place'],
  ['pool', 'product', 'kind', 'asset'],
  ['symbol', 'id', 'name', 'collateral'],
];
/** Rows by time are in the minutes. */
const TIMES = ['at', 'from'];
/** What says how the run was made, not what happened. */
const OTHER = new Set(['seed', 'wallMs', 'peakRssBytes']);

/**
 * Every number of a summary by name: its path, where the row of a list stands under what it is about
 * (`markets.a.spot.BTC/USDT.low`, `losses.payers.insurance`), and the headline numbers by key.
 */
export function list(summary: Summary, headlines: Headlines): [name: string, value: number][] {
  const found: [string, number][] = [];
  for (const [key, value] of Object.entries(headlines)) if (value !== null) found.push([key, value]);
  for (const [key, value] of Object.entries(summary)) if (!OTHER.has(key)) walk(key, value, found);
  return found;
}

function walk(name: string, value: unknown, found: [string, number][]): void {
  if (typeof value === 'number') found.push([name, value]);
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) {
    for (const [key, one] of Object.entries(value)) walk(`${name}.${key}`, one, found);
    return;
  }
  const rows = (value as Record<string, unknown>[]).filter(
    (row) => typeof row === 'object' && row !== null && !TIMES.some((key) => key in row),
  );
  const names = rows.map((row) => {
    const about = KEYS.flatMap((line) => line.find((key) => typeof row[key] === 'string') ?? []);
    return [name, ...about.map((key) => row[key])].join('.');
  });
  for (const [i, row] of rows.entries()) {
    // Rows that nothing tells apart are counted.
    const nth = names.slice(0, i).filter((other) => other === names[i]).length;
    walk(nth === 0 ? names[i]! : `${names[i]}.${nth + 1}`, row, found);
  }
}
