import type * as Engine from '../index.js';
import * as Calibration from './Calibration.js';
import * as Composition from './Composition.js';
import * as Outcome from './Outcome.js';
import type { Shocks } from './ShockFile.js';
import type * as Surroundings from './Surroundings.js';

/** One class of scenarios: a fall of the news in a world of its own, or a scenario of the engine. */
export interface Class {
  readonly name: string;
  /** 0 in a scenario of the engine. */
  readonly fall: number;
}

/** Runs of one variant of the market in one class, by seed. */
export interface Cell {
  readonly of: Class;
  readonly outcomes: readonly Outcome.Outcome[];
}

export interface Variant {
  readonly cells: readonly Cell[];
  readonly opening: Engine.LendingSheet;
  readonly digests: readonly string[];
}

export interface Terms {
  readonly shocks: Shocks;
  readonly seeds: readonly number[];
  /** Called before every run. */
  readonly onRun?: ((what: string) => void) | undefined;
}

export function classes({ into }: Composition.Subject, { falls, over }: Shocks): Class[] {
  if (into !== undefined) return [{ name: into, fall: 0 }];
  return falls.map((fall) => ({ name: `news of −${percent(fall)} over ${over / 60e6} min`, fall }));
}

export function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))}%`;
}

/** Where the books of the market's assets are opened: found once, and the same for every variant. */
export function opening(subject: Composition.Subject, shocks: Shocks): Calibration.Opening {
  if (subject.into === undefined) return Calibration.find(subject, shocks);
  return { depth: { equityUsd: 1, volumeUsd: {} }, measuredUsd: {} };
}

/** Every class with every seed. `isSold` false lets liquidators hold what they seize. */
export function run(
  subject: Composition.Subject,
  depth: Surroundings.Depth,
  terms: Terms,
  { isSold, name }: { readonly isSold: boolean; readonly name: string },
): Variant {
  const { shocks, seeds, onRun } = terms;
  let book: Engine.LendingSheet | undefined;
  const digests: string[] = [];
  const cells = classes(subject, shocks).map((of): Cell => {
    const loaded = Composition.load(
      subject,
      Composition.world(subject, { shocks, fall: of.fall, isSold, depth }),
    );
    digests.push(loaded.digest);
    const outcomes = seeds.map((seed) => {
      onRun?.(`${name}, ${of.name}, seed ${seed}`);
      const done = Outcome.of(subject, loaded, seed);
      book ??= done.opening;
      return done.outcome;
    });
    return { of, outcomes };
  });
  return { cells, opening: book!, digests };
}
