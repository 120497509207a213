/** What a study needs of the engine: part of src/index.ts, or a fake in a test. */
export interface Engine {
  readonly version: string;
  readonly InputError: new (issues: readonly Issue[]) => Error & { readonly issues: readonly Issue[] };
  readonly InvariantError: new (...args: never[]) => Error & { readonly id: string };
  load(library: Library, name: string, changes: Changes): Loaded;
  build(loaded: Loaded, seed: number): unknown;
  advance(world: unknown, untilUs: number, maxEvents: number): boolean;
  progress(world: unknown): { readonly endUs: number; readonly events: number };
  drainJournal(world: unknown): string[];
  summary(world: unknown, run: Cost): Summary;
  audit(world: unknown): readonly string[];
  headlines(world: unknown, summary: Summary): Headlines;
  series(world: unknown): Series;
  onset(base: Loaded, changed: Loaded): Onset | undefined;
  turn(world: unknown, opening: unknown, under: Loaded): unknown;
}

/** When a change can first matter: at a time, or when the journal has a row of a kind. */
export interface Onset {
  readonly atUs: number;
  readonly row?: string;
}

/** What a scenario is changed by: values by path, and named interventions. */
export interface Changes {
  readonly sets: readonly string[];
  readonly withs: readonly string[];
}

export interface Issue {
  readonly file: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

export type Folder = 'history' | 'primer' | 'presets' | 'interventions' | 'studies';

export interface Library {
  read(folder: Folder, name: string): string | undefined;
  names(folder: Folder): readonly string[];
}

export interface Loaded {
  readonly scenario: unknown;
  readonly name: string;
  readonly digest: string;
  readonly interventions: readonly string[];
}

export interface Cost {
  readonly wallMs: number;
  readonly peakRssBytes: number;
  readonly interrupted: boolean;
}

export type Headlines = Readonly<Record<string, number | null>>;

/** The part of a summary that a study reads itself; all of it is kept. */
export interface Summary extends Omit<Cost, 'interrupted'> {
  readonly interrupted?: boolean;
  readonly scenario: string;
  readonly seed: number;
  readonly version: string;
  readonly digest: string;
  readonly events: number;
  readonly conserved: boolean;
}

/** Minutes: columns of every market, and columns of the whole world by name. */
export interface Series {
  readonly startMs: number;
  readonly minutes: number;
  readonly markets: readonly MarketSeries[];
  readonly columns: Readonly<Record<string, Float64Array>>;
}

export interface MarketSeries {
  readonly venue: string;
  readonly symbol: string;
  readonly kind: string;
  readonly close: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly vwap: Float64Array;
  readonly volumeUsd: Float64Array;
  readonly bidDepthUsd: Float64Array;
}
