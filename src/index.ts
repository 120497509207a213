import * as Compare from './analysis/compare/Compare.js';
import * as Facts from './analysis/compare/Facts.js';
import * as Tracks from './analysis/compare/Tracks.js';
import * as Headline from './analysis/Headline.js';
import * as ExpectedNumbers from './analysis/numbers/ExpectedNumbers.js';
import * as Numbers from './analysis/numbers/Numbers.js';
import * as Story from './analysis/Story.js';
import * as Validation from './analysis/Validation.js';
import * as Build from './compose/Build.js';
import * as Load from './compose/Load.js';
import { Scenario } from './compose/Scenario.js';
import * as EngineVersion from './door/EngineVersion.js';
import { InputError } from './format/InputError.js';
import type { Library } from './format/Library.js';
import * as Parameter from './format/Parameter.js';
import type { Row } from './messages/Journal.js';
import * as Cascade from './observe/Cascade.js';
import type { Series } from './observe/Series.js';
import * as SeriesCsv from './observe/SeriesCsv.js';
import * as Summarize from './observe/Summarize.js';
import { type Summary, SummarySchema } from './observe/SummarySchema.js';
import * as TraceLines from './observe/TraceLines.js';
import * as Figure from './report/Figure.js';
import * as Report from './report/Report.js';
import * as TerminalSheets from './report/TerminalSheets.js';
import * as Advance from './run/Advance.js';
import * as Equity from './run/Equity.js';
import * as Experiment from './run/Experiment.js';
import * as Fork from './run/Fork.js';
import * as Onset from './run/Onset.js';
import * as Producers from './run/Producers.js';
import * as WorldAudit from './run/WorldAudit.js';
import * as Time from './units/Time.js';

export { fit } from './analysis/calibrate/Fit.js';
export type { Comparison } from './analysis/compare/Compare.js';
export type { Result } from './analysis/Validation.js';
export { InvariantError } from './base/assert.js';
export { limits as lendingLimits } from './compose/LendingLimits.js';
export type { Loaded } from './compose/Load.js';
export type * from './door/Types.js';
export { InputError, type Issue } from './format/InputError.js';
export type { Folder, Library } from './format/Library.js';
export type { Row } from './messages/Journal.js';
export type { MarketSeries, Series } from './observe/Series.js';
export type { Summary } from './observe/SummarySchema.js';
export { findRows, traceText } from './observe/TraceLines.js';
export * as position from './position/PositionDoor.js';
export { check as checkText, table as fitText } from './report/FitText.js';
export type { Sheet } from './report/TerminalSheets.js';
export { type BookSheet, list as books } from './run/BookSheet.js';
export type { LendingSheet, LoanSheet, ReserveSheet } from './run/LendingSheet.js';
export { list as lendings } from './run/LendingSheet.js';

/** Version of the engine: part of every run's identity, equal to the package's. */
export const version: string = EngineVersion.VERSION;

/** A world under observation; opaque to callers. */
export interface World extends Experiment.Experiment {
  /** What it was built from. */
  readonly loaded: Load.Loaded;
}

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
  const wrong = ExpectedNumbers.mistakes(expect, ids);
  if (wrong.length > 0)
    throw new InputError(wrong.map(({ index, ...issue }) => ({ ...loaded.expectAt[index]!, ...issue })));
  return loaded;
}

/** The world of a scenario at its opening instant, by seed. */
export function build(loaded: Load.Loaded, seed: number): World {
  return { ...Experiment.create(open(loaded, seed)), loaded };
}

/** Simulated microseconds from a scenario's start to a time in ISO 8601 UTC; undefined when it is no such time. */
export function instantUs({ scenario }: Load.Loaded, at: string): number | undefined {
  const ms = Time.epochMs(at);
  return ms === undefined ? undefined : (ms - scenario.start) * 1000;
}

function open(loaded: Load.Loaded, seed: number): ReturnType<typeof Build.build> {
  const { name, interventions, changes, digest } = loaded;
  const identity = { name, seed, interventions, changes, scenarioDigest: digest };
  return Load.openWith(loaded, () => Build.build(loaded.scenario, identity));
}

/**
 * Runs until `untilUs` (simulated microseconds since the start) or for `maxEvents` events, whichever comes first;
 * without either, to the end. True when the scenario's end is reached. Throws InvariantError when a law is broken.
 */
export function advance(
  { world }: World,
  untilUs = Number.POSITIVE_INFINITY,
  maxEvents = Number.POSITIVE_INFINITY,
): boolean {
  return Advance.advance(world, untilUs, maxEvents);
}

