import type * as Part from './Part.js';

/** Work that one job should take: long against the cost of a job, short against what a lost one costs. */
const TARGET_MS = 4000;
const MOST_RUNS = 1024;

/** Seeds of one point, in rising order. */
export interface Lot {
  readonly point: string;
  readonly seeds: readonly number[];
  /** Points whose runs branch from those of `point`, with the same seeds. */
  readonly branches?: Branches;
}

export interface Branches {
  readonly points: readonly string[];
  /** Whether the runs of the point itself are wanted too. */
  readonly trunk: boolean;
}

/** What no part holds yet. */
export function missing(wanted: readonly Lot[], done: ReadonlyMap<string, ReadonlySet<number>>): Lot[] {
  return wanted
    .map(({ point, seeds }) => ({ point, seeds: seeds.filter((seed) => !done.get(point)?.has(seed)) }))
    .filter(({ seeds }) => seeds.length > 0);
}

export function count(lots: readonly Lot[]): number {
  return lots.reduce((sum, { seeds, branches }) => sum + seeds.length * runsPerSeed(branches), 0);
}

/** Runs that one seed of a lot or a job stands for. */
export function runsPerSeed(branches: Branches | undefined): number {
  return branches === undefined ? 1 : branches.points.length + (branches.trunk ? 1 : 0);
}

/** The `index`-th of `of` equal pieces, counted from one: runs that follow each other, so that jobs stay whole. */
export function shard(lots: readonly Lot[], index: number, of: number): Lot[] {
  const total = count(lots);
  const [first, end] = [Math.floor(((index - 1) * total) / of), Math.floor((index * total) / of)];
  let at = 0;
  const mine = lots.map(({ point, seeds }) => {
    const kept = seeds.slice(Math.max(0, first - at), Math.max(0, end - at));
    at += seeds.length;
    return { point, seeds: kept };
  });
  return mine.filter(({ seeds }) => seeds.length > 0);
}

/** Runs a job: a power of two, so that sizes found at different times cut at the same places. */
export function size(msPerRun: number): number {
  const runs = Math.min(MOST_RUNS, Math.max(1, TARGET_MS / Math.max(0.01, msPerRun)));
  return 2 ** Math.floor(Math.log2(runs));
}

/** Ranges without holes of at most `most` runs that lie inside one multiple of `most`. */
export function ranges(lots: readonly Lot[], most: number): Part.Part[] {
  const found: { point: string; from: number; to: number }[] = [];
  for (const { point, seeds } of lots) {
    for (const seed of seeds) {
      const last = found.at(-1);
      const goes = last?.point === point && last.to === seed - 1 && seed % most !== 0;
      if (goes) last.to = seed;
      else found.push({ point, from: seed, to: seed });
    }
  }
  return found;
}
