import * as Branching from '../Branching.js';
import * as CrashPhases from './CrashPhases.js';
import type { Facts } from './Facts.js';

/** A part of a run between two phases. Dollars and microseconds; nulls where nothing was forced. */
export interface Stage {
  readonly title: string;
  readonly fromUs: number;
  /** Not past `fromUs`: the run has no such stage. */
  readonly toUs: number;
  readonly forcedUsd: number;
  /** Part of the forced dollars whose price push was itself forced. */
  readonly loopGain: number | null;
  /** All rounds over the first at that gain. */
  readonly amplification: number | null;
  /** Deepest generation of the cascade tree that traded. */
  readonly generation: number;
}

export const TITLES = ['before stress', 'stress', 'cascade', 'after the bottom'] as const;

/** Four stages: up to the first stress, up to forced selling, up to the bottom, and the rest. */
export function split(facts: Facts, phases: readonly CrashPhases.Phase[]): Stage[] {
  const { endUs, tracks } = facts;
  const stress = CrashPhases.firstStress(phases);
  const forced = CrashPhases.at(phases, 'forced');
  const low = CrashPhases.at(phases, 'bottom');
  // What trades at the bottom still belongs to the cascade: a series tells its minute, a summary its second.
  const bottom = low === null ? null : low + (tracks.minutes > 0 ? 60e6 : 1e6);
  // A phase that did not happen leaves its stage empty; stages never overlap, whatever came first.
  const starts = [0];
  starts.push(Math.min(stress ?? endUs, forced ?? endUs, bottom ?? endUs));
  starts.push(Math.max(starts[1]!, Math.min(forced ?? endUs, bottom ?? endUs)));
  starts.push(Math.max(starts[2]!, bottom ?? endUs), Number.POSITIVE_INFINITY);
  return TITLES.map((title, i) => measure(facts, title, starts[i]!, starts[i + 1]!));
}

function measure({ flows: { loops }, endUs }: Facts, title: string, fromUs: number, toUs: number): Stage {
  const own = loops.filter(({ atUs }) => atUs >= fromUs && atUs < toUs);
  const forcedUsd = own.reduce((sum, { usd }) => sum + usd, 0);
  const looped = own.reduce((sum, { loopedUsd }) => sum + loopedUsd, 0);
  const loopGain = forcedUsd > 0 ? looped / forcedUsd : null;
  return {
    title,
    fromUs,
    toUs: Math.min(toUs, endUs),
    forcedUsd,
    loopGain,
    amplification: loopGain === null ? null : Branching.amplification(loopGain),
    generation: own.reduce((most, { generation }) => Math.max(most, generation), 0),
  };
}

/** Loop gain from counts of forced events in windows of equal length over the whole run, without the tree. */
export function countedGain({ flows: { flows }, endUs }: Facts): number | null {
  const counts = new Array<number>(Math.ceil(endUs / CrashPhases.WINDOW_US)).fill(0);
  for (const { atUs, usd } of flows) {
    const window = Math.min(counts.length - 1, Math.floor(atUs / CrashPhases.WINDOW_US));
    if (usd > 0) counts[window]!++;
  }
  return Branching.fromCounts(counts);
}
