import * as Forced from './Forced.js';
import * as ParquetColumns from './ParquetColumns.js';
import type { Table } from './Part.js';
import type { Point } from './Point.js';
import type { Simulated } from './Simulate.js';
import type { Series } from './StudyDoor.js';
import * as StudyNumbers from './StudyNumbers.js';

/** The tables of one part while its runs are added. */
export type Tables = Readonly<Record<Table, ParquetColumns.Columns>>;

const RUN = { point: 'STRING', seed: 'INT64' } as const;
/** Every column of runs that is no parameter and no headline number. */
const RUNS = {
  ...RUN,
  scenario: 'STRING',
  scenarioDigest: 'STRING',
  version: 'STRING',
  build: 'STRING',
  interventions: 'STRING',
  sets: 'STRING',
  digest: 'STRING',
  events: 'INT64',
  conserved: 'BOOLEAN',
  findings: 'STRING',
  headlines: 'STRING',
  summary: 'STRING',
} as const;
const MARKET = { close: 'FLOAT', low: 'FLOAT', high: 'FLOAT', vwap: 'FLOAT' } as const;
const MINUTES = {
  ...RUN,
  time: 'TIMESTAMP',
  venue: 'STRING',
  symbol: 'STRING',
  kind: 'STRING',
  ...MARKET,
} as const;

/** Empty tables; the columns of `runs` depend on the point's parameters and on the numbers that its scenario has. */
export function create(point: Point, first: Simulated): Tables {
  const parameters = Object.fromEntries(parametersOf(point).map(([name]) => [name, 'STRING' as const]));
  const headlines = Object.fromEntries(
    Object.keys(first.headlines).map((key) => [headlineName(key), 'DOUBLE' as const]),
  );
  return { ...empty(), runs: ParquetColumns.create({ ...RUNS, ...parameters, ...headlines }) };
}

/** Tables with the columns that every study has. */
export function empty(): Tables {
  return {
    runs: ParquetColumns.create(RUNS),
    numbers: ParquetColumns.create({ ...RUN, name: 'STRING', value: 'DOUBLE' }),
    minutes: ParquetColumns.create({ ...MINUTES, volumeUsd: 'FLOAT', bidDepthUsd: 'FLOAT' }),
    measures: ParquetColumns.create({ ...RUN, time: 'TIMESTAMP', name: 'STRING', value: 'DOUBLE' }),
    forced: ParquetColumns.create({ ...RUN, ...Forced.TYPES }),
    costs: ParquetColumns.create({ ...RUN, wallMs: 'DOUBLE', peakRssBytes: 'DOUBLE' }),
  };
}

/** Adds one run to those tables that are kept. */
export function add(tables: Tables, kept: ReadonlySet<Table>, point: Point, run: Simulated): void {
  const who = [point.key, BigInt(run.seed)] as const;
  addRun(tables.runs, point, run);
  for (const [name, value] of StudyNumbers.list(run.summary, run.headlines))
    ParquetColumns.push(tables.numbers, [...who, name, value]);
  ParquetColumns.push(tables.costs, [...who, run.summary.wallMs, run.summary.peakRssBytes]);
  if (kept.has('minutes')) addMinutes(tables, who, run.series);
  if (kept.has('forced')) for (const row of run.forced) ParquetColumns.push(tables.forced, [...who, ...row]);
}

/** What a point sets, by path. */
export function parametersOf({ sets }: Point): [name: string, value: string][] {
  return sets.map((set) => {
    const [path, value] = [set.slice(0, set.indexOf('=')).trim(), set.slice(set.indexOf('=') + 1).trim()];
    return [path.toLowerCase() in LOWER ? `set.${path}` : path, value];
  });
}

/** Names of columns differ by more than their case in SQL. */
const LOWER: Readonly<Record<string, true>> = Object.fromEntries(
  Object.keys(RUNS).map((name) => [name.toLowerCase(), true]),
);

/** A headline that has the name of a column steps aside. */
function headlineName(key: string): string {
  return key.toLowerCase() in LOWER ? `headline.${key}` : key;
}

function addRun(runs: ParquetColumns.Columns, point: Point, run: Simulated): void {
  // Time and memory differ from machine to machine, and equal runs have equal rows.
  const { wallMs, peakRssBytes, interrupted, ...summary } = run.summary;
  const values: Record<string, unknown> = {
    point: point.key,
    seed: BigInt(run.seed),
    scenario: point.scenario,
    scenarioDigest: point.scenarioDigest,
    version: point.version,
    build: point.build,
    interventions: point.interventions.join(','),
    sets: JSON.stringify(point.sets),
    digest: summary.digest,
    events: BigInt(summary.events),
    conserved: summary.conserved,
    findings: run.findings.join('\n'),
    headlines: JSON.stringify(run.headlines),
    summary: JSON.stringify(summary),
    ...Object.fromEntries(parametersOf(point)),
    ...Object.fromEntries(Object.entries(run.headlines).map(([key, value]) => [headlineName(key), value])),
  };
  ParquetColumns.push(
    runs,
    runs.map(({ name }) => values[name] ?? null),
  );
}

function addMinutes({ minutes, measures }: Tables, who: readonly [string, bigint], series: Series): void {
  const instants = Array.from({ length: series.minutes }, (_, i) => new Date(series.startMs + i * 60_000));
  const names = Object.keys(series.columns).sort();
  for (let i = 0; i < series.minutes; i++) {
    const at = instants[i]!;
    for (const market of series.markets) {
      const { venue, symbol, kind, close, low, high, vwap, volumeUsd, bidDepthUsd } = market;
      const values = [close, low, high, vwap, volumeUsd, bidDepthUsd].map((column) => known(column[i]!));
      ParquetColumns.push(minutes, [...who, at, venue, symbol, kind, ...values]);
    }
    for (const name of names) {
      const value = series.columns[name]![i]!;
      if (Number.isFinite(value)) ParquetColumns.push(measures, [...who, at, name, value]);
    }
  }
}

/** NaN is no trade yet. */
function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
