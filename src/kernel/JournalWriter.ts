import * as Time from '../units/Time.js';

/**
 * The journal of forced events: one NDJSON line each, streamed out so that memory stays flat.
 * Ids are their own sequence (1, 2, …); `cause` is the id of the journaled event that led here, 0 for none.
 * `Rows` maps each kind to its fields: who writes another kind or another field does not compile.
 */
export interface Journal<Rows> {
  /** Start of the run, milliseconds since 1970: every line states its absolute time. */
  readonly startMs: number;
  nextId: number;
  /** Lines not yet taken by the writer, and the rows that they are the text of. */
  lines: string[];
  pending: object[];
  counts: Record<string, number>;
  /** Never set: tells the compiler which rows belong in here. */
  readonly rows?: Rows;
}

export function create<Rows>(startMs: number): Journal<Rows> {
  return { startMs, nextId: 1, lines: [], pending: [], counts: {} };
}

/** The instant last written, as text: rows of one instant follow one another. */
const last = { startMs: Number.NaN, atUs: Number.NaN, text: '' };

function textOf(startMs: number, atUs: number): string {
  if (last.atUs === atUs && last.startMs === startMs) return last.text;
  last.startMs = startMs;
  last.atUs = atUs;
  last.text = Time.iso(startMs, atUs);
  return last.text;
}

/** Appends an event and returns its id. `atUs` in µs since the start; dollars are rounded to cents. */
export function record<Rows, Kind extends keyof Rows & string>(
  journal: Journal<Rows>,
  atUs: number,
  kind: Kind,
  cause: number,
  data: Rows[Kind],
): number {
  const id = journal.nextId++;
  const at = textOf(journal.startMs, atUs);
  const row = { id, cause, atUs, at, kind, ...data };
  const line = JSON.stringify(row);
  journal.lines.push(line);
  // What is not finite is null in the text, and readers of the text and of the row are to see the same.
  journal.pending.push(line.includes('null') ? (JSON.parse(line) as object) : row);
  journal.counts[kind] = (journal.counts[kind] ?? 0) + 1;
  return id;
}

/** Hands over the pending lines and forgets them. */
export function drain(journal: Pick<Journal<unknown>, 'lines' | 'pending'>): string[] {
  const { lines } = journal;
  journal.lines = [];
  journal.pending = [];
  return lines;
}
