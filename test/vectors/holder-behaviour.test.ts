import { expect, test } from 'vitest';
import * as GlobalGame from '../../src/mechanisms/issuer/GlobalGame.js';
import * as RunOnIssuer from '../../src/mechanisms/issuer/RunOnIssuer.js';
import * as Confidence from '../../src/populations/holders/Confidence.js';
import { load } from './load.js';

const vectors = load('holder-behaviour');

/** Vectors are printed with eight decimals, some with fewer. */
const printed = (actual: number, expected: number, decimals = 8) =>
  expect(actual).toBeCloseTo(expected, decimals - 1);

test('threshold without public news, whatever the noise', () => {
  const { inp, out } = vectors.take('global game')[0]!;
  for (const privatePrecision of [0.5, 25, 1e4])
    inp.c.forEach((cost: number, i: number) => {
      const t = { cost, publicPrecision: 0, privatePrecision, publicSignal: 0.2 };
      printed(GlobalGame.thresholds(t).low, out[i], 12);
    });
});

test.each(vectors.take('Morris-Shin'))('Morris-Shin c=$inp.c alpha=$inp.alpha y=$inp.y', ({ inp, out }) => {
  const { low, high, isUnique } = GlobalGame.thresholds({
    cost: inp.c,
    publicPrecision: inp.alpha,
    privatePrecision: inp.beta,
    publicSignal: inp.y,
  });
  printed(low, out, String(out).length - 2);
  printed(high, out, String(out).length - 2);
  expect(isUnique).toBe(true);
});

test.each(vectors.take('FCFS'))('first come first served, $inp.lam leave', ({ inp, out }) => {
  const { redeemers, stayers } = RunOnIssuer.firstCome(inp.lam, inp.s, inp.l);
  printed(redeemers, out[0]);
  printed(stayers, out[1]);
});

test('where the first loss and the end are', () => {
  const { inp, out } = vectors.take('run threshold')[0]!;
  expect(RunOnIssuer.firstCome(out.firstLoss, inp.s, inp.l).stayers).toBe(1);
  expect(RunOnIssuer.firstCome(out.firstLoss + 1e-9, inp.s, inp.l).stayers).toBeLessThan(1);
  printed(RunOnIssuer.exhaustion(inp.s, inp.l), out.exhaust, 12);
});

test('remaining share under Beta(4, 2) thresholds', () => {
  const { inp, out } = vectors.take('threshold-heterogeneity')[0]!;
  inp.pi.forEach((belief: number, i: number) => {
    printed(Confidence.remaining(belief, 4, 2), out[i], 12);
  });
});

test('spiral of the junior token (supply in millions)', () => {
  const { inp, out } = vectors.take('death spiral')[0]!;
  const rounds = RunOnIssuer.spiral(inp.S0, inp.M0, inp.U, out.length);
  expect(rounds.length).toBe(out.length);
  rounds.forEach(({ supply, price }, i) => {
    printed(supply / 1e6, out[i][0], 6);
    printed(price, out[i][1], 6);
  });
});

test('exits that the junior token can absorb: the supply grows by the ratio in one round', () => {
  const { inp, out } = vectors.take('death-spiral condition')[0]!;
  const [round] = RunOnIssuer.spiral(1, inp.luna_cap, inp.ust, 1);
  printed(round!.supply - 1, out);
});

test('pull to the peg', () => {
  const { out } = vectors.take('peg OU')[0]!;
  printed(RunOnIssuer.pull(6), out[0], 10);
  printed(RunOnIssuer.decay(-0.01, 6, 24), out[1], 12);
});

test('arbitrage of one block', () => {
  const deep = vectors.take('capacity-limited (deep')[0]!;
  for (const { inp, out } of [vectors.take('capacity-limited redemption')[0]!, deep]) {
    const { size, residual } = RunOnIssuer.arbitrage(inp.discount, inp.fee, inp.cap, inp.impactPerUsd);
    printed(size, out[0]);
    printed(residual, out[1], 12);
  }
});

test('every vector is used', () => {
  expect(vectors.unused()).toEqual([]);
});
