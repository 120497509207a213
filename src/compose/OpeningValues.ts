import * as Real from '../base/Real.js';
import * as Streams from '../base/Streams.js';
import { OpeningError } from '../format/InputError.js';
import * as Factor from '../mechanisms/fundamental/Factor.js';
import type { Listed, Universe } from '../opening/Universe.js';
import type { Fundamentals } from '../state/Fundamentals.js';
import * as Whole from '../units/Whole.js';
import type { Spec } from './FundamentalSchema.js';
import * as NewsSteps from './NewsSteps.js';

const DAY_US = 86_400e6;
/** Classes whose value does not move by itself. */
const STILL = ['dollar', 'synthetic', 'token'];

/** What moves fundamental values beside news, at the open; undefined where the file states nothing. */
export function open(universe: Universe, streams: Streams.Streams): Fundamentals | undefined {
  const spec = universe.scenario.fundamentals;
  if (spec === undefined) return undefined;
  const { assets, scenario } = universe;
  const stepUs = spec.every;
  const steps = Whole.down(((scenario.end - scenario.start) * 1000) / stepUs);
  const clustering = Factor.clustering(spec.clustering, spec.memory, stepUs);
  const factors = factorsOf(universe, spec);
  const stream = Int32Array.from(factors.names, (name) => Streams.open(streams, `fundamental/${name}`));
  const path = pathOf(universe, spec);
  return {
    stepUs,
    steps: 0,
    freedom: spec.tails,
    ...clustering,
    deviation: Float64Array.from(factors.daily, (daily) => daily * Math.sqrt(stepUs / DAY_US)),
    logVolatility: Float64Array.from(stream, (id) => spec.clustering * Streams.normal(streams, id)),
    level: new Float64Array(factors.names.length),
    stream,
    beta: Float64Array.from(assets, ({ beta }) => beta),
    sector: factors.sector,
    own: factors.own,
    follows: Int32Array.from(assets, ({ spec: one }) =>
      one.class === 'staked' ? assets.findIndex((other) => other.spec.id === one.redeemsTo) : -1,
    ),
    pathStep: Float64Array.from(path, ({ step }) => step),
    pathLevel: Float64Array.from(path, ({ level }) => level),
    history: new Float64Array((steps + 1) * assets.length),
  };
}

interface Factors {
  readonly names: string[];
  /** Standard deviation of a day. */
  readonly daily: number[];
  readonly sector: Int32Array;
  readonly own: Int32Array;
}

function factorsOf({ assets }: Universe, spec: Spec): Factors {
  const sectors = Object.keys(spec.sectors ?? {}).sort();
  const names = ['common', ...sectors.map((name) => `sector/${name}`)];
  const daily = [spec.common, ...sectors.map((name) => spec.sectors![name]!)];
  const sector = new Int32Array(assets.length).fill(-1);
  const own = new Int32Array(assets.length).fill(-1);
  assets.forEach((listed, i) => {
    const { class: kind, id, sector: name } = listed.spec;
    if (STILL.includes(kind) || kind === 'staked') return;
    if (name !== undefined) sector[i] = 1 + sectors.indexOf(name);
    if (name !== undefined && sector[i] === 0) unknownSector(id, name);
    own[i] = names.length;
    names.push(id);
    daily.push(rest(listed, spec, name === undefined ? 0 : spec.sectors![name]!));
  });
  return { names, daily, sector, own };
}

/** What is left of an asset's stated volatility beside the common factor and its sector. */
function rest({ spec, beta }: Listed, { common }: Spec, sector: number): number {
  const shared = Math.sqrt(beta * beta * common * common + sector * sector);
  const squared = spec.volatility * spec.volatility - shared * shared;
  if (squared >= 0) return Math.sqrt(squared);
  const percent = (value: number) => `${Number((100 * value).toFixed(2))}%`;
  throw new OpeningError(
    'fundamentals.common',
    `a deviation by which ${spec.id} moves ${percent(shared)} a day with the others, of ${percent(spec.volatility)} in all`,
    'at most the volatility that the asset states',
    'lower "common", the beta or the sector, or raise the volatility',
  );
}

function unknownSector(id: string, name: string): never {
  throw new OpeningError(
    'fundamentals.sectors',
    `no sector "${name}", which ${id} states`,
    'every sector that an asset states',
    'add it, or correct the asset',
  );
}

/** Recorded levels after the start, over the price at the start, without what headlines did to them. */
function pathOf({ scenario }: Universe, spec: Spec): { readonly step: number; readonly level: number }[] {
  const { points: stated, contains = {} } = spec.path ?? { points: [] };
  const points = [...stated].sort(([x], [y]) => x - y);
  if (points.length === 0 || spec.conditioned === false) return [];
  if (points[0]![0] > scenario.start)
    throw new OpeningError(
      'fundamentals.path.points',
      'a first point after the start',
      'a recorded price at the start or before it',
      'add one, or start the run later',
    );
  const impulses = scenario.news
    .filter(({ id }) => contains[id] !== undefined)
    .flatMap((one) => NewsSteps.of({ ...one, impulse: contains[one.id]! }, scenario.start));
  const open = at(points, scenario.start);
  return points
    .filter(([ms]) => ms > scenario.start && ms <= scenario.end)
    .map(([ms, price]) => {
      const us = (ms - scenario.start) * 1000;
      const byNews = impulses.filter((one) => one.atUs <= us).reduce((sum, one) => sum + one.log, 0);
      return { step: Math.max(1, Whole.nearest(us / spec.every)), level: Real.log(price / open) - byNews };
    });
}

/** The recorded price at a time, straight between points. */
function at(points: readonly (readonly [number, number])[], ms: number): number {
  const next = points.findIndex(([time]) => time > ms);
  if (next < 0) return points.at(-1)![1];
  const [from, low] = points[next - 1]!;
  const [to, high] = points[next]!;
  return low + ((ms - from) / (to - from)) * (high - low);
}
