import { expect, test } from 'vitest';
import * as TwoVenues from '../../../test/cast/TwoVenues.js';
import * as Advance from '../../run/Advance.js';
import type * as Noise from './Noise.js';

const states = (w: ReturnType<typeof TwoVenues.open>, start: string) =>
  w.world.agents.filter(
    ({ kind, name }) => kind === 'noise' && name.includes(start),
  ) as unknown as Noise.State[];

test('noise has one trader in every market, with an order of the stated share of its volume', () => {
  const w = TwoVenues.open('  hum: { kind: noise, preset: noise, size: 0.001% }');
  expect(states(w, 'hum')).toHaveLength(w.engine.markets.length);
  // 0.001% of 1 020M a day over all markets.
  expect(states(w, 'hum').reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(10_200, 3);
});

test('two groups on two venues keep to them, with rules of their own', () => {
  const w = TwoVenues.open(
    [
      '  calm: { kind: noise, preset: noise, venues: [a], every: 60s }',
      '  busy: { kind: noise, preset: noise, venues: [b], every: 5s }',
    ].join('\n'),
  );
  const of = (start: string) =>
    states(w, start).map(({ market, everyUs }) => [w.engine.markets[market]!.venue, everyUs]);
  expect(of('calm')).toEqual(Array(4).fill([0, 60e6]));
  expect(of('busy')).toEqual(Array(4).fill([1, 5e6]));
});

test('noise buys and sells what is quoted, in about the stated number of orders', () => {
  const w = TwoVenues.open(
    [
      '  quotes: { kind: makers, preset: makers, firms: 1, altShare: 0, gross: 1, equity: { a: 30M USD, b: 30M USD } }',
      '  hum: { kind: noise, preset: noise, every: 5s, size: 0.001% }',
    ].join('\n'),
  );
  Advance.advance(w.world, 300e6, 1e7);
  const { markets } = w.engine;
  for (const { tape, symbol } of markets) expect(tape.volumeUsd, symbol).toBeGreaterThan(0);
  const usd = markets.reduce((sum, { tape }) => sum + tape.volumeUsd, 0);
  // 60 orders a market in 300 s; the mean of a log-normal size is exp(0.8^2 / 2) = 1.38 medians: 60 * 1.38 * 10 200.
  expect(usd / (60 * 1.38 * 10_200)).toBeGreaterThan(0.6);
  expect(usd / (60 * 1.38 * 10_200)).toBeLessThan(1.6);
});
