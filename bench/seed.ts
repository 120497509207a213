import * as Files from '../src/cli/Files.js';
import * as Unwind from '../src/index.js';

const EVENTS_PER_STEP = 500_000;

export function load(name: string): Unwind.Loaded {
  return Unwind.load(Files.library(Unwind, 'scenarios'), name, { sets: [], withs: [] });
}

/** One whole run, as a study makes it: its journal is thrown away. */
export function run(loaded: Unwind.Loaded, seed: number): Unwind.Summary {
  const world = Unwind.build(loaded, seed);
  while (!Unwind.advance(world, Number.POSITIVE_INFINITY, EVENTS_PER_STEP)) Unwind.drainJournal(world);
  const summary = Unwind.summary(world, { wallMs: 0, peakRssBytes: 0, interrupted: false });
  Unwind.headlines(world, summary);
  return summary;
}
