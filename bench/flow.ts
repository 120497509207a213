/** Order flow as one table of messages, drawn or read once and played to every contender. */
export const NEW = 0;
export const CANCEL = 1;
export const REPLACE = 2;

/** Words of one message: kind + 4 * side + 8 * ioc, id, book, price, lots. */
export const WORDS = 5;

/**
 * Ids are dense, 0 to ids-1. A replacement is a cancel and a new order under the same id; cancels and replacements of
 * an order that is gone do nothing.
 */
export interface Flow {
  count: number;
  readonly books: number;
  ids: number;
  readonly words: Int32Array;
}

/** Everything a contender can be checked by: equal over every contender that plays the same messages. */
export interface Work {
  trades: number;
  filled: number;
  /** Cancels and replacements that came too late. */
  late: number;
}

export function create(capacity: number, books: number): Flow {
  return { count: 0, books, ids: 0, words: new Int32Array(capacity * WORDS) };
}

export function push(
  flow: Flow,
  kind: number,
  side: number,
  ioc: number,
  id: number,
  book: number,
  price: number,
  lots: number,
): void {
  const at = flow.count++ * WORDS;
  flow.words[at] = kind + 4 * side + 8 * ioc;
  flow.words[at + 1] = id;
  flow.words[at + 2] = book;
  flow.words[at + 3] = price;
  flow.words[at + 4] = lots;
}

/** The first `count` messages; the table is shared. */
export function prefix(flow: Flow, count: number): Flow {
  return { ...flow, count: Math.min(count, flow.count) };
}
