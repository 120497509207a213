/**
 * The journal of forced events: one NDJSON line each, streamed out so that memory stays flat.
 * Ids are their own sequence (1, 2, …); `cause` is the id of the journaled event that led here, 0 for none.
 */
export interface Journal {
  nextId: number;
  /** Lines not yet taken by the writer. */
  lines: string[];
  counts: Record<string, number>;
}

export type Value = string | number | readonly { readonly [key: string]: string | number }[];

export function create(): Journal {
  return { nextId: 1, lines: [], counts: {} };
}

/** Appends an event and returns its id. `atUs` in µs since the start; dollars are rounded to cents. */
export function record(
  journal: Journal,
  atUs: number,
  kind: string,
  cause: number,
  data: { readonly [key: string]: Value },
): number {
  const id = journal.nextId++;
  journal.lines.push(JSON.stringify({ id, cause, atUs, kind, ...data }));
  journal.counts[kind] = (journal.counts[kind] ?? 0) + 1;
  return id;
}

/** Hands over the pending lines and forgets them. */
export function drain(journal: Journal): string[] {
  const lines = journal.lines;
  journal.lines = [];
  return lines;
}
