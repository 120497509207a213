import * as Forced from './Forced.js';
import type { Point } from './Point.js';
import * as Replay from './Replay.js';
import type { Engine, Headlines, Loaded, Series, Summary } from './StudyDoor.js';

/** What a study keeps of a run. */
export interface Simulated {
  readonly seed: number;
  readonly summary: Summary;
  readonly headlines: Headlines;
  /** Broken laws of conservation, one line each. */
  readonly findings: readonly string[];
  readonly series: Series;
  readonly forced: readonly unknown[][];
}

/** A run that cannot be had: `code` is the exit code it asks for, `text` for a person, with the command that repeats it. */
export interface Failure {
  readonly seed: number;
  readonly code: number;
  readonly text: string;
  readonly command: string;
}

const BROKEN = 1;
const MISTAKE = 2;
const EVENTS_PER_STEP = 1_000_000;

/** A run under way. */
export interface Running {
  world: unknown;
  readonly seed: number;
  readonly forced: unknown[][];
  readonly startMs: number;
}

/** One seed, from build to summary. A failure is a value, so that other seeds go on. */
export function run(engine: Engine, loaded: Loaded, point: Point, seed: number): Simulated | Failure {
  const running = begin(seed);
  return guard(engine, point, running, () => {
    running.world = engine.build(loaded, seed);
    return finish(engine, running);
  });
}

export function begin(seed: number, forced: readonly unknown[][] = []): Running {
  return { world: undefined, seed, forced: [...forced], startMs: performance.now() };
}

/** Runs until `untilUs` and keeps the forced events. */
export function advance(engine: Engine, { world, forced }: Running, untilUs: number): void {
  const { startMs } = engine.series(world);
  for (;;) {
    const before = engine.progress(world).events;
    const ended = engine.advance(world, untilUs, EVENTS_PER_STEP);
    for (const row of Forced.rows(engine.drainJournal(world), startMs)) forced.push(row);
    if (ended || engine.progress(world).events === before) return;
  }
}

/** The rest of a run, and its summary. */
export function finish(engine: Engine, running: Running): Simulated {
  const { world, seed, startMs, forced } = running;
  advance(engine, running, engine.progress(world).endUs);
  const wallMs = Math.round(performance.now() - startMs);
  const peakRssBytes = process.resourceUsage().maxRSS * 1024;
  const summary = engine.summary(world, { wallMs, peakRssBytes, interrupted: false });
  const headlines = engine.headlines(world, summary);
  return { seed, summary, headlines, findings: engine.audit(world), series: engine.series(world), forced };
}

/** What `work` gives, or the failure that it threw. */
export function guard<T>(engine: Engine, point: Point, running: Running, work: () => T): T | Failure {
  try {
    return work();
  } catch (error) {
    const events = running.world === undefined ? 0 : engine.progress(running.world).events;
    return explain(engine, point, running.seed, { error, events });
  }
}

/** A run whose thread or process ended under it, again and again. */
export function lost(point: Point, seed: number, why: string): Failure {
  const command = Replay.text(Replay.run(point.name, seed, point));
  return { seed, code: BROKEN, command, text: `seed ${seed}: ${why}\n${identify(point, seed, command)}\n` };
}

function explain(
  engine: Engine,
  point: Point,
  seed: number,
  { error, events }: { error: unknown; events: number },
): Failure {
  const command = Replay.text(Replay.run(point.name, seed, point));
  if (error instanceof engine.InputError) return { seed, code: MISTAKE, command, text: `${error.message}\n` };
  const isLaw = error instanceof engine.InvariantError;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const what = isLaw ? `broken invariant ${(error as Error).message}` : `unexpected error: ${stack}`;
  const text = `${what}\n${identify(point, seed, command)}\nevent: ${events}\n`;
  return { seed, code: BROKEN, command, text };
}

function identify(
  { scenario, scenarioDigest, version, withs }: Point,
  seed: number,
  command: string,
): string {
  const interventions = withs.length === 0 ? 'none' : withs.join(', ');
  return [
    `run: ${scenario}, scenario digest ${scenarioDigest}, seed ${seed}, version ${version}, interventions ${interventions}`,
    `replay: ${command}`,
  ].join('\n');
}
