import { describe, expect, it } from 'vitest';
import * as Streams from '../../base/Streams.js';
import * as Factor from './Factor.js';

describe('a factor of fundamental values', () => {
  it('stands at its target after a bridge, whatever the shocks', () => {
    const streams = Streams.create(7);
    const id = Streams.open(streams, 'shock');
    let level = 0;
    for (let left = 20; left >= 1; left--)
      level += Factor.bridge(level, -0.05, left, 0.01 * Streams.normal(streams, id));
    expect(level).toBeCloseTo(-0.05, 12);
  });

  it('has a volatility whose square is 1 in the mean', () => {
    const streams = Streams.create(3);
    const id = Streams.open(streams, 'volatility');
    const clustering = Factor.clustering(0.5, 60e6, 5e6);
    let log = 0.5 * Streams.normal(streams, id);
    let sum = 0;
    for (let step = 0; step < 200_000; step++) {
      log = Factor.nextLogVolatility(log, clustering, Streams.normal(streams, id));
      sum += Factor.volatilityOf(log, clustering) ** 2;
    }
    expect(sum / 200_000).toBeGreaterThan(0.95);
    expect(sum / 200_000).toBeLessThan(1.05);
  });

  it('draws shocks of variance 1 with the kurtosis of its degrees of freedom', () => {
    const streams = Streams.create(5);
    const id = Streams.open(streams, 'student');
    let square = 0;
    let fourth = 0;
    const draws = 200_000;
    for (let i = 0; i < draws; i++) {
      const chi =
        2 * Array.from({ length: 4 }, () => Streams.exponential(streams, id)).reduce((a, b) => a + b, 0);
      const one = Factor.student(Streams.normal(streams, id), chi, 8);
      square += one ** 2 / draws;
      fourth += one ** 4 / draws;
    }
    expect(square).toBeCloseTo(1, 1);
    // Excess kurtosis of Student-t with eight degrees of freedom: 6 / (8 - 4).
    expect(fourth / square ** 2 - 3).toBeGreaterThan(1.2);
    expect(fourth / square ** 2 - 3).toBeLessThan(1.8);
  });
});
