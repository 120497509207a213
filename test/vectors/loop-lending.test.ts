import { expect, test } from 'vitest';
import * as Loop from '../../src/mechanisms/lending/Loop.js';
import { load } from './load.js';

const vectors = load('loop-lending');

/** The file gives ten digits of ratios and four of dollars. */
const close = (actual: number, expected: number, tolerance = 1e-9) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

test.each([...vectors.take('loop 5'), ...vectors.take('sUSDe')])('$name, LTV $inp.LTV', ({ inp, out }) => {
  const exposure = Loop.exposure(inp.LTV, inp.n);
  close(exposure, out.leverage);
  close(inp.E * exposure, out.collateral);
  close(inp.E * (exposure - 1), out.debt);
  close(Loop.ltv(exposure), out.positionLTV);
  close(Loop.health(exposure, inp.LT), out.HF);
  close(Loop.fallToLiquidation(exposure, inp.LT), out.liqFall);
  close(Loop.fallToWipe(exposure, 1), out.wipeFallNoFees);
  close(Loop.fallToWipe(exposure, inp.LB), out.wipeFallWithBonus);
  close(Loop.netYield(exposure, inp.rs ?? 0, inp.rb ?? 0), out.netAPY);
});

test.each(vectors.take('LTV s.t. 5'))('$name', ({ name, out }) => {
  const [, rounds, target] =
    /k=0\.\.(\d)\D*([\d.]+)x/.exec(name) ?? /5 loops give exactly ()([\d.]+)x/.exec(name)!;
  close(Loop.shareFor(Number(target), Number(rounds === '' ? 5 : rounds)), out, 1e-8);
});

test('an endless loop of 4x', () => {
  const { out } = vectors.take('LTV s.t. infinite')[0]!;
  expect(Loop.exposureLimit(out)).toBe(4);
  close(Loop.shareFor(4, 400), out);
});

test('80 % and five rounds: the incentive of a wipe at 25 %, and the falls that wipe', () => {
  const exposure = Loop.exposure(0.8, 5);
  const { inp, out } = vectors.take('bonus for which')[0]!;
  close(Loop.incentiveAtWipe(exposure, inp.f), out, 1e-8);
  for (const one of vectors.take('80% LTV')) close(Loop.fallToWipe(exposure, one.inp.lb), one.out, 1e-8);
});

test('every vector is used', () => {
  expect(vectors.unused()).toEqual([]);
});
