import type { Store } from './Store.js';

/**
 * The result of one job: seeds `from` to `to` of one point. Its id says what it is, so that a list of names is enough to
 * know what is done, and two machines that do the same job write the same file.
 */
export interface Part {
  readonly point: string;
  readonly from: number;
  readonly to: number;
}

/** Every table is a folder; a part is a file of the same name in each. */
export const TABLES = ['costs', 'numbers', 'minutes', 'measures', 'forced', 'runs'] as const;
export type Table = (typeof TABLES)[number];

/** What a person may leave out, and the tables it stands for. `runs` is always there and written last. */
export const GROUPS: Readonly<Record<string, readonly Table[]>> = {
  runs: ['costs', 'numbers', 'runs'],
  minutes: ['minutes', 'measures'],
  forced: ['forced'],
};

const NAME = /^([0-9a-f]{16})-(\d+)-(\d+)\.(?:parquet|json)$/;

export function id({ point, from, to }: Part): string {
  return `${point}-${from}-${to}`;
}

export function path(table: Table, part: Part): string {
  return `${table}/${id(part)}.parquet`;
}

/** Undefined for a file that is no part. */
export function parse(name: string): Part | undefined {
  const match = NAME.exec(name);
  return match === null ? undefined : { point: match[1]!, from: Number(match[2]), to: Number(match[3]) };
}

/** Parts of which every one of these tables is there, in the order of point and seed. */
export async function list(store: Store, tables: readonly Table[]): Promise<Part[]> {
  const folders = await Promise.all(tables.map((table) => store.list(table)));
  const others = folders.map((names) => new Set(names));
  const whole = (folders[tables.indexOf('runs')] ?? []).filter((name) =>
    others.every((names) => names.has(name)),
  );
  return whole.flatMap((name) => parse(name) ?? []).sort(order);
}

/** A part and the first of its seeds that no part before it has. */
export interface Share {
  readonly part: Part;
  /** Past `part.to` when all of it is elsewhere. */
  readonly first: number;
}

/**
 * Whose rows count where parts overlap: a study that went on with other job sizes while an old worker still ran leaves
 * the same seeds in two parts, with equal rows.
 */
export function shares(parts: readonly Part[]): Share[] {
  const ends = new Map<string, number>();
  return [...parts].sort(order).map((part) => {
    const end = ends.get(part.point) ?? -1;
    ends.set(part.point, Math.max(end, part.to));
    return { part, first: Math.max(part.from, end + 1) };
  });
}

/** Seeds of each point that some part holds. */
export function seeds(parts: readonly Part[]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const { point, from, to } of parts) {
    const mine = found.get(point) ?? new Set<number>();
    found.set(point, mine);
    for (let seed = from; seed <= to; seed++) mine.add(seed);
  }
  return found;
}

function order(a: Part, b: Part): number {
  if (a.point !== b.point) return a.point < b.point ? -1 : 1;
  return a.from - b.from || b.to - a.to;
}
