import type { AnyRow } from '../messages/Journal.js';
import * as Trace from './Trace.js';

/** What a row has to be; what is left out matches all. Times in µs since the start. */
export interface Wanted {
  readonly account?: number | undefined;
  /** `BTC`, or `BTC/USDT`. */
  readonly symbol?: string | undefined;
  readonly kind?: string | undefined;
  readonly fromUs?: number | undefined;
  /** Before this. */
  readonly toUs?: number | undefined;
}

/** Rows of a journal that match, in its order. */
export function find(rows: Iterable<AnyRow>, wanted: Wanted): AnyRow[] {
  const found: AnyRow[] = [];
  for (const row of rows) {
    if (row.atUs >= (wanted.toUs ?? Number.POSITIVE_INFINITY)) break;
    if (matches(row, wanted)) found.push(row);
  }
  return found;
}

function matches(row: AnyRow, { account, symbol, kind, fromUs = 0 }: Wanted): boolean {
  if (row.atUs < fromUs) return false;
  if (account !== undefined && row.account !== account) return false;
  if (kind !== undefined && row.kind !== kind) return false;
  if (symbol === undefined) return true;
  const names = [row.market, row.asset].filter((name) => name !== undefined);
  return names.some((name) => name === symbol || name.split('/')[0] === symbol);
}

/** One line a row, as in a chain of causes. */
export function text(rows: readonly AnyRow[], startMs: number): string {
  return rows.map((row) => Trace.eventText(row, 0, startMs)).join('');
}
