import * as Unwind from '../index.js';

/** What a scenario is changed by before it runs. */
export interface Changes {
  /** Values by path, as on the command line: `venues.a.insurance.majors=5M USD`. */
  readonly sets?: readonly string[];
  /** Names of packaged interventions, or paths of `.yaml` files. */
  readonly with?: readonly string[];
}

export interface RunOptions extends Changes {
  /** Seed of populations and luck, a whole number below 2^32; 1 without it. */
  readonly seed?: number;
  /** Where to stop: ISO 8601 UTC, or simulated microseconds since the start. The scenario's end without it. */
  readonly until?: string | number;
  /** Called about once a second of work; a true answer stops the run, and its summary says `interrupted`. */
  readonly onProgress?: (progress: Unwind.Progress) => unknown;
}

/** A finished run. */
export interface Run {
  /** Where it stands; `fork` and `advance` take it further. */
  readonly world: Unwind.World;
  /** The shape of `summary.json`: dollars unless a field says otherwise, fractions for ratios, ISO 8601 for times. */
  readonly summary: Unwind.Summary;
  /** Minute by minute: prices in quote units, volumes and depth in dollars; NaN before the first trade. */
  readonly series: Unwind.Series;
  /** All rows of the journal, in order of id. */
  readonly journal: readonly Unwind.Row[];
  /** What happened, in lines of text. */
  story(): string[];
  /** The report as one HTML page. */
  report(): string;
}

/** What the platform adds to the engine: scenarios, a clock in milliseconds, and the process's memory in bytes. */
export interface Platform {
  readonly library: Unwind.Library;
  nowMs(): number;
  peakRssBytes(): number;
}

/** The part of the door that needs scenario files. */
export interface Door {
  /**
   * Reads, composes and validates a scenario: the name of a packaged one, the text of a scenario file (it contains a
   * line break), or, in Node, the path of a `.yaml` file. Throws InputError with every mistake found.
   */
  load(source: string, changes?: Changes): Unwind.Loaded;
  /**
   * Runs a scenario in one call; synchronous. Throws InputError for a mistake in the scenario or the options, and
   * InvariantError where a law of the engine breaks.
   *
   * @example
   * const { summary } = run('isolated-liquidation');
   * summary.accounts[0].fate; // 'liquidated'
   */
  run(source: string, options?: RunOptions): Run;
  /**
   * Two or more runs side by side: what `run` gave, or the files of run folders. Throws InputError for a file that no run of
   * this version writes.
   */
  compare(runs: readonly (Run | Unwind.RunFiles)[]): Unwind.Comparison;
  /** Names and texts of the packaged scenarios. */
  readonly library: Unwind.Library;
}

const EVENTS_PER_STEP = 500_000;
const LARGEST_SEED = 0xffff_ffff;

export function open(platform: Platform): Door {
  const { library } = platform;
  return {
    library,
    load: (source, changes = {}) => load(library, source, changes),
    run: (source, options = {}) => run(platform, source, options),
    compare: (runs) => Unwind.compare(runs.map((one) => ('world' in one ? filesOf(one) : one))),
  };
}

/** A finished run as the files of its folder would be. */
function filesOf({ world, summary, journal }: Run): Unwind.RunFiles {
  const lines = journal.map((row) => JSON.stringify(row));
  return { dir: summary.scenario, summary, series: Unwind.seriesCsv(world), journal: lines };
}

function load(library: Unwind.Library, source: string, changes: Changes): Unwind.Loaded {
  const { sets = [], with: withs = [] } = changes;
  if (!source.includes('\n')) return Unwind.load(library, source, { sets, withs });
  const own: Unwind.Library = {
    names: library.names,
    read: (folder, name) => (name === TEXT ? source : library.read(folder, name)),
  };
  return Unwind.load(own, TEXT, { sets, withs });
}

/** What a text without a file is called. */
const TEXT = 'scenario.yaml';

function run(platform: Platform, source: string, options: RunOptions): Run {
  const startMs = platform.nowMs();
  const seed = seedOf(options.seed ?? 1);
  const loaded = load(platform.library, source, options);
  const untilUs = untilOf(options.until, loaded);
  const world = Unwind.build(loaded, seed);
  const journal: Unwind.Row[] = [];
  const interrupted = !advance(world, untilUs, journal, options.onProgress);
  const wallMs = Math.round(platform.nowMs() - startMs);
  const summary = Unwind.summary(world, { wallMs, peakRssBytes: platform.peakRssBytes(), interrupted });
  return {
    world,
    summary,
    series: Unwind.series(world),
    journal,
    story: () => Unwind.story(world, summary),
    report: () => Unwind.report(world, summary),
  };
}

/** Whether the scenario's end was reached. */
function advance(
  world: Unwind.World,
  untilUs: number,
  journal: Unwind.Row[],
  onProgress: RunOptions['onProgress'],
): boolean {
  for (;;) {
    const before = Unwind.progress(world).events;
    const finished = Unwind.advance(world, untilUs, EVENTS_PER_STEP);
    for (const row of Unwind.journal(world)) journal.push(row);
    const progress = Unwind.progress(world);
    if (finished) return true;
    if (onProgress?.(progress) === true || progress.events - before < EVENTS_PER_STEP) return false;
  }
}

function seedOf(seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED) return seed;
  throw mistake('seed', seed, `a whole number from 0 to ${LARGEST_SEED}`, 'write seed: 1');
}

function untilOf(until: string | number | undefined, loaded: Unwind.Loaded): number {
  if (until === undefined) return Number.POSITIVE_INFINITY;
  const us = typeof until === 'number' ? until : Unwind.instantUs(loaded, until);
  if (us !== undefined && us > 0) return us;
  const expected = 'ISO 8601 UTC or microseconds, after the start of the scenario';
  throw mistake('until', until, expected, 'write until: "2025-10-10T21:20:00Z"');
}

function mistake(path: string, found: unknown, expected: string, remedy: string): Error {
  const issue = {
    file: 'options',
    path,
    line: 1,
    column: 1,
    found: String(JSON.stringify(found)),
    expected,
    remedy,
  };
  return new Unwind.InputError([issue]);
}
