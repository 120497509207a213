import { parquetReadObjects } from 'hyparquet';
import * as Part from './Part.js';
import type { Point } from './Point.js';
import type { Store } from './Store.js';
import type { Headlines, Summary } from './StudyDoor.js';

/** One run as the tables hold it. */
export interface Run {
  readonly point: string;
  readonly seed: number;
  readonly summary: Summary;
  readonly headlines: Headlines;
  readonly sets: readonly string[];
  readonly build: string;
  readonly findings: string;
}

type Row = Record<string, unknown>;

/** The runs of these parts, by point and seed, each once. */
export async function runs(store: Store, parts: readonly Part.Part[]): Promise<Run[]> {
  const found: Run[] = [];
  for (const { part, first } of Part.shares(parts)) {
    if (first > part.to) continue;
    const costs = await rows(store, 'costs', part);
    const rowsOf = await rows(store, 'runs', part);
    for (const [i, row] of rowsOf.entries())
      if (Number(row.seed) >= first) found.push(restore(row, costs[i]!));
  }
  return found.sort((a, b) => (a.point === b.point ? a.seed - b.seed : a.point < b.point ? -1 : 1));
}

/** Named numbers by run: "point-seed" to name to value. */
export async function numbers(
  store: Store,
  parts: readonly Part.Part[],
): Promise<Map<string, Map<string, number>>> {
  const found = new Map<string, Map<string, number>>();
  for (const part of parts) {
    for (const row of await rows(store, 'numbers', part)) {
      const run = runKey(row.point as string, Number(row.seed));
      const mine = found.get(run) ?? new Map<string, number>();
      found.set(run, mine);
      mine.set(row.name as string, row.value as number);
    }
  }
  return found;
}

export function runKey(point: string, seed: number): string {
  return `${point}-${seed}`;
}

/** Milliseconds that a run of these parts took; undefined without parts. */
export async function msPerRun(store: Store, parts: readonly Part.Part[]): Promise<number | undefined> {
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const costs = await rows(store, 'costs', last);
  return costs.reduce((sum, row) => sum + (row.wallMs as number), 0) / costs.length;
}

/** Parts that can be read: a power cut may leave a file without its end, and its job is then to be done again. */
export async function intact(
  store: Store,
  tables: readonly Part.Table[],
  parts: readonly Part.Part[],
): Promise<Part.Part[]> {
  const whole: Part.Part[] = [];
  for (const part of parts) {
    const files = await Promise.all(tables.map((table) => store.read(Part.path(table, part))));
    if (files.every((bytes) => bytes !== undefined && isWhole(bytes))) whole.push(part);
    else await store.remove(Part.path('runs', part));
  }
  return whole;
}

/** The points that a store holds, of any version. */
export async function points(store: Store): Promise<Map<string, Point>> {
  const found = new Map<string, Point>();
  for (const name of await store.list('points')) {
    const bytes = await store.read(`points/${name}`);
    const point = JSON.parse(Buffer.from(bytes!).toString('utf8')) as Point;
    found.set(point.key, point);
  }
  return found;
}

/** A Parquet file begins and ends with the same four letters. */
function isWhole(bytes: Uint8Array): boolean {
  const text = (from: number) => Buffer.from(bytes.subarray(from, from + 4)).toString('latin1');
  return bytes.length > 12 && text(0) === 'PAR1' && text(bytes.length - 4) === 'PAR1';
}

async function rows(store: Store, table: Part.Table, part: Part.Part): Promise<Row[]> {
  const bytes = await store.read(Part.path(table, part));
  if (bytes === undefined) return [];
  const file = Uint8Array.from(bytes).buffer;
  return (await parquetReadObjects({ file })) as Row[];
}

function restore(row: Row, cost: Row): Run {
  const summary = JSON.parse(row.summary as string) as Summary & { headlines?: Headlines };
  return {
    point: row.point as string,
    seed: Number(row.seed),
    summary: {
      ...summary,
      wallMs: cost.wallMs as number,
      peakRssBytes: cost.peakRssBytes as number,
      interrupted: false,
    },
    headlines: JSON.parse(row.headlines as string) as Headlines,
    sets: JSON.parse(row.sets as string) as string[],
    build: row.build as string,
    findings: row.findings as string,
  };
}
