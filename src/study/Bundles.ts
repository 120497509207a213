import type * as Job from './Job.js';
import type { Lot } from './Plan.js';
import * as Point from './Point.js';
import type { Engine } from './StudyDoor.js';

/**
 * Lots in which the runs of a scenario and of its changes that begin to matter later go together, seed by seed. What
 * shares nothing stays as it is.
 */
export function plan(engine: Engine, points: readonly Point.Point[], lots: readonly Lot[]): Lot[] {
  const wanted = new Map(lots.map(({ point, seeds }) => [point, seeds]));
  const base = leastChanged(points);
  if (base === undefined || points.length === 1) return [...lots];
  const trunk = Point.load(engine, base);
  const branches = points.filter(
    (point) => point !== base && wanted.has(point.key) && engine.onset(trunk, Point.load(engine, point)),
  );
  const keys = new Set([base, ...branches].map(({ key }) => key));
  const rest = lots.filter(({ point }) => !keys.has(point));
  const seeds = [...new Set([...keys].flatMap((key) => wanted.get(key) ?? []))].sort((a, b) => a - b);
  const bundled = seeds.map((seed): Lot => {
    const has = (key: string) => wanted.get(key)?.includes(seed) === true;
    const mine = branches.map(({ key }) => key).filter(has);
    return bundle(base.key, seed, mine, has(base.key));
  });
  return [...joined(bundled), ...rest];
}

function leastChanged(points: readonly Point.Point[]): Point.Point | undefined {
  const changes = ({ sets, withs }: Point.Point) => sets.length + withs.length;
  return [...points].sort((a, b) => changes(a) - changes(b))[0];
}

/** One run alone shares nothing. */
function bundle(base: string, seed: number, points: readonly string[], trunk: boolean): Lot {
  if (points.length === 0) return { point: base, seeds: [seed] };
  if (points.length === 1 && !trunk) return { point: points[0]!, seeds: [seed] };
  return { point: base, seeds: [seed], branches: { points, trunk } };
}

/** Neighbours that stand for the same points are one lot. */
function joined(lots: readonly Lot[]): Lot[] {
  const found: { lot: Lot; seeds: number[]; key: string }[] = [];
  for (const lot of lots) {
    const key = JSON.stringify([lot.point, lot.branches ?? null]);
    const last = found.at(-1);
    if (last?.key === key) last.seeds.push(...lot.seeds);
    else found.push({ lot, seeds: [...lot.seeds], key });
  }
  return found.map(({ lot, seeds }) => ({ ...lot, seeds }));
}

/** The jobs that do the same without sharing. */
export function apart({ branches, ...job }: Job.Job): Job.Job[] {
  const own = branches?.trunk === false ? [] : [job];
  return [...own, ...(branches?.points ?? []).map((point) => ({ ...job, point }))];
}
