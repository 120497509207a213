import { expect, test } from 'vitest';
import * as Hawkes from './Hawkes.js';

test('without excitation it is a Poisson process', () => {
  const fit = Hawkes.logLikelihood([1, 2, 5], 10, { mu: 0.3, alpha: 0, beta: 1 });
  expect(fit.compensator).toBeCloseTo(3, 12);
  expect(fit.logLikelihood).toBeCloseTo(3 * Math.log(0.3) - 3, 12);
  expect(Hawkes.branchingRatio(50, 50)).toBe(0);
});

test('the recursion equals the double sum', () => {
  const times = [0.1, 0.15, 2, 2.2, 7];
  const p = { mu: 0.2, alpha: 0.5, beta: 0.8 };
  const intensity = (t: number) =>
    p.mu + times.filter((s) => s < t).reduce((sum, s) => sum + p.alpha * Math.exp(-p.beta * (t - s)), 0);
  const logs = times.reduce((sum, t) => sum + Math.log(intensity(t)), 0);
  const fit = Hawkes.logLikelihood(times, 8, p);
  expect(fit.logLikelihood + fit.compensator).toBeCloseTo(logs, 12);
});
