import Table from 'cli-table3';
import { quantileSorted } from 'simple-statistics';
import * as Results from '../study/Results.js';

/** Numbers of one run by name. */
type Numbers = ReadonlyMap<string, number>;

/** Runs with what tells them apart, and the numbers that are asked for. */
export interface Sheet {
  /** Names of the varied things. */
  readonly axes: readonly string[];
  readonly names: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  /** Values of the axes. */
  readonly at: readonly string[];
  readonly seed: number;
  readonly values: readonly (number | undefined)[];
}

/** What a study shows: `pointOf` gives the values of the axes of a run's point. */
export function sheet(
  runs: readonly Results.Run[],
  numbers: ReadonlyMap<string, Numbers>,
  { axes, names }: Pick<Sheet, 'axes' | 'names'>,
  pointOf: (key: string) => readonly string[],
): Sheet {
  const rows = runs.map(({ point, seed }) => {
    const mine = numbers.get(Results.runKey(point, seed));
    return { at: pointOf(point), seed, values: names.map((name) => mine?.get(name)) };
  });
  return { axes, names, rows };
}

/** One line a run, for other programs. Numbers are whole; nothing between commas is no number. */
export function csv({ axes, names, rows }: Sheet): string {
  const head = [...axes, 'seed', ...names];
  const lines = rows.map(({ at, seed, values }) => [...at, seed, ...values.map((value) => value ?? '')]);
  return [head, ...lines].map(csvLine).join('');
}

export function csvLine(line: readonly (string | number)[]): string {
  return `${line.map(field).join(',')}\n`;
}

/** Median and range of each number, by point: how it changes along what is varied. */
export function quantiles({ axes, names, rows }: Sheet): string {
  const table = new Table({
    style: { head: [], border: [] },
    head: [...axes, 'number', 'runs', '5%', 'median', '95%'],
    colAligns: [...axes.map(() => 'left' as const), 'left', 'right', 'right', 'right', 'right'],
  });
  const points = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(row.at);
    points.set(key, [...(points.get(key) ?? []), row]);
  }
  for (const [i, name] of names.entries()) {
    for (const group of points.values()) {
      const values = group.flatMap((row) => row.values[i] ?? []).sort((a, b) => a - b);
      const at = (part: number) => (values.length === 0 ? '' : short(quantileSorted(values, part)));
      table.push([...group[0]!.at, name, values.length, at(0.05), at(0.5), at(0.95)]);
    }
  }
  return table.toString();
}

/** Quoted where a comma or a quote would be misread. */
function field(value: string | number): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Five significant digits, without exponent below 1e15. */
function short(value: number): string {
  if (value === 0 || Math.abs(value) >= 1e15) return String(value);
  if (Math.abs(value) >= 1e5) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(5)));
}
