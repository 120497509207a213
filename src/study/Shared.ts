import * as Forced from './Forced.js';
import type { Point } from './Point.js';
import * as Simulate from './Simulate.js';
import type { Engine, Loaded, Onset } from './StudyDoor.js';

/** A scenario with or without a change, ready to run. */
export interface Member {
  readonly point: Point;
  readonly loaded: Loaded;
}

export interface Ran {
  /** In the order of the members; undefined where it was not wanted. */
  readonly results: readonly (Simulate.Simulated | Simulate.Failure | undefined)[];
  /** Events that a run did not have to repeat, in all. */
  readonly savedEvents: number;
}

interface Branch {
  readonly index: number;
  readonly member: Member;
  readonly onset: Onset;
}

interface State {
  readonly engine: Engine;
  readonly trunk: Simulate.Running;
  /** The trunk as it was opened. */
  readonly opening: unknown;
  readonly results: (Simulate.Simulated | Simulate.Failure | undefined)[];
  savedEvents: number;
}

/** Pieces of a run between which a copy is kept, where a row of the journal and no time says when a change matters. */
const PIECES = 24;

/**
 * Runs one seed of several points that share their beginning: the first member is the trunk, and every other one branches
 * from it just before its change can matter. Each result equals that of a run from nothing, bit by bit.
 */
export function run(engine: Engine, members: readonly Member[], seed: number, wantsTrunk: boolean): Ran {
  const [base, ...others] = members;
  const trunk = Simulate.begin(seed);
  const results: State['results'] = members.map(() => undefined);
  const failed = Simulate.guard(engine, base!.point, trunk, () => {
    trunk.world = engine.build(base!.loaded, seed);
    const state: State = { engine, trunk, results, savedEvents: 0, opening: copy(trunk.world) };
    grow(state, branchesOf(engine, base!, others));
    if (wantsTrunk) results[0] = Simulate.finish(engine, trunk);
    return state;
  });
  if ('savedEvents' in failed) return { results, savedEvents: failed.savedEvents };
  // A trunk that breaks says nothing of its branches: each is run from nothing.
  others.forEach(({ loaded, point }, i) => {
    results[i + 1] ??= Simulate.run(engine, loaded, point, seed);
  });
  if (wantsTrunk) results[0] = failed;
  return { results, savedEvents: 0 };
}

function branchesOf(engine: Engine, base: Member, others: readonly Member[]): Branch[] {
  return others.map((member, i) => {
    const onset = engine.onset(base.loaded, member.loaded) ?? { atUs: 1 };
    return { index: i + 1, member, onset };
  });
}

/** Advances the trunk to the last onset; what branches there runs to its end. */
function grow(state: State, branches: readonly Branch[]): void {
  const { engine, trunk } = state;
  const { endUs } = engine.progress(trunk.world);
  let open = branches;
  let atUs = 0;
  while (open.length > 0 && atUs < endUs) {
    const waiting = open.filter(({ onset }) => onset.row !== undefined);
    const before =
      waiting.length > 0 ? { ...trunk, world: copy(trunk.world), forced: [...trunk.forced] } : undefined;
    const step = before === undefined ? Number.POSITIVE_INFINITY : atUs + Math.ceil(endUs / PIECES);
    atUs = Math.min(endUs, step, ...open.map(({ onset }) => onset.atUs - 1));
    const known = trunk.forced.length;
    Simulate.advance(engine, trunk, atUs);
    const fresh = trunk.forced.slice(known);
    const rowCame = waiting.filter(({ onset }) => Forced.has(fresh, onset.row!));
    if (before !== undefined) for (const one of rowCame) finish(state, one, before);
    const due = open.filter((one) => !rowCame.includes(one) && one.onset.atUs - 1 <= atUs);
    for (const one of due) finish(state, one, trunk);
    open = open.filter((one) => !rowCame.includes(one) && !due.includes(one));
  }
  // What never began to matter ends as the trunk does.
  for (const one of open) finish(state, one, trunk);
}

/** The rest of a branch from a world of the trunk; a change that rewrites the opening is run from nothing. */
function finish(state: State, { index, member }: Branch, from: Simulate.Running): void {
  const { engine, opening, results } = state;
  const { loaded, point } = member;
  const branch = Simulate.begin(from.seed, from.forced);
  results[index] = Simulate.guard(engine, point, branch, () => {
    const { events } = engine.progress(from.world);
    const turned = engine.turn(copy(from.world), opening, loaded);
    if (turned === undefined) return Simulate.run(engine, loaded, point, from.seed);
    branch.world = turned;
    state.savedEvents += events;
    return Simulate.finish(engine, branch);
  });
}

/** Worlds are plain data. A structured clone keeps columns that share memory together; serializing does not. */
function copy(world: unknown): unknown {
  const { loaded, ...state } = world as { readonly loaded: unknown };
  return { ...structuredClone(state), loaded };
}
