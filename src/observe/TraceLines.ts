import type { Row } from '../messages/Journal.js';
import * as Trace from './Trace.js';
import * as TraceFind from './TraceFind.js';

/** Rows of a journal from its lines. */
export function* rows(lines: Iterable<string>): Iterable<Row> {
  for (const line of lines) yield JSON.parse(line) as Row;
}

/**
 * The chain of causes behind one journal line, root first; empty when the journal has no such id. Times are counted from
 * `startMs`, the run's start in epoch milliseconds.
 */
export function traceText(lines: Iterable<string>, id: number, startMs = 0): string {
  return Trace.traceText(rows(lines), id, startMs);
}

/** Rows of a journal by account, symbol, kind and time, in the journal's order, and one line of text for each. */
export function findRows(
  lines: Iterable<string>,
  wanted: TraceFind.Wanted,
  startMs = 0,
): { readonly rows: readonly Row[]; readonly text: string } {
  const found = TraceFind.find(rows(lines), wanted);
  return { rows: found as readonly Row[], text: TraceFind.text(found, startMs) };
}
