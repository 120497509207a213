import { expect, test } from 'vitest';
import * as TwoVenues from '../../../test/cast/TwoVenues.js';
import type * as ValueBuyer from './ValueBuyer.js';

const w = TwoVenues.open('  slow: { kind: value, preset: value, density: 0.5%, band: 2%..3%, levels: 10 }');
const states = w.world.agents.filter(({ kind }) => kind === 'value-buyer') as unknown as ValueBuyer.State[];

test('value buyers are one in every market against dollars, by its volume', () => {
  expect(states.map(({ market }) => market)).toEqual(w.engine.markets.map(({ id }) => id));
  // Spot of BTC on one venue trades 25% of half of 1bn a day, its perp 75%.
  expect(states[0]!.density).toBeCloseTo(0.005 * 125e6, 6);
  expect(states[1]!.density).toBeCloseTo(0.005 * 375e6, 6);
  for (const { band } of states) {
    expect(band).toBeGreaterThanOrEqual(0.02);
    expect(band).toBeLessThanOrEqual(0.03);
  }
});

test('each has money for its whole rule twice over, and coins to offer above value', () => {
  expect(w.worth([states[0]!.account])).toBeCloseTo((160 + 30) * 0.005 * 125e6, 0);
});

test('each may rest at every level on both sides at once', () => {
  const { quoteFrom, quoteTo } = w.engine.accounts;
  for (const { account, handles } of states)
    expect([quoteFrom[account], quoteTo[account]! - quoteFrom[account]!]).toEqual([handles, 21]);
});