/**
 * A copy of a world at this instant, with the same luck from here on; the original goes on undisturbed. With `under`,
 * the copy goes on under the rules of another loaded scenario, usually the same one with an intervention.
 *
 * Throws InputError where the change is not one of rules: people, holdings, books and events exist since the open, and
 * breach prices were computed from the margin requirements. Build such a world anew.
 */
export function fork(world: World, under?: Load.Loaded): World {
  const { loaded, ...state } = world;
  const copy = structuredClone(state);
  if (under === undefined) return { ...copy, loaded };
  const { seed } = copy.world;
  const moved = Fork.turn(copy.world, open(loaded, seed), open(under, seed));
  if (moved.length === 0) return { ...copy, loaded: under };
  const path = under.changes.map((one) => one.path).join(', ');
  throw new InputError([{ file: under.name, path, ...Fork.refusal(moved) }]);
}

/**
 * When the change from one loaded scenario to another can first matter; undefined: from the opening. Until then both give
 * the same run, so that `turn` can share it.
 */
export function onset(base: Load.Loaded, changed: Load.Loaded): Onset.Onset | undefined {
  return Onset.of(base.scenario, changed.scenario);
}

/**
 * Makes a world, run until just before the onset of a change, the world that has been under the change since its opening.
 * The world is used up. `opening` is what it was built as. Undefined where the change rewrites the opening.
 */
export function turn(world: World, opening: World, under: Load.Loaded): World | undefined {
  const moved = Fork.turn(world.world, opening.world, open(under, world.world.seed), 'opening');
  return moved.length === 0 ? { ...world, loaded: under } : undefined;
}

/** Simulated microseconds since the start, events, and the market with the deepest fall so far (a fraction). */
export type Progress = ReturnType<typeof Advance.progress>;

/**
 * A parameter of a scenario in lines of text: meaning, unit, range, source, present value and where it was written.
 * Throws InputError with the nearest paths where there is none.
 */
export function describe(loaded: Load.Loaded, path: string): string[] {
  return Parameter.tell(Parameter.find(Scenario, loaded.source, path), loaded.presets);
}

/** Where a run stands: simulated µs, events, and the market with the deepest fall. */
export function progress({ world }: World): Progress {
  return Advance.progress(world);
}

/** Rows of the journal since the last call, each with its id, cause, time, kind and data; see docs/reference/library.md. */
export function journal(world: World): Row[] {
  return [...TraceLines.rows(drainJournal(world))];
}

/** The same rows as lines of NDJSON; a row is given once, by either of the two. */
export function drainJournal(world: World): string[] {
  return Experiment.drain(world);
}

/** What the machine spent on a run: milliseconds and bytes, 0 where nobody measured; and whether it was stopped. */
export interface Cost {
  readonly wallMs: number;
  readonly peakRssBytes: number;
  readonly interrupted: boolean;
}

const UNMEASURED: Cost = { wallMs: 0, peakRssBytes: 0, interrupted: false };

/** The summary of the run so far: what `summary.json` holds, by schema/summary.schema.json. */
export function summary(experiment: World, run: Cost = UNMEASURED): Summary {
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

/** Named numbers of other seeds of the same run, by seed. */
export type Seeds = Report.Seeds;

/**
 * The report as one HTML page that needs no other file; `told` is the world's summary. `seeds`, from a study, adds
 * medians and the range from 5% to 95% of seeds.
 */
export function report(experiment: World, told: Summary = summary(experiment), seeds: Seeds = []): string {
  const { world, cascade, links } = experiment;
  const { series } = world.recorder;
  return Report.render({ summary: told, series, cascade: Cascade.summarize(cascade), links, seeds });
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

/**
 * One number of a run by its name, as in `expect:` and in docs/reference/library.md; undefined where the run does not
 * give it. Throws InputError for a name of nothing.
 */
export function numberOf({ world }: World, name: string, told: Summary): number | undefined {
  const ids = Numbers.idsOf(told);
  const number = Numbers.find(name, ids);
  if (number !== undefined) return number.value({ summary: told, series: world.recorder.series });
  const issues = ExpectedNumbers.mistakes([{ id: name, number: name }], ids);
  throw new InputError(issues.map((issue) => ({ ...issue, file: 'number', path: name, line: 1, column: 1 })));
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
  return { label, summary: parsed.data as Summary, tracks, rows: TraceLines.rows(journal) };
}

function damaged(file: string, path: string, found: string, expected: string): InputError {
  const remedy = 'run the scenario again into this folder';
  return new InputError([{ file, path, line: 1, column: 1, found, expected, remedy }]);
}
