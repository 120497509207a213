import { expect, test } from 'vitest';
import * as Branching from '../../src/analysis/Branching.js';
import * as Matrix from '../../src/analysis/Matrix.js';
import * as Moments from '../../src/analysis/Moments.js';
import * as ReverseStress from '../../src/analysis/ReverseStress.js';
import * as Sensitivity from '../../src/analysis/Sensitivity.js';
import * as Shapley from '../../src/analysis/Shapley.js';
import { load } from './load.js';

const vectors = load('systemic');
const one = (prefix: string) => vectors.take(prefix)[0]!;

/** Vectors are printed with eight to ten decimals: half a unit of the last one, and the rounding of their inputs. */
function close(actual: readonly number[], expected: readonly number[], decimals: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, decimals);
  });
}

test('loop gain and amplification', () => {
  const gain = one('liquidation branching');
  expect(Branching.loopGain(gain.inp.impact_pct_per_usd * 100, gain.inp.density_usd_per_pct)).toBeCloseTo(
    gain.out.n,
    12,
  );
  expect(Branching.amplification(gain.out.n)).toBe(Number.POSITIVE_INFINITY);
  const { inp, out } = one('amplification');
  expect(inp.initial * Branching.amplification(inp.n)).toBeCloseTo(out, 12);
});

test('loop gain from counts', () => {
  // Counts 0 and 8 in turn: mean 4, variance 64 / 3 with four windows, so n = 1 - sqrt(3 / 16).
  expect(Branching.fromCounts([0, 8, 0, 8])).toBeCloseTo(1 - Math.sqrt(3 / 16), 12);
  expect(Branching.fromCounts([4, 4, 4, 4])).toBeNull();
  expect(Branching.fromCounts([0, 0])).toBeNull();
  expect(Branching.fromCounts([3])).toBeNull();
});

const PLAYERS = ['A', 'B', 'C'];

/** Outcomes by bit mask from outcomes by letters. */
function byMask(of: Readonly<Record<string, number>>): number[] {
  return Array.from({ length: 8 }, (_, mask) => of[PLAYERS.filter((_, i) => (mask >> i) & 1).join('')]!);
}

test('Shapley values, interactions, and one at a time', () => {
  const exact = one('Shapley exact');
  const outcomes = byMask(exact.inp);
  close(
    Shapley.values(outcomes),
    PLAYERS.map((name) => exact.out[name]),
    9,
  );
  const pairs = one('Shapley interaction').out;
  close(
    [
      Shapley.interaction(outcomes, 0, 1),
      Shapley.interaction(outcomes, 0, 2),
      Shapley.interaction(outcomes, 1, 2),
    ],
    [pairs.AB, pairs.AC, pairs.BC],
    12,
  );
  const { out } = one('one-at-a-time');
  const { removal, addition } = Shapley.oneAtATime(outcomes);
  for (const [found, known] of [
    [removal, out.removal],
    [addition, out.addition],
  ]) {
    close(
      found,
      PLAYERS.map((name) => known[name]),
      12,
    );
    expect(found.reduce((sum: number, value: number) => sum + value, 0)).toBe(known.sum);
  }
});

/** Ishigami's function on [-pi, pi]^3, and its indices in closed form (Ishigami and Homma 1990). */
const ishigami = ([x, y, z]: readonly number[]) =>
  Math.sin(x!) + 7 * Math.sin(y!) ** 2 + 0.1 * z! ** 4 * Math.sin(x!);

function closedForm(a: number, b: number): number[] {
  const first = 0.5 * (1 + (b * Math.PI ** 4) / 5) ** 2;
  const second = (a * a) / 8;
  const both = (8 * b * b * Math.PI ** 8) / 225;
  const all = first + second + both;
  return [first / all, second / all, 0, (first + both) / all, second / all, both / all, all];
}

/** Park and Miller's minimal generator: x <- 16807 x mod (2^31 - 1). */
function parkMiller(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('Sobol indices of the Ishigami function: closed form and estimators', () => {
  const { inp, out } = one('Ishigami');
  const exact = closedForm(inp.a, inp.b);
  close(exact, out, 9);
  const draw = parkMiller(12_345);
  const sample = () =>
    Array.from({ length: 4096 }, () => Array.from({ length: 3 }, () => Math.PI * (2 * draw() - 1)));
  const found = Sensitivity.sobol(ishigami, sample(), sample());
  const { out: estimated } = one('Saltelli-2010');
  close(found.first, estimated.S, 7);
  close(found.total, estimated.ST, 7);
  [...found.first, ...found.total].forEach((value, i) => {
    expect(Math.abs(value - exact[i]!)).toBeLessThan(0.03);
  });
});

test('elementary effects', () => {
  const { inp, out } = one('Morris');
  const model = ([x, y]: readonly number[]) => 2 * x! - 3 * y! + 4 * x! * y!;
  const effects = Sensitivity.effects(model, inp.base, 2 / 3);
  close(effects.slice(1).flat(), out.EE.slice(1).flat(), 7);
  // The vector has zeros for the base (0, 0, 0), where its own function steps from 0 to 4 / 3 and to -2.
  close(effects[0]!, [2, -3, 0], 12);
  const found = Sensitivity.screen(out.EE);
  close(found.mean, out.mu, 7);
  close(found.meanAbsolute, out.mustar, 7);
  close(found.deviation, out.sigma, 7);
});

test('distance of moments', () => {
  const { inp, out } = one('MSM');
  const covariance = [
    [0.04, 0.01],
    [0.01, 0.09],
  ];
  const found = Moments.distance(inp.md, inp.ms, covariance, inp.tau);
  close([found.distance, found.corrected], out, 9);
});

test('most likely shock for a loss', () => {
  const { inp, out } = one('reverse stress');
  const { shock, squaredDistance } = ReverseStress.mostLikely(inp.Sigma, inp.w, inp.L);
  close([...shock, squaredDistance], [...out.z, out.d2], 9);
  expect(Matrix.dot(inp.w, shock)).toBeCloseTo(inp.L, 12);
});

test('every vector is used', () => {
  expect(vectors.unused()).toEqual([]);
});
