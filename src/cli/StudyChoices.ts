import * as Part from '../study/Part.js';
import type { Lot } from '../study/Plan.js';
import * as Point from '../study/Point.js';
import * as Arguments from './Arguments.js';
import type { Engine } from './CommandDoor.js';
import type { Context } from './Context.js';
import * as Files from './Files.js';

export interface Options {
  readonly seeds: string;
  readonly set: string[];
  readonly with: string[];
  readonly vary: string[];
  readonly number: string[];
  readonly out?: string;
  readonly workers?: string;
  readonly on?: string;
  readonly shard?: string;
  readonly tables: string;
  readonly runsPerJob?: string;
  readonly recheck: string;
  readonly retry?: boolean;
  readonly csv?: boolean;
  readonly share?: boolean;
}

/** Runs that one study may ask for. */
const MOST_POINTS = 1000;
/** A varied path of this name takes names of interventions. */
const WITH = 'with';
const NONE = 'none';

/** Every point of a study: the scenario with its changes, times each combination of varied values. Throws InputError. */
export function points(context: Context, name: string, options: Options): Point.Point[] {
  const { engine } = context;
  const axes = options.vary.map((text) => axis(engine, text));
  const size = axes.reduce((product, { values }) => product * values.length, 1);
  if (size > MOST_POINTS) {
    const expected = `at most ${MOST_POINTS} combinations`;
    throw Arguments.mistake(engine, '--vary', `${size} combinations`, expected, 'vary fewer values');
  }
  let choices = [{ sets: [...options.set], withs: [...options.with] }];
  for (const { path, values } of axes)
    choices = choices.flatMap(({ sets, withs }) =>
      values.map((value) => {
        if (path !== WITH) return { sets: [...sets, `${path}=${value}`], withs };
        return { sets, withs: value === NONE ? withs : [...withs, value] };
      }),
    );
  const library = Files.library(engine, context.scenarios);
  const all = choices.map((choice) => Point.of(engine, library, name, choice));
  return [...new Map(all.map((point) => [point.key, point])).values()];
}

/** All runs: every point with every seed. Throws InputError. */
export function lots(engine: Engine, all: readonly Point.Point[], seeds: string): Lot[] {
  const list = Arguments.seeds(engine, seeds);
  return all.map(({ key }) => ({ point: key, seeds: list }));
}

/** The tables that are kept: "runs,minutes,forced". Throws InputError. */
export function tables(engine: Engine, text: string): Part.Table[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => Part.GROUPS[name] === undefined);
  if (unknown !== undefined) {
    const expected = `of ${Object.keys(Part.GROUPS).join(', ')}`;
    throw Arguments.mistake(engine, '--tables', unknown, expected, 'write --tables runs,forced');
  }
  const kept = new Set(['runs', ...names].flatMap((name) => Part.GROUPS[name]!));
  return Part.TABLES.filter((table) => kept.has(table));
}

/** "2/8": the second of eight pieces. Throws InputError. */
export function shard(engine: Engine, text: string): { index: number; of: number } {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (index <= of) return { index, of };
  throw Arguments.mistake(engine, '--shard', text, 'i/n with i from 1 to n', 'write --shard 1/8');
}

/** A percentage. Throws InputError. */
export function percent(engine: Engine, text: string): number {
  const value = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 100) return value;
  throw Arguments.mistake(engine, '--recheck', text, 'a percentage from 0 to 100', 'write --recheck 1');
}

/** "path=a,b,c". Throws InputError. */
function axis(engine: Engine, text: string): { path: string; values: string[] } {
  const [path = '', list = ''] = [text.slice(0, text.indexOf('=')).trim(), text.slice(text.indexOf('=') + 1)];
  const values = list.split(',').map((value) => value.trim());
  if (text.includes('=') && path !== '' && values.every((value) => value !== '')) return { path, values };
  const expected = 'a path and its values';
  throw Arguments.mistake(engine, '--vary', text, expected, 'write --vary populations.makers.count=1,2,3');
}
