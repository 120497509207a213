import * as Compare from './analysis/compare/Compare.js';
import * as Facts from './analysis/compare/Facts.js';
import * as Tracks from './analysis/compare/Tracks.js';
import * as Headline from './analysis/Headline.js';
import * as Numbers from './analysis/numbers/Numbers.js';
import * as Template from './analysis/numbers/Template.js';
import * as Story from './analysis/Story.js';
import * as Validation from './analysis/Validation.js';
import * as Build from './compose/Build.js';
import * as Load from './compose/Load.js';
import { InputError } from './format/InputError.js';
import type { Library } from './format/Library.js';
import type { Row } from './messages/Journal.js';
import * as Cascade from './observe/Cascade.js';
import type { Series } from './observe/Series.js';
import * as SeriesCsv from './observe/SeriesCsv.js';
import * as Summarize from './observe/Summarize.js';
import { type Summary, SummarySchema } from './observe/SummarySchema.js';
import * as Trace from './observe/Trace.js';
import * as Figure from './report/Figure.js';
import * as Report from './report/Report.js';
import * as TerminalSheets from './report/TerminalSheets.js';
import * as Advance from './run/Advance.js';
import * as Equity from './run/Equity.js';
import * as Experiment from './run/Experiment.js';
import * as Producers from './run/Producers.js';
import * as WorldAudit from './run/WorldAudit.js';

export { InvariantError } from './base/assert.js';
export type { Loaded } from './compose/Load.js';
export { InputError, type Issue } from './format/InputError.js';
export type { Library } from './format/Library.js';
export type { Series } from './observe/Series.js';
export type { Summary } from './observe/SummarySchema.js';

/** Version of the engine: part of every run's identity, equal to the package's. */
export const version = '0.1.0';

/** A world under observation; opaque to callers. */
export type World = Experiment.Experiment;

/** Reads, composes and validates a scenario. Throws InputError with every mistake found. */
export function load(
  library: Library,
  name: string,
  options: { sets: readonly string[]; withs: readonly string[] },
): Load.Loaded {
  const loaded = Load.load(library, name, options);
  const { assets, venues, lending = [], expect = [] } = loaded.scenario;
  const ids = {
    venue: venues.map(({ id }) => id),
    asset: assets.map(({ id }) => id),
    class: [...new Set(assets.map((asset) => asset.class))],
    protocol: lending.map(({ id }) => id),
  };
  const wrong = expect.flatMap(({ id, number }, i) => {
    if (Numbers.find(number, ids) !== undefined) return [];
    const near = Template.nearest(Numbers.ALL, number, ids);
    const remedy = `did you mean ${near.map((path) => `"${path}"`).join(' or ')}? docs/NUMBERS.md lists all`;
    const found = `the unknown number "${number}"`;
    return [
      { ...loaded.expectAt[i]!, path: `expect.${id}.number`, found, expected: 'a number of a run', remedy },
    ];
  });
  if (wrong.length > 0) throw new InputError(wrong);
  return loaded;
}

/** The world of a scenario at its opening instant, by seed. */
export function build(loaded: Load.Loaded, seed: number): World {
  const { name, interventions, changes, digest } = loaded;
  const identity = { name, seed, interventions, changes, scenarioDigest: digest };
  return Experiment.create(Load.openWith(loaded, () => Build.build(loaded.scenario, identity)));
}

/** Runs until `untilUs` or for `maxEvents` events; true when the scenario's end is reached. Throws InvariantError. */
export function advance({ world }: World, untilUs: number, maxEvents: number): boolean {
  return Advance.advance(world, untilUs, maxEvents);
}

/** Where a run stands: simulated µs, events, and the market with the deepest fall. */
export function progress({ world }: World): ReturnType<typeof Advance.progress> {
  return Advance.progress(world);
}

/** Journal lines (NDJSON) since the last call. */
export function drainJournal(world: World): string[] {
  return Experiment.drain(world);
}

