import * as Arguments from './Arguments.js';
import type { Choices, Engine, Loaded } from './Door.js';
import * as Exit from './Exit.js';
import type { Outcome } from './WorkerPool.js';

const EVENTS_PER_STEP = 1_000_000;

/** One seed of a study, from build to summary; a failure is an outcome, so that other seeds go on. */
export function run(engine: Engine, loaded: Loaded, name: string, seed: number, choices: Choices): Outcome {
  const startMs = performance.now();
  let world: unknown;
  try {
    world = engine.build(loaded, seed);
    const { endUs } = engine.progress(world);
    while (!engine.advance(world, endUs, EVENTS_PER_STEP)) engine.drainJournal(world);
    engine.drainJournal(world);
    const wallMs = Math.round(performance.now() - startMs);
    const peakRssBytes = process.resourceUsage().maxRSS * 1024;
    const summary = engine.summarize(world, { wallMs, peakRssBytes, interrupted: false });
    const headlines = engine.headlines(world, summary);
    return { seed, result: { ...summary, headlines }, findings: engine.audit(world) };
  } catch (error) {
    if (error instanceof engine.InputError) return { seed, ...Exit.explain(engine, error) };
    const events = world === undefined ? 0 : engine.progress(world).events;
    const identity = {
      loaded,
      seed,
      version: engine.version,
      events,
      replay: Arguments.replay(name, seed, choices),
    };
    return { seed, ...Exit.explain(engine, new Exit.BrokenRun(error, identity)) };
  }
}
