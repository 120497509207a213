import type { Series } from '../study/Engine.js';

/** What the command line needs of the engine: the public surface of src/index.ts, or a fake in a test. */
export interface Engine {
  readonly version: string;
  readonly InputError: new (issues: readonly Issue[]) => Error & { readonly issues: readonly Issue[] };
  readonly InvariantError: new (...args: never[]) => Error & { readonly id: string };
  load(library: Library, name: string, options: Choices): Loaded;
  build(loaded: Loaded, seed: number): World;
  advance(world: World, untilUs: number, maxEvents: number): boolean;
  progress(world: World): Progress;
  drainJournal(world: World): string[];
  summarize(world: World, run: Cost): Summary;
  /** Broken laws of conservation, one line each. */
  audit(world: World): readonly string[];
  /** Numbers of the reality check by key. */
  headlines(world: World, summary: Summary): Headlines;
  /** Markdown tables over the runs of studies; `titles` by intervention. */
  validation(results: readonly Result[], titles: Readonly<Record<string, string>>): string;
  series(world: World): Series;
  /** What happened, in lines of text, and the tables that end a run; the table of a study's runs. */
  story(world: World, summary: Summary): readonly string[];
  sheets(summary: Summary): readonly Sheet[];
  studySheet(summaries: readonly unknown[]): Sheet;
  seriesCsv(world: World): Iterable<string>;
  report(world: World, summary: Summary): string;
  traceText(lines: Iterable<string>, id: number): string;
  /** Finished runs side by side. Throws InputError for a damaged file. */
  compare(folders: readonly RunFiles[]): Comparison;
}

/** A table for a terminal: its first heading is its title; all columns but the first are numbers unless `isText`. */
export interface Sheet {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly isText?: boolean;
}

export interface RunFiles {
  readonly dir: string;
  readonly summary: unknown;
  readonly series: Iterable<string>;
  readonly journal: Iterable<string>;
}

export interface Comparison {
  readonly sheets: readonly {
    readonly title: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
  readonly html: string;
}

/** Opaque here: only the engine looks inside. */
export type World = unknown;

export interface Issue {
  readonly file: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

export const FOLDERS = ['history', 'primer', 'presets', 'interventions', 'studies'] as const;
export type Folder = (typeof FOLDERS)[number];

export interface Library {
  read(folder: Folder, name: string): string | undefined;
  names(folder: Folder): readonly string[];
}

export interface Choices {
  readonly sets: string[];
  readonly withs: string[];
}

export interface Loaded {
  readonly scenario: unknown;
  readonly name: string;
  readonly digest: string;
  readonly interventions: readonly string[];
}

export interface Progress {
  readonly atUs: number;
  readonly endUs: number;
  readonly events: number;
  readonly worst: { readonly market: string; readonly fall: number } | undefined;
}

export interface Cost {
  readonly wallMs: number;
  readonly peakRssBytes: number;
  readonly interrupted: boolean;
}

export type Headlines = Readonly<Record<string, number | null>>;

/** What a study keeps of a seed. */
export interface Result extends Summary {
  readonly headlines: Headlines;
  /** Values set on the command line, as "path=value". */
  readonly sets?: readonly string[];
}

export interface Market {
  readonly venue: string;
  readonly symbol: string;
  readonly kind: 'spot' | 'perp';
  readonly open: number;
  readonly low: number;
  readonly lowAt: string;
  readonly maxDrawdown: number;
  readonly low1mVwap: number;
}

export interface Forced {
  readonly notionalUsd: number;
  readonly publishedUsd: number;
  readonly longUsd: number;
  readonly accounts: number;
}

/** The part of summary.json that the tables show; the file holds all the engine gives. */
export interface Summary {
  readonly scenario: string;
  readonly seed: number;
  readonly version: string;
  readonly digest: string;
  readonly interventions: readonly string[];
  readonly events: number;
  readonly wallMs: number;
  readonly peakRssBytes: number;
  readonly conserved: boolean;
  readonly markets: readonly Market[];
  readonly liquidations: Forced & { readonly byVenue: Readonly<Record<string, Forced>> };
  readonly adl: {
    readonly notionalUsd: number;
    readonly byVenue: Readonly<Record<string, { readonly notionalUsd: number }>>;
  };
  readonly losses: { readonly total: number; readonly payers: Readonly<Record<string, number>> };
  readonly issuers?: readonly Issuer[] | undefined;
  readonly lending?: readonly Lending[] | undefined;
  readonly loops?: readonly Loop[] | undefined;
}

export interface Issuer {
  readonly asset: string;
  readonly supplyStart: number;
  readonly supplyEnd: number;
  readonly redeemed: number;
  readonly minBackingRatio: number;
}

export interface Lending {
  readonly protocol: string;
  readonly liquidatedUsd: number;
  readonly badDebtUsd: number;
  readonly maxUtilization: number;
}

export interface Loop {
  readonly place: string;
  readonly product: string;
  readonly opened: number;
  readonly unwound: number;
  readonly liquidated: number;
  readonly equityUsd: number;
  readonly equityLeftUsd: number;
}
