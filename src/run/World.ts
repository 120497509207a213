import type { Recorder } from '../observe/Recorder.js';
import type { Change, Expectation, Roster } from '../observe/Roster.js';
import type { Base as Agent } from '../populations/Agent.js';
import type { Engine } from '../state/Engine.js';

/** A built scenario at some instant: plain data throughout, so that a fork is a structured clone. */
export interface World {
  readonly name: string;
  readonly seed: number;
  readonly interventions: readonly string[];
  /** What interventions and sets replaced, with the values before and after. */
  readonly changes: readonly Change[];
  /** Digest of the scenario after interventions and sets. */
  readonly scenarioDigest: string;
  /** Seed of the tie-shuffle, if any. */
  readonly tieSeed?: number;
  readonly engine: Engine;
  readonly agents: Agent[];
  /** Token of each agent's pending wake-up and its time, µs. */
  readonly tokens: Float64Array;
  readonly pendingUs: Float64Array;
  readonly headlines: readonly string[];
  /** What the scenario expects of its numbers, and which it watches. */
  readonly expect: readonly Expectation[];
  readonly recorder: Recorder;
  /** What the scenario says of its assets and venues. */
  readonly roster: Roster;
}

/** Branches a world at this instant; both use the same random draws from here on. */
export function fork(world: World): World {
  return structuredClone(world);
}
