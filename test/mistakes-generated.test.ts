import { describe, expect, test } from 'vitest';
import { InputError, type Issue } from '../src/format/InputError.js';
import * as Mistaken from './cast/Mistaken.js';
import * as Worlds from './cast/Worlds.js';

/*
 * Mistakes derived from the schema's own words: a mistyped name in every place that takes one, a value on each side of
 * every range, a broken sum of every total, wrong types, unknown, missing and repeated parts. Each is made in a valid
 * scenario and must be refused. `npm run mistakes` makes all of them, more than 2,000; `npm test` takes a sample.
 */
const COUNT = process.env.MISTAKES === 'all' ? Number.POSITIVE_INFINITY : 240;
/** Wrong types are the most, and alike: no more than this. */
const TYPES = 400;
/** Kinds of so few places that every sample has them all. */
const FEW: readonly string[] = ['total', 'twice'];
const BASES = [
  'usde-redemption',
  'pt-loop',
  'lending-liquidation',
  'press-loop',
  'stable-pool',
  'usde-buildup',
  'liquidator-vault',
  'issuer-hedge-adl',
  'basis-leg-break',
  'holders-leave',
  'written',
  'oct-2025-lite',
  'luna-2022',
];

/** A small exchange with everybody who lives on one. */
const SMALL = `preset: primer-world
title: A small exchange
about: What everybody does.
start: 2025-01-01T00:00:00Z
end: 2025-01-01T00:05:00Z
populations:
  makers: { preset: primer-maker, equity: { a: 10M USD } }
  noise: { preset: noise }
planted: { only: true }
`;

const library = Worlds.library({ written: SMALL });

/** Each key of the schema once for each way to be wrong; of wrong types a part. */
function chosen(): Mistaken.Mistake[] {
  const first = new Map<string, Mistaken.Mistake>();
  for (const base of BASES)
    for (const one of Mistaken.all(library, base)) {
      const key = `${one.place} ${JSON.stringify(one.written ?? null)}`;
      if (!first.has(key)) first.set(key, one);
    }
  const all = [...first.values()];
  const of = (isIn: (kind: string) => boolean) => all.filter(({ kind }) => isIn(kind));
  const few = of((kind) => FEW.includes(kind));
  const named = of((kind) => kind !== 'type' && !FEW.includes(kind));
  const types = of((kind) => kind === 'type');
  const rest = [...named, ...spread(types, TYPES)];
  return [...few, ...spread(rest, COUNT - few.length)];
}

/** `count` of a list, evenly. */
function spread<T>(list: readonly T[], count: number): T[] {
  const length = Math.min(count, list.length);
  return Array.from({ length }, (_, i) => list[Math.floor((i * list.length) / length)]!);
}

const mistakes = chosen();

/** What was refused, where it was written, and how long it took; in words what is wrong with the refusal itself. */
function complaint(one: Mistaken.Mistake): string | undefined {
  const text = one.text();
  const before = process.cpuUsage();
  try {
    Worlds.write(text);
    return 'accepted';
  } catch (error) {
    const { user, system } = process.cpuUsage(before);
    if (!(error instanceof InputError)) return `no InputError: ${(error as Error).stack}`;
    const told = error.issues.filter(({ path }) => path === one.path || path.startsWith(`${one.path}.`));
    if (told.length === 0) return `told elsewhere: ${error.message}`;
    if (user + system > 1e6) return `${(user + system) / 1e6} seconds`;
    return told.every((issue) => isWhole(issue, text)) ? undefined : `not whole: ${error.message}`;
  }
}

function isWhole({ file, line, column, found, expected, remedy }: Issue, text: string): boolean {
  const isPlaced =
    file.endsWith('written.yaml') && column >= 1 && line >= 1 && line <= text.split('\n').length;
  const words = [found, expected, remedy];
  return (
    isPlaced &&
    words.every((word) => word.length > 0 && !/undefined|NaN|\[object|Infinity/.test(word)) &&
    expected !== found
  );
}

describe('generated mistakes', () => {
  test('the scenarios in which they are made are sound', () => {
    for (const base of BASES) expect(() => Worlds.open(base, { library })).not.toThrow();
  });

  test.each(Mistaken.KINDS)('of the kind "%s" are made', (kind) => {
    expect(mistakes.filter((one) => one.kind === kind).length).toBeGreaterThan(0);
  });

  test(`${mistakes.length} are refused with path, line, found, expected and remedy`, {
    timeout: 900_000,
  }, () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(COUNT === 240 ? 240 : 2_000);
    const wrong = mistakes.flatMap((one) => {
      const why = complaint(one);
      const written = JSON.stringify(one.written);
      return why === undefined ? [] : [`${one.base} ${one.kind} ${one.path} ${written}: ${why}`];
    });
    expect(wrong).toEqual([]);
  });
});
