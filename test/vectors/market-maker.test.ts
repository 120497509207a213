import { expect, test } from 'vitest';
import * as Hawkes from '../../src/analysis/Hawkes.js';
import * as Impact from '../../src/analysis/Impact.js';
import * as MarginSpiral from '../../src/analysis/MarginSpiral.js';
import * as StylizedFacts from '../../src/analysis/StylizedFacts.js';
import * as ZeroIntelligence from '../../src/analysis/ZeroIntelligence.js';
import * as Quoting from '../../src/populations/makers/Quoting.js';
import { load } from './load.js';

const vectors = load('market-maker');

/** Printed vectors carry ten decimals. */
const printed = (actual: number, expected: number, decimals = 10) =>
  expect(actual).toBeCloseTo(expected, decimals - 1);

test.each(vectors.take('AS quotes'))('$name q=$inp.q tau=$inp.tau', ({ inp, out }) => {
  const quote = Quoting.avellanedaStoikov(inp.s, inp.q, inp.sigma, inp.tau, { gamma: inp.gamma, k: inp.k });
  printed(quote.reservation, out.reservation);
  printed(quote.ask - quote.bid, out.spread);
  printed(quote.bid, out.bid);
  printed(quote.ask, out.ask);
  printed(inp.s - quote.bid, out.db);
  printed(quote.ask - inp.s, out.da);
});

test('fill intensity', () => {
  const { inp, out } = vectors.take('AS fill')[0]!;
  printed(Quoting.fillIntensity(inp.A, inp.k, inp.delta), out, 12);
});

test('stationary distances', () => {
  const { inp, out } = vectors.take('GLFT')[0]!;
  const d = Quoting.stationary(inp.q, inp.sigma, inp.A, { gamma: inp.gamma, k: inp.k });
  printed(d.bidDistance, out[0], 13);
  printed(d.askDistance, out[1], 13);
});

test('Smith-Farmer scales', () => {
  const { inp, out } = vectors.take('Smith-Farmer')[0]!;
  const s = ZeroIntelligence.smithFarmer(inp);
  [
    [s.epsilon, out.eps],
    [s.spread, out.spread],
    [s.priceScale, out.pc],
    [s.shareScale, out.Nc],
    [s.diffusion, out.D],
  ].forEach(([actual, expected]) => {
    printed(actual!, expected);
  });
});

test('race of two queues', () => {
  const { inp, out } = vectors.take('CST')[0]!;
  const p = ZeroIntelligence.probabilityUp({ limit: 1.85, market: 0.94, cancel: 0.71 }, inp.M);
  for (let b = 1; b <= 5; b++)
    for (let a = 1; a <= 5; a++)
      expect(Math.abs(p[(b - 1) * inp.M + a - 1]! - out[b - 1][a - 1])).toBeLessThan(5.1e-5);
});

test('Hawkes likelihood', () => {
  const { inp, out } = vectors.take('Hawkes log')[0]!;
  const fit = Hawkes.logLikelihood(inp.t, inp.T, inp);
  printed(fit.logLikelihood, out[0]);
  printed(fit.compensator, out[1]);
});

test('Hawkes moments', () => {
  const { inp, out } = vectors.take('Hawkes stationarity')[0]!;
  const s = Hawkes.stationary(inp);
  printed(s.branchingRatio, out.n);
  printed(s.meanRate, out.mean);
  printed(s.fano, out.fano);
  printed(s.familySize, out.family);
});

test('model-free branching ratio', () => {
  const { inp, out } = vectors.take('model-free')[0]!;
  printed(Hawkes.branchingRatio(inp.mean, inp.var), out);
});

test.each(vectors.take('square-root'))('square-root impact of $inp.Q', ({ inp, out }) => {
  printed(Impact.squareRoot(inp.Y, inp.sigmaD, inp.Q, inp.V), out);
});

test('flat book', () => {
  const { inp, out } = vectors.take('walk-the-book')[0]!;
  printed(Impact.flatDensity(inp.Q, inp.depth1pct), out);
});

test('margin spiral, with and without growing margins', () => {
  const { inp, out } = vectors.take('margin+loss')[0]!;
  const terms = {
    position: inp.x0,
    wealth: inp.W,
    price: inp.p0,
    shock: inp.shock,
    impact: inp.lam,
    margin: inp.m0,
    theta: inp.theta,
  };
  const still = vectors.take('same without')[0]!;
  for (const [theta, expected] of [
    [inp.theta, out],
    [still.inp.theta, still.out],
  ]) {
    const rounds = MarginSpiral.iterate({ ...terms, theta }, expected.length);
    const rows = rounds.map((r) => [r.price, r.position, r.wealth]);
    expect(rows.length).toBe(expected.length);
    rows.flat().forEach((x, i) => {
      printed(x, expected.flat()[i], 6);
    });
  }
  const settled = MarginSpiral.iterate(terms, 1000).at(-1)!;
  printed(settled.price, 96.492315, 6);
  printed(settled.position, 6.98463, 6);
  printed(settled.wealth, 77.196264, 6);
});

/** Park-Miller 16807 from 12345 and Box-Muller (cosine first, sine kept), driving GARCH(1,1) from its mean variance. */
function garch(n: number): Float64Array {
  let seed = 12345;
  const uniform = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  let spare: number | undefined;
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const out = new Float64Array(n);
  let variance = 1e-6 / (1 - 0.1 - 0.88);
  for (let i = 0; i < n; i++) {
    out[i] = Math.sqrt(variance) * normal();
    variance = 1e-6 + 0.1 * out[i]! ** 2 + 0.88 * variance;
  }
  return out;
}

test('stylized facts of a GARCH series', () => {
  const { out } = vectors.take('stylised')[0]!;
  const returns = garch(20_000);
  out.first3.forEach((r: number, i: number) => {
    printed(returns[i]!, r, 12);
  });
  const facts = StylizedFacts.assess(returns, [1, 10, 100], [0.05, 0.01]);
  printed(facts.deviation, out.std, 11);
  printed(facts.excessKurtosis, out.kurt, 6);
  printed(facts.returnMemory, out.acf1, 6);
  [out.abs1, out.abs10, out.abs100].forEach((expected, i) => {
    printed(facts.volatilityMemory[i]!, expected, 6);
  });
  printed(facts.tailExponents[0]!, out.hill5, 6);
  printed(facts.tailExponents[1]!, out.hill1, 6);
});

test('Hill exponent of exact Pareto quantiles', () => {
  const { out } = vectors.take('Hill')[0]!;
  const n = 1000;
  const sample = Float64Array.from({ length: n }, (_, i) => (1 - (i + 0.5) / n) ** (-1 / 3));
  printed(StylizedFacts.hill(sample, 100), out, 8);
});

test('every vector is used', () => {
  expect(vectors.unused()).toEqual([]);
});
