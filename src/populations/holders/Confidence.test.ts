import { expect, test } from 'vitest';
import * as Streams from '../../base/Streams.js';
import * as Confidence from './Confidence.js';

const HOUR = 3600e6;
const weights: Confidence.Weights = {
  base: -6,
  discount: 40,
  hole: 100,
  queue: 1,
  outflow: 5,
  news: 1,
  herd: 4,
};
const taste: Confidence.Taste = {
  weights,
  halfLifeUs: HOUR,
  calmPerHour: 0,
  alarmedPerHour: 1,
  contagion: 0,
  contagionPerHour: 6,
};
const calm: Confidence.Signal = {
  price: 1,
  backingRatio: 1.01,
  queueOverBuffer: 0,
  supplyChange: 0,
  news: 0,
};
const broken = { ...calm, price: 0.7, backingRatio: 0.95 };

/** Ten rows of a thousand holders with a million atoms each, thresholds Beta(4, 2). */
function holders(attention = 1): Confidence.Holders {
  const of = (x: number) => new Array<number>(10).fill(x);
  return Confidence.create(4, 2, of(1000), of(1e6), of(attention));
}

/** Atoms that leave in `steps` steps. */
function leave(h: Confidence.Holders, t: Confidence.Taste, steps: number, dtUs: number, seed = 1): number {
  const streams = Streams.create(seed);
  const stream = Streams.open(streams, 'agent/holders/1');
  let left = 0;
  for (let step = 0; step < steps; step++) left += Confidence.exit(h, t, dtUs, streams, stream);
  return left;
}

test('each sign of trouble raises the suggested probability, good news beyond par does not lower it', () => {
  const at = (over: Partial<Confidence.Signal>, exited = 0) =>
    Confidence.assess(weights, { ...calm, ...over }, exited);
  const base = at({});
  expect(base).toBeCloseTo(1 / (1 + Math.exp(6)), 14);
  const worse = [{ price: 0.98 }, { backingRatio: 0.99 }, { queueOverBuffer: 1 }, { supplyChange: -0.1 }];
  for (const over of [...worse, { news: 1 }]) expect(at(over)).toBeGreaterThan(base);
  expect(at({}, 0.2)).toBeGreaterThan(base);
  expect(at({ price: 1.05, supplyChange: 0.3, backingRatio: 2 })).toBe(base);
});

test('a belief remembers: half of the way in a half-life, however time is cut', () => {
  const once = holders();
  Confidence.observe(once, taste, broken, HOUR);
  const cut = holders();
  for (let i = 0; i < 60; i++) Confidence.observe(cut, taste, broken, HOUR / 60);
  expect(once.belief).toBeCloseTo(Confidence.assess(weights, broken, 0) / 2, 12);
  expect(cut.belief).toBeCloseTo(once.belief, 12);
});

test('thresholds are quantiles: the share above the belief is the closed form', () => {
  const rows = 400;
  const ones = new Array<number>(rows).fill(1);
  const { threshold } = Confidence.create(4, 2, ones, ones, ones);
  for (const belief of [0.25, 0.5, 0.75, 0.9]) {
    const share = threshold.filter((x) => x > belief).length / rows;
    expect(Math.abs(share - Confidence.remaining(belief, 4, 2))).toBeLessThanOrEqual(1 / rows);
  }
});

test('nobody leaves in calm; under alarm only rows past their threshold do, at the stated pace', () => {
  const h = holders();
  Confidence.observe(h, taste, calm, 100 * HOUR);
  expect(leave(h, taste, 50, HOUR / 10)).toBe(0);
  h.belief = 0.6;
  const left = leave(h, taste, 10, HOUR / 10);
  const alarmed = h.threshold.filter((x) => x < 0.6).length;
  expect(alarmed).toBeGreaterThan(0);
  expect(left / (alarmed * 1e6)).toBeCloseTo(1 - Math.exp(-1), 1);
  h.threshold.forEach((x, row) => {
    expect([row, h.held[row]! < 1e6]).toEqual([row, x < 0.6]);
  });
});

test('who attends half the time leaves at half the hazard', () => {
  const slow = holders(0.5);
  slow.belief = 1;
  expect(Confidence.hazard(slow, taste, 0)).toBe(0.5);
  expect(Confidence.exitedShare(slow)).toBe(0);
  expect(leave(slow, taste, 1, HOUR) / 1e7).toBeCloseTo(1 - Math.exp(-0.5), 1);
});

