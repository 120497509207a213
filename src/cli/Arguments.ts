import type { Loaded } from './CommandDoor.js';
import type { Errors } from './Exit.js';

const SEED = /^\d{1,10}$/;
const LARGEST_SEED = 0xffff_ffff;
const MOST_SEEDS = 10_000;

/** A seed: a whole number below 2^32. Throws InputError. */
export function seed(engine: Errors, text: string): number {
  const value = SEED.test(text) ? Number(text) : Number.NaN;
  if (value <= LARGEST_SEED) return value;
  throw mistake(engine, '--seed', text, `a whole number from 0 to ${LARGEST_SEED}`, 'write --seed 1');
}

/** Seeds of a study: "1..40" or "7". Throws InputError. */
export function seeds(engine: Errors, text: string): number[] {
  const ends = text.split('..');
  const known = ends.length <= 2 && ends.every((end) => SEED.test(end) && Number(end) <= LARGEST_SEED);
  const [low, high] = [Number(ends[0]), Number(ends.at(-1))];
  if (known && low <= high && high - low < MOST_SEEDS)
    return Array.from({ length: high - low + 1 }, (_, i) => low + i);
  throw mistake(engine, '--seeds', text, `a range of at most ${MOST_SEEDS} seeds`, 'write --seeds 1..40');
}

/** A count of at least one. Throws InputError. */
export function atLeastOne(engine: Errors, option: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw mistake(engine, option, text, 'a whole number from 1 to 9999', `write ${option} 2`);
}

/** Longest name of a run's folder; longer ones end in a piece of the scenario's digest. */
const LONGEST = 120;

/** `scenario-seed+intervention+path=value`: the whole identity of a run, in characters that a folder may have. */
export function runName(loaded: Loaded, seed: number, sets: readonly string[]): string {
  const changed = [...loaded.interventions, ...sets.map((one) => one.replace(/[^A-Za-z0-9._=-]+/g, '_'))];
  const name = [`${loaded.name}-${seed}`, ...changed].join('+');
  if (name.length <= LONGEST) return name;
  return `${name.slice(0, LONGEST)}+${loaded.digest.slice(0, 8)}`;
}

export function mistake(
  engine: Errors,
  option: string,
  found: string,
  expected: string,
  remedy: string,
): Error {
  const issue = {
    file: 'command line',
    path: option,
    line: 1,
    column: 1,
    found: JSON.stringify(found),
    expected,
    remedy,
  };
  return new engine.InputError([issue]);
}
