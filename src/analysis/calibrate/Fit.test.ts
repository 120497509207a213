import { describe, expect, it } from 'vitest';
import * as Fit from './Fit.js';

/** Three values, four moments; the third value moves nothing. */
const model: Fit.Model = ([a, b]) => [2 * a! + b!, a! * b!, Math.exp(a!), b! * b!];
const target = (moments: readonly number[]) => moments.map((value) => ({ value, scale: 0.1 }));

describe('calibration by simulated moments', () => {
  it('finds the values that made the moments (synthetic recovery)', () => {
    const fit = Fit.fit(model, [0.5, 0.5, 0.5], target(model([0.8, 0.2, 0.5])), 20);
    expect(fit.point[0]).toBeCloseTo(0.8, 2);
    expect(fit.point[1]).toBeCloseTo(0.2, 2);
    expect(fit.distance).toBeLessThan(1e-3);
    expect(fit.path.every((one, i) => i === 0 || one < fit.path[i - 1]!)).toBe(true);
  });

  it('says which value the moments do not tell', () => {
    const fit = Fit.fit(model, [0.5, 0.5, 0.5], target(model([0.8, 0.2, 0.5])), 5);
    const [a, b, none] = Fit.identify(fit.slopes);
    expect(a!.own).toBeGreaterThan(0.2);
    expect(b!.own).toBeGreaterThan(0.2);
    expect(none).toEqual({ strength: 0, own: 0, halfWidth: 1 });
  });

  it('stays inside ranges', () => {
    const fit = Fit.fit(model, [0.5, 0.5, 0.5], target([9, 9, 9, 9]), 20);
    for (const place of fit.point) {
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThanOrEqual(1);
    }
  });

  it('does not count a moment that a run does not give', () => {
    expect(Fit.misses([Number.NaN, 3], target([1, 2]))).toEqual([0, 10]);
  });
});
