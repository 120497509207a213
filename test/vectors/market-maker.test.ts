import { expect, test } from 'vitest';
import * as StylizedFacts from '../../src/analysis/StylizedFacts.js';
import { load } from './load.js';

const vectors = load('market-maker');

/** Printed vectors carry ten decimals. */
const printed = (actual: number, expected: number, decimals = 10) =>
  expect(actual).toBeCloseTo(expected, decimals - 1);

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
