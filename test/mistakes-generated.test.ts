import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Files from '../src/cli/Files.js';
import * as Program from '../src/cli/Program.js';
import { InputError, type Issue } from '../src/format/InputError.js';
import * as Unwind from '../src/index.js';
import * as Mistaken from './cast/Mistaken.js';
import * as Worlds from './cast/Worlds.js';

/*
 * Mistakes derived from the schema's own words: a mistyped name in every place that takes one, a value on each side of
 * every range, a broken sum of every total, wrong types, unknown, missing and repeated parts. Each is made in a valid
 * scenario, written into a file, and given to `unwind run`, which must refuse it. `npm run mistakes` makes all of them,
 * more than 2,000; `npm test` takes a sample.
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

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'unwind-mistakes-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Every mistake of one `unwind run FILE --out DIR`, its exit code, and the seconds of work that it took. */
async function run(
  text: string,
): Promise<{ code: number; issues: readonly Issue[]; err: string; seconds: number }> {
  const file = join(dir, 'written.yaml');
  writeFileSync(file, text);
  let issues: readonly Issue[] = [];
  let err = '';
  const load: typeof Unwind.load = (...args) => {
    try {
      return Unwind.load(...args);
    } catch (error) {
      if (error instanceof InputError) issues = error.issues;
      throw error;
    }
  };
  const terminal = {
    out: () => undefined,
    err: (told: string) => void (err += told),
    screen: false,
    nowMs: () => performance.now(),
    onInterrupt: () => () => undefined,
  };
  const spawn = () => expect.fail('a run needs no threads');
  // One event, where a mistake is not seen: what is accepted need not be run to its end.
  const engine = {
    ...Unwind,
    load,
    advance: (world: Unwind.World) => Unwind.advance(world, undefined, 1) || true,
  };
  const before = process.cpuUsage();
  const code = await Program.run({ engine, terminal, scenarios: Files.SCENARIOS, spawn }, [
    'run',
    file,
    '--out',
    join(dir, 'out', 'run'),
  ]);
  const { user, system } = process.cpuUsage(before);
  return { code, issues, err, seconds: (user + system) / 1e6 };
}

/** In words what is wrong with the refusal of a mistake; undefined where nothing is. */
async function complaint(one: Mistaken.Mistake): Promise<string | undefined> {
  const text = one.text();
  const { code, issues, err, seconds } = await run(text);
  const left = readdirSync(dir).filter((name) => name !== 'written.yaml');
  for (const name of left) rmSync(join(dir, name), { recursive: true });
  if (code !== 2) return `exit code ${code}: ${err}`;
  if (left.length > 0) return `left behind: ${left.join()}`;
  const told = issues.filter(({ path }) => path === one.path || path.startsWith(`${one.path}.`));
  if (told.length === 0) return `told elsewhere: ${err}`;
  if (!told.every((issue) => isWhole(issue, text) && err.includes(said(issue)))) return `not whole: ${err}`;
  return seconds > 1 ? `${seconds} seconds` : undefined;
}

function said({ file, line, column, path, found, expected, remedy }: Issue): string {
  return `${file}:${line}:${column} ${path}: found ${found}, expected ${expected}. Remedy: ${remedy}`;
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

  test(`${mistakes.length} are refused with path, line, found, expected, remedy and exit code 2, and leave nothing behind`, {
    timeout: 1_800_000,
  }, async () => {
    expect(mistakes.length).toBeGreaterThanOrEqual(COUNT === 240 ? 240 : 2_000);
    const wrong: string[] = [];
    for (const one of mistakes) {
      const why = await complaint(one);
      if (why !== undefined)
        wrong.push(`${one.base} ${one.kind} ${one.path} ${JSON.stringify(one.written)}: ${why}`);
    }
    expect(wrong).toEqual([]);
  });
});