/** The summary of the run so far; wall time in milliseconds, memory in bytes. */
export function summarize(
  experiment: World,
  run: { wallMs: number; peakRssBytes: number; interrupted: boolean },
): Summary {
  const conserved = audit(experiment).length === 0;
  const { world, cascade, milestones, own, journalDigest } = experiment;
  const equityUsd = (account: number) => Equity.of(world.engine, account);
  const seen = { marks: cascade.marks, milestones, own, equityUsd, journalDigest };
  return Summarize.summarize(world, seen, { ...run, version, conserved }, Producers.PRODUCERS);
}

/** Broken laws of conservation, one line each; empty in a sound world. */
export function audit(experiment: World): string[] {
  Experiment.observe(experiment);
  const findings = WorldAudit.run(experiment.world.engine, experiment.defaults);
  return findings.map(({ id, detail }) => `${id}: ${detail}`);
}

/** Minutes of every market and of the world: live columns, filled as the run goes on. */
export function series({ world }: World): Series {
  return world.recorder.series;
}

/** Minutes of every market as CSV lines. */
export function seriesCsv({ world }: World): Iterable<string> {
  return SeriesCsv.lines(world.recorder.series);
}

/** The report as one HTML page. */
export function report({ world, cascade, links }: World, summary: Summary): string {
  const { series } = world.recorder;
  return Report.render({ summary, series, cascade: Cascade.summarize(cascade), links });
}

/** What happened, in lines of text: a sentence or two, then the events in order of time. */
export function story({ world }: World, summary: Summary): string[] {
  const { series } = world.recorder;
  return TerminalSheets.story(Story.tell(summary, series), Figure.of({ summary, series }));
}

/** The tables that end a run. */
export function sheets(summary: Summary): TerminalSheets.Sheet[] {
  return TerminalSheets.list(summary);
}

/** One line per run of a study. */
export function studySheet(summaries: readonly unknown[]): TerminalSheets.Sheet {
  return TerminalSheets.study(summaries as readonly Summary[]);
}

/** The numbers of the reality check by key; null where the run gives none. */
export function headlines({ world }: World, summary: Summary): Record<string, number | null> {
  const { series } = world.recorder;
  const known = Headline.list({ summary, series }).map(({ key, value }) => [key, finite(value)] as const);
  return Object.fromEntries(known);
}

/** Markdown tables over the runs of studies, with the titles of interventions. */
export function validation(
  results: readonly Validation.Result[],
  titles: Readonly<Record<string, string>>,
): string {
  return Validation.render(results, titles);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The chain of causes behind one journal line, root first; empty when the journal has no such id. */
export function traceText(lines: Iterable<string>, id: number): string {
  return Trace.traceText(rows(lines), id);
}

/** The files of a run's folder: the parsed summary, the lines of the series and of the journal. */
export interface RunFiles {
  readonly dir: string;
  readonly summary: unknown;
  readonly series: Iterable<string>;
  readonly journal: Iterable<string>;
}

/** Finished runs side by side: tables and one page. Throws InputError for a file that no run of this version writes. */
export function compare(folders: readonly RunFiles[]): Compare.Comparison {
  const read = folders.map(parts);
  const labels = Facts.distinct(read.map(({ label }) => label));
  return Compare.compose(read.map((one, i) => Facts.gather({ ...one, label: labels[i]! }, Cascade)));
}

function parts({ dir, summary: text, series, journal }: RunFiles): Facts.Folder {
  const parsed = SummarySchema.safeParse(text);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw damaged(`${dir}/summary.json`, path.join('.'), message, 'the summary of a run');
  }
  const tracks = Tracks.read(series);
  if (tracks === null) throw damaged(`${dir}/series.csv`, '', 'another heading', 'the series of a run');
  const label = Facts.labelOf(parsed.data as Summary);
  return { label, summary: parsed.data as Summary, tracks, rows: rows(journal) };
}

function damaged(file: string, path: string, found: string, expected: string): InputError {
  const remedy = 'run the scenario again into this folder';
  return new InputError([{ file, path, line: 1, column: 1, found, expected, remedy }]);
}

function* rows(lines: Iterable<string>): Iterable<Row> {
  for (const line of lines) yield JSON.parse(line) as Row;
}