test('no atom is lost: what left and what is held sum to the start, to the last holder', () => {
  const h = Confidence.create(1, 1, [3, 7, 1], [1000, 999_983, 17], [1, 1, 1]);
  h.belief = 1;
  const left = leave(h, { ...taste, alarmedPerHour: 3 }, 200, HOUR);
  expect(left).toBe(1000 + 999_983 + 17);
  expect(Array.from(h.held)).toEqual([0, 0, 0]);
  expect(Array.from(h.count)).toEqual([0, 0, 0]);
});

test('the drawn mean and spread are binomial, for few and for many', () => {
  for (const [count, p] of [
    [10, 0.3],
    [1000, 0.002],
    [1000, 0.9],
    [100_000, 0.4],
  ] as const) {
    const t = { ...taste, calmPerHour: -Math.log(1 - p) };
    const draws = Array.from({ length: 2000 }, (_, seed) =>
      leave(Confidence.create(1, 1, [count], [count], [1]), t, 1, HOUR, seed),
    );
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    const expected = count * p * (1 - p);
    expect(Math.abs(mean - count * p)).toBeLessThan(4 * Math.sqrt(expected / draws.length));
    expect(variance / expected).toBeGreaterThan(0.85);
    expect(variance / expected).toBeLessThan(1.15);
  }
});

test('one exit sets off less than one more: a burst grows to 1 / (1 - n) and ends', () => {
  const of = (x: number) => new Array<number>(10).fill(x);
  const h = Confidence.create(4, 2, of(1e5), of(1e9), of(1));
  h.held[0] = 9e8;
  h.heat = 0.01;
  const left = leave(h, { ...taste, contagion: 0.5 }, 2000, HOUR / 60) + 1e8;
  expect(left / 1e8).toBeGreaterThan(1.8);
  expect(left / 1e8).toBeLessThan(2.2);
});

test('luck is the stream’s alone: one draw per row whatever happens', () => {
  const use = (belief: number) => {
    const h = holders();
    h.belief = belief;
    const streams = Streams.create(5);
    const stream = Streams.open(streams, 'agent/holders/1');
    for (let i = 0; i < 5; i++) Confidence.exit(h, taste, HOUR, streams, stream);
    return Streams.uint32(streams, stream);
  };
  expect(use(1)).toBe(use(0));
  const copy = structuredClone(holders());
  expect(leave(copy, { ...taste, calmPerHour: 1 }, 3, HOUR)).toBe(
    leave(holders(), { ...taste, calmPerHour: 1 }, 3, HOUR),
  );
});

test('the best open way out is taken, and staying wins ties', () => {
  const none = { hold: Number.NaN, redeem: Number.NaN, amm: Number.NaN, cex: Number.NaN };
  expect(Confidence.choose({ hold: 0.99, redeem: 0.999, amm: 0.98, cex: 0.65 })).toBe('redeem');
  expect(Confidence.choose({ hold: 0.99, redeem: Number.NaN, amm: 0.98, cex: 0.65 })).toBe('hold');
  expect(Confidence.choose({ hold: 0.9, redeem: Number.NaN, amm: 0.98, cex: 0.98 })).toBe('amm');
  expect(Confidence.choose({ hold: 0.98, redeem: 0.98, amm: 0.98, cex: 0.98 })).toBe('hold');
  expect(Confidence.choose({ ...none, cex: 0.1 })).toBe('cex');
  expect(Confidence.choose(none)).toBe('hold');
});

test('values of redeeming and of staying', () => {
  expect(Confidence.redeemValue(1, 0.001, 7 * 24 * HOUR, 0.2)).toBeCloseTo(0.999 - (0.2 * 7) / 365, 12);
  expect(Confidence.holdValue(0.2, 0.4)).toBeCloseTo(0.88, 12);
});

test('loopers go when forced or when it no longer pays', () => {
  expect(Confidence.looper(0.05, 1.01, 1.02)).toBe('forced');
  expect(Confidence.looper(-0.01, 1.1, 1.02)).toBe('carry');
  expect(Confidence.looper(0, 1.02, 1.02)).toBe('stay');
});
