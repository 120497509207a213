import { expect, test } from 'vitest';
import * as Confidence from '../../src/populations/holders/Confidence.js';
import { load } from './load.js';

const vectors = load('holder-behaviour');

test('remaining share under Beta(4, 2) thresholds', () => {
  const { inp, out } = vectors.take('threshold-heterogeneity')[0]!;
  inp.pi.forEach((belief: number, i: number) => {
    expect(Confidence.remaining(belief, 4, 2)).toBeCloseTo(out[i], 11);
  });
});

test('every vector is used', () => {
  expect(vectors.unused()).toEqual([]);
});
