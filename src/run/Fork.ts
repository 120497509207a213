import * as Time from '../units/Time.js';
import * as Patch from './Patch.js';
import type { World } from './World.js';

/** Parts of the engine that hold rules beside state; a value that differs anywhere else is state of the open. */
const RULES = ['assets', 'venues', 'markets', 'pools', 'onchain', 'feed', 'news'] as const;
/** Recomputed from the rule whenever prices are composed: the new rule holds from then on. */
const RECOMPUTED = /^venues\.\d+\.collateralUsd\./;
/** Margin requirements: the prices at which accounts breach were computed from them, so a later change comes too late. */
const REQUIREMENTS = /\.(tiers|weights|thresholds|loanMaintenance|maxLeverage)(\.|$)/;

/**
 * Puts a running world under the rules of `changed`; `base` is the opening state it came from itself, both with its
 * seed. Gives the paths of state that the change would have to rewrite; the world is unusable unless there are none.
 * The world says since when it has the rules, unless they are known to have made no difference so far.
 */
export function turn(world: World, base: World, changed: World, since: 'now' | 'opening' = 'now'): string[] {
  const moved: string[] = [];
  for (const key of Object.keys(world.engine) as (keyof World['engine'])[]) {
    if ((RULES as readonly string[]).includes(key)) continue;
    if (!Patch.same(base.engine[key], changed.engine[key])) moved.push(`engine.${key}`);
  }
  for (const key of ['tokens', 'pendingUs', 'headlines', 'recorder'] as const)
    if (!Patch.same(base[key], changed[key])) moved.push(key);
  if (moved.length > 0) return moved;
  for (const key of RULES) {
    moved.push(...requirements(base.engine[key], changed.engine[key], key));
    const places: string[] = [];
    Patch.merge(base.engine[key], changed.engine[key], world.engine[key], places, key);
    moved.push(...places.filter((path) => !RECOMPUTED.test(path)));
  }
  Patch.merge(base.agents, changed.agents, world.agents, moved, 'agents');
  if (moved.length > 0) return moved;
  const { interventions, changes, scenarioDigest, expect, roster } = changed;
  Object.assign(
    world,
    since === 'now'
      ? identity(world, base, changed)
      : { interventions, changes, scenarioDigest, expect, roster },
  );
  return moved;
}

function requirements(base: unknown, changed: unknown, key: string): string[] {
  return Patch.differences(base, changed, key).filter((path) => REQUIREMENTS.test(path));
}

/** A run says which rules it ended under, and since when. */
function identity(world: World, base: World, changed: World): Partial<World> {
  const since = Time.iso(world.engine.startMs, world.engine.kernel.nowUs);
  const isNew = (one: string) => !base.interventions.includes(one);
  const before = new Set(base.changes.map((one) => JSON.stringify(one)));
  const changes = changed.changes.filter((one) => !before.has(JSON.stringify(one)));
  return {
    interventions: [
      ...world.interventions,
      ...changed.interventions.filter(isNew).map((one) => `${one} from ${since}`),
    ],
    changes: [...world.changes, ...changes.map((one) => ({ ...one, by: `${one.by} from ${since}`.trim() }))],
    scenarioDigest: changed.scenarioDigest,
  };
}

/** What is wrong with a change that is not one of rules, without file and path. */
export function refusal(moved: readonly string[]) {
  return {
    line: 1,
    column: 1,
    found: `a change of ${moved.slice(0, 3).join(', ')}, which belongs to the opening of the world`,
    expected: 'a change of rules alone',
    remedy: 'build the changed scenario and run it from its start',
  };
}
